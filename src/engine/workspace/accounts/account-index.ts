import type { KeyColumns } from "../../../ingest/key-columns.ts";
import { quoteText } from "../../../sql/quote.ts";
import { type Current, currentScores } from "../current.ts";
import type { Workspace } from "../workspace.ts";
import { accountCsvPieces } from "./account-csv.ts";
import { countFitTiming, type FitTiming } from "./fit-timing.ts";
import { INDEX, layIndex } from "./lay-index.ts";
import { type Links, openLinks } from "./open-links.ts";
import { type AccountsPage, type AccountsQuery, countBy, type Picked, queryAccounts } from "./query.ts";
import type { AccountLine } from "./shapes.ts";

/** Every scored account of a profile at one moment, in memory, for whoever looks through them. */
export interface AccountIndex {
  readonly current: Current;
  /** Columns by which the accounts, laid together, are known. */
  readonly keys: KeyColumns;
  /** What is kept besides accounts; made ready when first asked for. */
  links(): Promise<Links>;
  page(query: AccountsQuery): Promise<AccountsPage>;
  counts(column: Picked, query: AccountsQuery): ReturnType<typeof countBy>;
  fitTiming(): Promise<FitTiming>;
  /** The accounts that fit a query as CSV, piece by piece. */
  csv(query: AccountsQuery): AsyncGenerator<string>;
  /** The line of an account; null where there is none. */
  line(source: string, key: string): Promise<(AccountLine & IndexedMore) | null>;
  close(): void;
}

/** What the index knows of an account beside its line. */
export interface IndexedMore {
  /** Place among all accounts by fit, from 0. */
  readonly place: number;
  /** Its own ids, JSON. */
  readonly ids: string;
  readonly p: number | null;
  readonly p_low: number | null;
  readonly p_high: number | null;
  readonly timing_reasons: string | null;
  readonly hand_raised: string | null;
  /** Accounts of its segment that stand before it, and all of the segment; null without one. */
  readonly segment_before: number | null;
  readonly segment_of: number | null;
  readonly of: number;
}

/**
 * Lays the accounts of a profile by the scores in force; they stay as they were at that moment until it is closed.
 *
 * @throws InputError where no version is in force
 */
export async function openAccountIndex(workspace: Workspace, icp: string): Promise<AccountIndex> {
  const database = await workspace.warehouse.work();
  try {
    const current = await currentScores(workspace, database, icp);
    const keys = await layIndex(database, current);
    let links: Promise<Links> | null = null;
    return {
      current,
      keys,
      links: () => {
        links ??= openLinks(workspace, current.document);
        // What could not be opened is tried again by the next who asks.
        links.catch(() => {
          links = null;
        });
        return links;
      },
      page: (query) => queryAccounts(database, query),
      counts: (column, query) => countBy(database, column, query),
      fitTiming: () => countFitTiming(database, current.document),
      csv: (query) => accountCsvPieces(database, current, query),
      line: async (source, key) => {
        const [found] = await database.rows<AccountLine & IndexedMore & { words?: string }>(
          `SELECT i.* EXCLUDE (words), (SELECT count(*) FROM ${INDEX}) AS "of",
             CASE WHEN segment IS NOT NULL THEN (SELECT count(*) FROM ${INDEX} o WHERE o.segment = i.segment AND o.place < i.place) END AS segment_before,
             CASE WHEN segment IS NOT NULL THEN (SELECT count(*) FROM ${INDEX} o WHERE o.segment = i.segment) END AS segment_of
           FROM ${INDEX} i WHERE source = ${quoteText(source)} AND "key" = ${quoteText(key)}`,
        );
        return found ?? null;
      },
      close: () => {
        database.close();
        void links?.then((opened) => opened.database.close()).catch(() => undefined);
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
