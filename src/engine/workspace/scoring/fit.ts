import { watchOut } from "../../../compile/watch-out.ts";
import { InputError } from "../../../errors.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import type { RawTable } from "../../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type KeptSource, rawName } from "../../../warehouse/kept/source.ts";
import { layScored, type ScoredTable } from "../../lay-scored.ts";
import { scoredColumns } from "../../map-columns.ts";
import { WATCH_OUT } from "../../tiers/score-columns.ts";
import { saidOf } from "../said.ts";
import { printOf, type SourceNote } from "./note.ts";

/** A source of accounts and its rows that are scored. */
export interface ScoredSource {
  readonly source: KeptSource;
  readonly raw: RawTable;
}

/** What scoring rows gave. */
export interface LaidFit {
  /** Columns of the score, in `FRESH`. */
  readonly columns: readonly string[];
  readonly sources: readonly SourceNote[];
  /** Why sources have no scores, a sentence each. */
  readonly refused: readonly string[];
}

/** Working table of scores: `source`, `key`, the columns of the score. */
export const FRESH = "scores_fresh";

/** Scores every row of every source. @throws InputError where none can be scored */
export async function layAllFit(
  database: Database,
  document: IcpDocument,
  scored: readonly ScoredSource[],
  progress: (source: KeptSource, place: number) => void,
): Promise<LaidFit> {
  const refused: string[] = [];
  const notes: SourceNote[] = [];
  let columns: readonly string[] | null = null;
  for (const [i, one] of scored.entries()) {
    progress(one.source, i);
    const table = await laySource(database, document, one.source, one.raw, null).catch((error: unknown) => {
      if (!(error instanceof InputError) || scored.length === 1) throw error;
      refused.push(error.message);
      return null;
    });
    if (table === null) continue;
    await keepFresh(database, one.source, table, columns === null);
    columns ??= columnsOf(table);
    notes.push(noteOf(one.source, table));
  }
  if (columns === null) throw new InputError(`no account can be scored: ${refused.join(" ")}`);
  return { columns, sources: notes, refused };
}

/** What a score has, and no row of it: of a workspace that holds no accounts yet. Its version is in force all the same, for whoever asks about one company. */
export async function layNoFit(database: Database, document: IcpDocument): Promise<LaidFit> {
  const columns = [...new Set(document.attributes.flatMap((attribute) => attribute.columns))];
  const table = "scored_none";
  await database.create(table, [
    { name: "__row", type: "BIGINT", values: [] },
    ...columns.map((name) => ({ name, type: "VARCHAR", values: [] }) as const),
  ]);
  const raw: RawTable = {
    ...{ role: "accounts", table, file: "", columns, rowsRead: 0, rejected: [], format: "", notes: [] },
    parts: [{ file: "", format: "", before: 0, rowsRead: 0, rejected: [], copyOf: null }],
  };
  const found = await layScored(database, document, raw, [], watched, null);
  const cells = columnsOf(found).map((name) => `s.${quoteIdentifier(name)}`);
  await database.run(
    `CREATE TABLE ${FRESH} AS SELECT '' AS source, '' AS "key", ${cells.join(", ")} FROM ${quoteIdentifier(found.laid.view)} s`,
  );
  return { columns: columnsOf(found), sources: [], refused: [] };
}

/**
 * Scores some rows of a source, read as all of its rows tell it.
 *
 * @param rows table of their `__row` @returns how the source is read now
 */
export async function laySomeFit(
  database: Database,
  document: IcpDocument,
  { source, raw }: ScoredSource,
  rows: string,
  isFirst: boolean,
): Promise<SourceNote & { readonly columns: readonly string[] }> {
  // Under a name of its own: all rows may have to be scored after all.
  const look = `${raw.table}_look`;
  await database.run(`CREATE VIEW ${quoteIdentifier(look)} AS SELECT * FROM ${quoteIdentifier(raw.table)}`);
  const table = await laySource(database, document, source, { ...raw, table: look }, rows);
  await keepFresh(database, source, table, isFirst);
  return { ...noteOf(source, table), columns: columnsOf(table) };
}

function laySource(
  database: Database,
  document: IcpDocument,
  source: KeptSource,
  raw: RawTable,
  rows: string | null,
): Promise<ScoredTable> {
  const map = [...scoredColumns(document, raw.columns, saidOf(source).ingest.map ?? [])];
  return layScored(database, document, raw, map, watched, rows);
}

/** A score says too which rule it is to be watched for. */
const watched: Parameters<typeof layScored>[4] = (changed, own) => (_, steps) => [
  { name: WATCH_OUT, expr: watchOut(changed, steps, own) },
];

function columnsOf({ program }: ScoredTable): readonly string[] {
  return [...program.columns.map(({ name }) => name), WATCH_OUT];
}

function noteOf({ source }: KeptSource, { formulas, absent }: ScoredTable): SourceNote {
  return { source, reading: printOf(formulas), absent };
}

async function keepFresh(database: Database, source: KeptSource, table: ScoredTable, isFirst: boolean): Promise<void> {
  const cells = columnsOf(table).map((name) => `s.${quoteIdentifier(name)}`);
  const select = `SELECT ${quoteText(source.source)} AS source, k.__key AS "key", ${cells.join(", ")} FROM ${quoteIdentifier(table.laid.view)} s JOIN ${rawName(source)} k ON k.__seq = s.__row`;
  await database.run(isFirst ? `CREATE TABLE ${FRESH} AS ${select}` : `INSERT INTO ${FRESH} ${select}`);
}

/** What is to be said of sources that have no column for an attribute. */
export function absentWords(scored: readonly ScoredSource[], notes: readonly SourceNote[]): string[] {
  return scored.flatMap(({ source, raw }) => {
    const absent = notes.find((one) => one.source === source.source)?.absent ?? [];
    return absent.length === 0 ? [] : [`${raw.file} has no column for ${absent.join(", ")}.`];
  });
}
