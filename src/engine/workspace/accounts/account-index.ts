import type { KeyColumns } from "../../../ingest/key-columns.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { inTurn } from "../../../warehouse/in-turn.ts";
import { keptSources, rawName } from "../../../warehouse/kept/source.ts";
import { type Current, currentScores } from "../current.ts";
import { type GivenScore, rowScorer } from "../row-scorer.ts";
import type { Workspace } from "../workspace.ts";
import { accountCsvPieces } from "./account-csv.ts";
import { countFitTiming, type FitTiming } from "./fit-timing.ts";
import { hashSql, INDEX, layIndex, settleIndex } from "./lay-index.ts";
import { type Links, openLinks } from "./open-links.ts";
import { keepPlaces } from "./places.ts";
import { type AccountsPage, type AccountsQuery, countBy, orderSql, type Picked, queryAccounts } from "./query.ts";
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
  /** What the newest row of an account says, by header; null where it is gone. */
  cells(line: Pick<AccountLine & IndexedMore, "source" | "key" | "seq">): Promise<AccountCells | null>;
  /** The score of such a row. */
  score(row: AccountCells): GivenScore;
  close(): Promise<void>;
}

export type AccountCells = Readonly<Record<string, string | null>>;

/** Orders that people ask for and that take long to find: those of names. */
const WARM = ["name", "-name"];

/** What the index knows of an account beside its line. */
export interface IndexedMore {
  /** Place among all accounts by fit, from 0. */
  readonly place: number;
  /** Place of its row within its source; null where it has none any more. */
  readonly seq: number | null;
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
  const database = inTurn(await workspace.warehouse.work(true));
  try {
    const current = await currentScores(workspace, database, icp);
    const keys = await layIndex(database, current);
    await settleIndex(database);
    const all = await database.value<number>(`SELECT count(*) FROM ${INDEX}`);
    const places = keepPlaces(database, all);
    places.warm(WARM.map(orderSql));
    let links: Promise<Links> | null = null;
    let score: ((row: AccountCells) => GivenScore) | null = null;
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
      page: (query) => queryAccounts(database, places, all, query),
      counts: (column, query) => countBy(database, column, query),
      fitTiming: () => countFitTiming(database, current.document),
      csv: (query) => accountCsvPieces(database, current, query),
      line: async (source, key) => {
        const [found] = await database.rows<Omit<AccountLine & IndexedMore, "of" | "segment_before" | "segment_of">>(
          `SELECT * EXCLUDE (words, hash) FROM ${INDEX} WHERE hash = ${hashSql(quoteText(source), quoteText(key))} AND source = ${quoteText(source)} AND "key" = ${quoteText(key)}`,
        );
        if (found === undefined) return null;
        const own =
          found.segment === null
            ? { segment_before: null, segment_of: null }
            : await segmentPlace(database, found.segment, found.place);
        return { ...found, of: all, ...own };
      },
      cells: (line) => cellsOf(database, line),
      score: (row) => {
        score ??= rowScorer(current.document);
        return score(row);
      },
      close: async () => {
        await places.close();
        database.close();
        await links?.then((opened) => opened.database.close()).catch(() => undefined);
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** How many accounts of a segment stand before a place, and how many there are. */
async function segmentPlace(
  database: Database,
  segment: string,
  place: number,
): Promise<Pick<IndexedMore, "segment_before" | "segment_of">> {
  const [found] = await database.rows<{ segment_before: number; segment_of: number }>(
    `SELECT count(*) FILTER (place < ${place}) AS segment_before, count(*) AS segment_of FROM ${INDEX} WHERE segment = ${quoteText(segment)}`,
  );
  return found ?? { segment_before: null, segment_of: null };
}

async function cellsOf(
  database: Database,
  { source, key, seq }: Pick<AccountLine & IndexedMore, "source" | "key" | "seq">,
): Promise<AccountCells | null> {
  const kept = (await keptSources(database)).find((one) => one.source === source);
  if (kept === undefined) return null;
  const columns = kept.columns.map(quoteIdentifier).join(", ");
  const query = `SELECT ${columns} FROM ${rawName(kept)} WHERE __key = ${quoteText(key)} AND __nth = 1`;
  // By its place it is found at once; an import since then may have moved it.
  const [near] = seq === null ? [] : await database.rows<AccountCells>(`${query} AND __seq = ${seq}`);
  return near ?? (await database.rows<AccountCells>(query))[0] ?? null;
}
