import { fieldName } from "../../../ingest/field-name.ts";
import { mayBeKey } from "../../../ingest/key-columns.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import { quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type KeptSource, rawName } from "../../../warehouse/kept/source.ts";
import { namedIn } from "../../match/list.ts";
import type { ScoredNote } from "./note.ts";

/** What imports did to the rows of a source that count, since scores were made of them. */
export interface SourceChanges {
  /** Rows that are new, or hold something else. */
  readonly touched: number;
  /** No row came and none went. */
  readonly sameRows: boolean;
  /** No cell changed by which a row could be known as one of a company. */
  readonly sameKeys: boolean;
}

/** The same of all sources that scores are made of. */
export interface ChangesSince {
  /** Newest import then. */
  readonly import: number;
  readonly bySource: ReadonlyMap<string, SourceChanges>;
  /** Every account of any source is the company that it was, and none came or went. */
  readonly sameCompanies: boolean;
  /** No row of an account came, went, or holds something else. */
  readonly sameAccounts: boolean;
  readonly sameEvents: boolean;
}

const UNTOUCHED: SourceChanges = { touched: 0, sameRows: true, sameKeys: true };

/** What changed since a note was written, of sources that are still as they were then. */
export async function changesSince(
  database: Database,
  note: ScoredNote,
  sources: readonly KeptSource[],
  options: IngestOptions,
): Promise<ChangesSince> {
  const bySource = new Map<string, SourceChanges>();
  const brought = await database.rows<{ source: string }>(
    `SELECT DISTINCT source FROM kept.meta.imports WHERE "import" > ${note.import}`,
  );
  for (const source of sources.filter(({ role }) => COUNTED.includes(role))) {
    const isBrought = brought.some((one) => one.source === source.source);
    bySource.set(source.source, isBrought ? await changesIn(database, note, source, options) : UNTOUCHED);
  }
  const of = (roles: readonly string[]): SourceChanges[] =>
    sources.filter(({ role }) => roles.includes(role)).map(({ source }) => bySource.get(source)!);
  return {
    import: note.import,
    bySource,
    sameCompanies: of(["accounts", "universe"]).every(({ sameRows, sameKeys }) => sameRows && sameKeys),
    sameAccounts: of(["accounts", "universe"]).every(isSame),
    sameEvents: of(["events"]).every(isSame),
  };
}

function isSame({ sameRows, touched }: SourceChanges): boolean {
  return sameRows && touched === 0;
}

/** Roles whose rows make scores and activity. */
const COUNTED: readonly string[] = ["accounts", "universe", "events"];

/** How many rows count of each source that scores are made of. */
export async function countedRows(
  database: Database,
  sources: readonly KeptSource[],
): Promise<Readonly<Record<string, number>>> {
  const counted = sources.filter(({ role }) => COUNTED.includes(role));
  const rows: [string, number][] = [];
  for (const source of counted)
    rows.push([
      source.source,
      await database.value<number>(`SELECT count(*) FROM ${rawName(source)} WHERE __nth = 1 AND __gone IS NULL`),
    ]);
  return Object.fromEntries(rows);
}

async function changesIn(
  database: Database,
  { import: since, rows: before }: ScoredNote,
  source: KeptSource,
  options: IngestOptions,
): Promise<SourceChanges> {
  const [found] = await database.rows<{ rows: number; touched: number; fresh: number; gone: number }>(
    `SELECT count(*) FILTER (__gone IS NULL) AS rows, count(*) FILTER (__gone IS NULL AND __last > ${since}) AS touched,
       count(*) FILTER (__gone IS NULL AND __first > ${since}) AS fresh, count(*) FILTER (__gone > ${since}) AS gone FROM ${rawName(source)} WHERE __nth = 1`,
  );
  const { rows, touched, fresh, gone } = found!;
  const named = namedIn(source.columns, options);
  const keys = source.columns.filter((header) => mayBeKey(named.get(header) ?? fieldName(header)));
  const changed =
    keys.length === 0
      ? 0
      : await database.value<number>(
          `SELECT count(*) FROM kept.history.changes WHERE source = ${quoteText(source.source)} AND "import" > ${since} AND field IN (${keys.map(quoteText).join(", ")})`,
        );
  return {
    touched,
    // One that was gone and is back is neither new nor gone: it shows in the number.
    sameRows: fresh === 0 && gone === 0 && rows === before[source.source],
    sameKeys: changed === 0,
  };
}
