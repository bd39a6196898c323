import { compileIcp, type ScoreProgram } from "../compile/program.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type OutputColumn, printSelect } from "../sql/select.ts";
import { type StepList, stepList } from "../sql/steps.ts";
import type { Database } from "../warehouse/database.ts";
import { idColumns, readsNothing } from "./headers.ts";
import { type Laid, layByCells } from "./lay-by-cells.ts";
import { readable } from "./match/readable.ts";
import { unseenColumns } from "./tally.ts";

/** Columns beside the score. */
export type MoreColumns = (program: ScoreProgram, steps: StepList) => readonly OutputColumn[];

/** Lays the scores of a raw table: `__row`, the id columns, the score, and per attribute `unseen_k`. */
async function layScores(
  database: Database,
  program: ScoreProgram,
  table: RawTable,
  more: MoreColumns,
): Promise<{ readonly laid: Laid; readonly formulas: string }> {
  const list = stepList(program.steps);
  const added = more(program, list);
  const columns = [...program.columns, ...unseenColumns(program), ...added];
  const formulas = printSelect({ table: "rows", keep: [], steps: list.steps, columns }, duckdb);
  const select = { table: table.table, keep: ["__row", ...idColumns(table.columns)], steps: list.steps, columns };
  return { laid: await layByCells(database, `${table.table}_scores`, select), formulas };
}

/** A table with the scores of a document laid beside it. */
export interface ScoredTable {
  /** With codes of sizes spelled out. */
  readonly document: IcpDocument;
  readonly program: ScoreProgram;
  readonly table: RawTable;
  readonly columns: ReadonlyMap<string, string>;
  /** Attributes that the table has no column for. */
  readonly absent: readonly string[];
  readonly guesses: readonly Guess[];
  readonly laid: Laid;
  /** How cells become scores: what is the same for the same ones. */
  readonly formulas: string;
}

/**
 * Lays the scores of a raw table of accounts beside it.
 *
 * @param map `COLUMN=field` @param rows table of the `__row` that are scored, read as all rows tell it; null: every row @throws InputError for a table that has none of the columns that the profile scores by
 */
export async function layScored(
  database: Database,
  given: IcpDocument,
  file: RawTable,
  map: readonly string[],
  more: (document: IcpDocument, columns: ReadonlyMap<string, string>) => MoreColumns,
  rows: string | null = null,
): Promise<ScoredTable> {
  const { document, table, columns, absent, guesses, turned } = await readable(database, given, file, map);
  if (readsNothing(document, absent))
    throw new InputError(
      `${table.file} has none of the columns that this profile scores by (${absent.join(", ")}): give the accounts with these columns`,
    );
  const program = compileIcp(document, columns);
  const some = rows === null ? table : await layOnly(database, table, rows);
  const { laid, formulas } = await layScores(database, program, some, more(document, columns));
  return { document, program, table, columns, absent, guesses, laid, formulas: `${turned}\n${formulas}` };
}

async function layOnly(database: Database, table: RawTable, rows: string): Promise<RawTable> {
  const only = `${table.table}_only`;
  await database.run(
    `CREATE TABLE ${quoteIdentifier(only)} AS SELECT * FROM ${quoteIdentifier(table.table)} SEMI JOIN ${quoteIdentifier(rows)} USING (__row)`,
  );
  return { ...table, table: only };
}
