import { fieldRows } from "../compile/crm-fields.ts";
import { compileIcp, type ScoreProgram } from "../compile/program.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { nothing, ref } from "../sql/expr.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type OutputColumn, printSelect } from "../sql/select.ts";
import { type StepList, stepList } from "../sql/steps.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { copyToCsv } from "../warehouse/files/write.ts";
import { safeCell } from "../warehouse/safe-cell.ts";
import type { BuildResult } from "./build.ts";
import { bandName, type CrmRequest, type CrmSummary, takenName, writeForCrm } from "./crm/write.ts";
import type { Effects } from "./effects.ts";
import { idColumns } from "./headers.ts";
import { type MapColumns, mapColumns, scoredColumns, toldColumns } from "./map-columns.ts";
import type { MapSource } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { readable } from "./match/readable.ts";
import { readIcp } from "./read-icp.ts";
import {
  countLevels,
  emptyName,
  type LevelCounts,
  type UnseenShare,
  unseenColumns,
  unseenName,
  unseenShares,
} from "./tally.ts";
import { unseenWarnings } from "./unseen.ts";
import { readValueMap, withValueMap } from "./value-map.ts";

export interface ScoreRequest {
  readonly accounts: string;
  readonly icp: string;
  readonly out: string;
  readonly reading: ReadOptions;
  /** `COLUMN=field`. */
  readonly map: readonly string[];
  /** Where a mapping file is looked for, whose columns are read. */
  readonly mapFile: MapSource;
  /** Path of a value map; null without one. */
  readonly valueMap: string | null;
  /** Leaves cells that a spreadsheet would run as a formula as they are. */
  readonly raw: boolean;
  /** A file that a CRM takes back instead of a table of scores. */
  readonly crm: CrmRequest | null;
}

export interface ScoreSummary {
  readonly icp: string;
  readonly out: string;
  readonly file: { readonly name: string; readonly read: number; readonly rejected: number };
  /** What was taken for granted in reading. */
  readonly guesses: readonly Guess[];
  readonly levels: LevelCounts;
  readonly unseen: readonly UnseenShare[];
  readonly warnings: readonly string[];
  /** What went into the file for a CRM, and the fields it needs (rows of a table, header first). */
  readonly for_crm?: CrmSummary & { readonly fields: readonly (readonly string[])[] };
}

/** Lays the scores of a raw table as a table of their own: `__row`, the id columns, the score, and per attribute `unseen_k`. One pass. */
async function layScores(
  database: Database,
  document: IcpDocument,
  table: RawTable,
  columns: ReadonlyMap<string, string>,
  more: (program: ScoreProgram, steps: StepList) => readonly OutputColumn[],
): Promise<string> {
  const scores = `${table.table}_scores`;
  const program = compileIcp(document, columns);
  const list = stepList(program.steps);
  const added = more(program, list);
  const select = {
    table: table.table,
    keep: ["__row", ...idColumns(table.columns)],
    steps: list.steps,
    columns: [...program.columns, ...unseenColumns(program), ...added],
  };
  await database.run(`CREATE TABLE ${quoteIdentifier(scores)} AS ${printSelect(select, duckdb)}`);
  return scores;
}

/** The scores as a file shows them: `row`, ids as cells a spreadsheet may open, then the score. */
function shownSql(document: IcpDocument, scores: string, ids: readonly string[], raw: boolean): string {
  const shown = (h: string): string => (raw ? quoteIdentifier(h) : safeCell(quoteIdentifier(h)));
  const cells = ids.map((h) => `${shown(h)} AS ${quoteIdentifier(h)}`);
  const hidden = [
    "__row",
    ...ids,
    ...document.scorecard.attributes.flatMap((_, k) => [unseenName(k), emptyName(k)]),
  ].map(quoteIdentifier);
  const list = [`"__row" AS "row"`, ...cells, `* EXCLUDE (${hidden.join(", ")})`].join(", ");
  return `SELECT ${list} FROM ${quoteIdentifier(scores)}`;
}

/** What is to be said of a profile that does not separate. */
export function noneWarning(document: IcpDocument): string[] {
  const { verdict } = document.separation;
  if (document.scorecard.attributes.length === 0)
    return [
      "this profile has no scorecard, because its data does not tell winners from losers: fit and level stay empty, p_win is the base rate",
    ];
  return verdict === "none" ? ["this profile was scored by force: its data does not tell winners from losers"] : [];
}

/** What is to be said of attributes that a file has no column for. */
export function absentWarning(absent: readonly string[], file: string): string[] {
  if (absent.length === 0) return [];
  return [
    `${file} has no column for ${absent.join(", ")}: these earn the points of "not known" (--map 'COLUMN=field' names another column)`,
  ];
}

/** What `score` was asked beyond the accounts and the profile. */
type Wanted = Pick<ScoreRequest, "out" | "map" | "raw" | "crm"> & { readonly mapped: MapColumns | null };

/** The index of each attribute's band, and whether a bracket lies across bands, from which the sentences for a CRM are made. */
function bandColumns({ reasons }: ScoreProgram, steps: StepList): OutputColumn[] {
  return reasons.flatMap(({ band, straddles }, k) => [
    { name: bandName(k), expr: ref(band) },
    { name: takenName(k), expr: straddles === null ? nothing("boolean") : ref(steps.add(takenName(k), straddles)) },
  ]);
}

async function scoreTable(
  database: Database,
  given: IcpDocument,
  file: RawTable,
  { out, map: typed, raw, crm, mapped }: Wanted,
  warn: (sentence: string) => void,
): Promise<ScoreSummary> {
  const map = [...scoredColumns(given, file.columns, mapped?.assignments ?? []), ...typed];
  const { document, table, columns, absent, guesses } = await readable(database, given, file, map);
  if (columns.size === 0 && document.scorecard.attributes.length > 0)
    throw new InputError(
      `${table.file} has none of the columns that this profile scores by (${absent.join(", ")}): give the accounts with these columns`,
    );
  const scores = await layScores(database, document, table, columns, crm === null ? () => [] : bandColumns);
  const unseen = await unseenShares(database, document, { scores, raw: table.table }, columns);
  for (const warning of unseenWarnings(unseen)) warn(warning);
  const written =
    crm === null
      ? null
      : await writeForCrm(database, document, { raw: table, scores }, columns, { out, raw, request: crm });
  if (written === null) await copyToCsv(database, shownSql(document, scores, idColumns(table.columns), raw), out);
  return {
    icp: document.id,
    out,
    file: { name: table.file, read: table.rowsRead, rejected: table.rejected.length },
    guesses: [...toldColumns(mapped, table.columns), ...guesses],
    levels: await countLevels(database, quoteIdentifier(scores)),
    unseen,
    warnings: [
      ...noneWarning(document),
      ...absentWarning(absent, table.file),
      ...unseenWarnings(unseen),
      ...(written?.warnings ?? []),
    ],
    ...(written === null ? {} : { for_crm: { ...written, fields: fieldRows(written.crm) } }),
  };
}

/** `build --scores`: the accounts given, or the rows of the one table. */
export async function scoreBuilt(
  database: Database,
  result: BuildResult,
  out: string,
  warn: (sentence: string) => void = () => {},
): Promise<ScoreSummary> {
  return scoreTable(
    database,
    result.envelope.document,
    result.scored,
    { out, map: [], raw: false, crm: null, mapped: null },
    warn,
  );
}

/** `score`: a file of raw accounts -> a file of scores. Whole or not at all. */
export async function scoreFile(request: ScoreRequest, effects: Effects): Promise<ScoreSummary> {
  const envelope = await readIcp(request.icp);
  const database = await openDatabase();
  const stop = (): void => database.interrupt();
  effects.signal.addEventListener("abort", stop);
  try {
    effects.progress("reading accounts", 0, 2);
    const reading = await withMapSheets(request.reading, request.mapFile, request.accounts);
    const table = await readFile(database, request.accounts, "accounts", "raw_accounts", reading);
    effects.progress("scoring", 1, 2);
    const entries = request.valueMap === null ? [] : await readValueMap(database, request.valueMap);
    const document = withValueMap(envelope.document, entries);
    const warn = (sentence: string): void => effects.warn?.(sentence);
    const mapped = await mapColumns(request.mapFile, request.accounts, request.map);
    return await scoreTable(database, document, table, { ...request, mapped }, warn);
  } finally {
    effects.signal.removeEventListener("abort", stop);
    database.close();
  }
}
