import { fieldRows } from "../compile/crm-fields.ts";
import { probabilityName } from "../compile/probability.ts";
import { compileIcp, type ScoreProgram } from "../compile/program.ts";
import { watchOut } from "../compile/watch-out.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import { goalWords } from "../icp/page/goal-words.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../ingest/options.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { nothing, ref } from "../sql/expr.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type OutputColumn, printSelect } from "../sql/select.ts";
import { type StepList, stepList } from "../sql/steps.ts";
import { csvCell, csvHeader } from "../warehouse/csv-cell.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { inOrder } from "../warehouse/files/order.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { copyLines } from "../warehouse/files/write.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import { safeCell } from "../warehouse/safe-cell.ts";
import type { AlreadyRows } from "./already/already.ts";
import { type AlreadyFiles, alreadyFromFiles } from "./already/from-files.ts";
import type { BuildResult } from "./build.ts";
import { bandName, type CrmRequest, type CrmSummary, takenName, writeForCrm } from "./crm/write.ts";
import type { Effects } from "./effects.ts";
import { idColumns, readsNothing } from "./headers.ts";
import { type Laid, layByCells } from "./lay-by-cells.ts";
import { type MapColumns, mapColumns, scoredColumns, toldColumns } from "./map-columns.ts";
import type { MapSource } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { readable } from "./match/readable.ts";
import { readIcp } from "./read-icp.ts";
import { unjudgedWarnings } from "./rule-notes.ts";
import { kindsAbsent } from "./segments/kinds-absent.ts";
import { countLevels, type LevelCounts, type UnseenShare, unseenColumns, unseenShares } from "./tally.ts";
import type { TierSummary } from "./tiers/lay-tiers.ts";
import type { TierRequest } from "./tiers/request.ts";
import { type TierColumns, tierRows, WATCH_OUT, withTiers } from "./tiers/score-columns.ts";
import { layGiven, splitMap } from "./timing/given-events.ts";
import type { Activity } from "./timing/lay-activity.ts";
import { countNow, type NowCounts, nowLine, nowSql } from "./timing/now.ts";
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
  /** Files of what happened at these accounts; without, fit alone decides what to do. */
  readonly events?: readonly string[];
  /** ISO date of timing; the newest day of an event where none is given. */
  readonly asOf?: string | null;
  /** How dates of events are read, where a person says so. */
  readonly dateOrder?: IngestOptions["dateOrder"];
  /** Files that tell who is a customer already, or has a deal open: these are not pursued. */
  readonly already?: AlreadyFiles;
  /** Tiers by the rank of the accounts; none where not said. */
  readonly tiers?: TierRequest | null;
}

export interface ScoreSummary {
  readonly icp: string;
  readonly out: string;
  readonly file: { readonly name: string; readonly read: number; readonly rejected: number };
  /** What was taken for granted in reading. */
  readonly guesses: readonly Guess[];
  readonly levels: LevelCounts;
  /** What to do with them, and how active they are. */
  readonly now: NowCounts;
  readonly unseen: readonly UnseenShare[];
  readonly warnings: readonly string[];
  readonly tiers?: TierSummary;
  /** What went into the file for a CRM, and the fields it needs (rows of a table, header first). */
  readonly for_crm?: CrmSummary & { readonly fields: readonly (readonly string[])[] };
}

/** Columns beside the score. */
type MoreColumns = (program: ScoreProgram, steps: StepList) => readonly OutputColumn[];

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

/** Columns whose words come from a file or from a person. */
const WRITTEN: readonly string[] = ["segment", "disqualified_by"];

/** Helping columns of the lines: what an action is decided by. */
const LEVEL = "__level";
const DISQUALIFIED = "__disqualified";

/** What is written of every row. */
interface Written {
  readonly program: ScoreProgram;
  readonly document: IcpDocument;
  readonly activity: Activity | null;
  readonly already: AlreadyRows | null;
  readonly tiers: TierColumns | null;
}

/** The scores as the lines of a file: `row`, ids as cells a spreadsheet may open, then the score, timing and action, tiers, and the points. */
function linesSql(
  laid: Laid,
  { program, document, activity, already, tiers }: Written,
  ids: readonly string[],
  raw: boolean,
): string {
  const shown = (h: string): string => (raw ? quoteIdentifier(h) : safeCell(quoteIdentifier(h)));
  const line = (names: readonly string[]): readonly [header: string, cells: string] => {
    const texts = names.map((name) => {
      const cell = `CAST(${quoteIdentifier(name)} AS VARCHAR)`;
      return WRITTEN.includes(name) && !raw ? safeCell(cell) : cell;
    });
    return [names.map(csvHeader).join(","), texts.map(csvCell).join(" || ',' || ")];
  };
  const names = program.columns.map(({ name }) => name);
  const isPoints = (name: string): boolean => name.startsWith("points_");
  const [score, points] = [names.filter((name) => !isPoints(name)), names.filter(isPoints)];
  const first = line(score);
  const after = [tiers?.names ?? [], points].filter((list) => list.length > 0).map(line);
  const decided = [
    [LEVEL, "level"],
    [DISQUALIFIED, "disqualified_by"],
  ] as const;
  const by = { level: quoteIdentifier(LEVEL), disqualified: quoteIdentifier(DISQUALIFIED), row: `s."__row"` };
  const now = nowSql(document, activity, by, already);
  const [nowHeader, nowCells] = nowLine(now, already !== null);
  const texts = [first[0], nowHeader, ...after.map(([one]) => one)].map(quoteIdentifier);
  const safe = [
    `s."__row"`,
    ...ids.map((h) => `${shown(h)} AS ${quoteIdentifier(h)}`),
    quoteIdentifier(first[0]),
    `${nowCells} AS ${quoteIdentifier(nowHeader)}`,
    ...after.map(([one]) => quoteIdentifier(one)),
  ];
  const given = ids.map((h) => `${csvCell(quoteIdentifier(h))} AS ${quoteIdentifier(csvHeader(h))}`);
  const list = [`"__row" AS "row"`, ...given, ...texts];
  const columns = [first, ...decided, ...after];
  const from = tiers === null ? laid.with(...first, ...decided, ...after) : withTiers(laid.view, ids, tiers, columns);
  return `SELECT ${list.join(", ")} FROM (SELECT ${safe.join(", ")} FROM (${from}) s${now.join}) ORDER BY "__row"`;
}

/** What is to be said of a profile that does not separate. */
export function noneWarning(document: IcpDocument): string[] {
  const { verdict } = document.separation;
  if (document.declared?.scores === true)
    return ["the score of this profile is a hypothesis: what people declared, not what deals show"];
  if (document.scorecard.attributes.length === 0)
    return [
      `this profile has no scorecard, because its data does not tell ${goalWords(document.goal).sides}: fit and level stay empty, ${probabilityName(document)} is the base rate`,
    ];
  return verdict === "none"
    ? [`this profile was scored by force: its data does not tell ${goalWords(document.goal).sides}`]
    : [];
}

/** What is to be said of attributes that a file has no column for. */
export function absentWarning(absent: readonly string[], file: string): string[] {
  if (absent.length === 0) return [];
  return [
    `${file} has no column for ${absent.join(", ")}: these earn the points of "not known" (--map 'COLUMN=field' names another column)`,
  ];
}

/** What `score` was asked beyond the accounts and the profile. */
type Wanted = Pick<ScoreRequest, "out" | "map" | "raw" | "crm" | "tiers"> & {
  readonly mapped: MapColumns | null;
  readonly activity: Activity | null;
  readonly already: AlreadyRows | null;
};

/** The index of each attribute's band, and whether a bracket lies across bands, from which the sentences for a CRM are made. */
function bandColumns({ reasons }: ScoreProgram, steps: StepList): OutputColumn[] {
  return reasons.flatMap(({ said, straddles }, k) => [
    { name: bandName(k), expr: ref(said) },
    { name: takenName(k), expr: straddles === null ? nothing("boolean") : ref(steps.add(takenName(k), straddles)) },
  ]);
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

async function scoreTable(
  database: Database,
  given: IcpDocument,
  file: RawTable,
  { out, map: typed, raw, crm, tiers = null, mapped, activity, already }: Wanted,
  warn: (sentence: string) => void,
): Promise<ScoreSummary> {
  const map = [...scoredColumns(given, file.columns, mapped?.assignments ?? []), ...typed];
  const scored = await layScored(database, given, file, map, (document, columns) => (program, steps) => [
    ...(crm === null ? [] : bandColumns(program, steps)),
    ...(tiers === null ? [] : [{ name: WATCH_OUT, expr: watchOut(document, steps, columns) }]),
  ]);
  const { document, program, table, columns, absent, guesses, laid: scores } = scored;
  const tiered =
    tiers === null
      ? null
      : await tierRows(database, { document, program, activity, already }, scores.view, table, tiers);
  const unseen = await unseenShares(database, document, { scores: scores.view, raw: table.table }, columns);
  for (const warning of unseenWarnings(unseen)) warn(warning);
  const now = await countNow(database, document, activity, scores.view, already);
  const tables = { raw: table, scores: scores.view, activity, already };
  const written =
    crm === null ? null : await writeForCrm(database, document, tables, columns, { out, raw, request: crm });
  const lines = { program, document, activity, already, tiers: tiered };
  if (written === null) await copyLines(database, linesSql(scores, lines, idColumns(table.columns), raw), out);
  return {
    icp: document.id,
    out,
    file: { name: table.file, read: table.rowsRead, rejected: table.rejected.length },
    guesses: [...toldColumns(mapped, table.columns), ...guesses, ...(activity?.guesses ?? [])],
    levels: await countLevels(database, quoteIdentifier(scores.view)),
    now,
    unseen,
    warnings: [
      ...noneWarning(document),
      ...absentWarning(absent, table.file),
      ...kindsAbsent(document, columns, table.file),
      ...unjudgedWarnings(document, columns, table.file),
      ...unseenWarnings(unseen),
      ...(written?.warnings ?? []),
      ...(tiered?.summary.notes ?? []),
    ],
    ...(tiered === null ? {} : { tiers: tiered.summary }),
    ...(written === null ? {} : { for_crm: { ...written, fields: fieldRows(written.crm) } }),
  };
}

/** `build --scores`: the accounts given, or the rows of the one table. */
export async function scoreBuilt(
  database: Database,
  result: BuildResult,
  out: string,
  warn: (sentence: string) => void = () => {},
  tiers: TierRequest | null = null,
): Promise<ScoreSummary> {
  if (result.scored === null)
    throw new InputError(
      "there is nothing to score: give the accounts (--accounts accounts.csv), or leave out --scores",
    );
  const { activity, already } = result;
  return scoreTable(
    database,
    result.envelope.document,
    result.scored,
    { out, map: [], raw: false, crm: null, tiers, mapped: null, activity, already },
    warn,
  );
}

/** `score`: a file of raw accounts -> a file of scores. Whole or not at all. */
export async function scoreFile(request: ScoreRequest, effects: Effects): Promise<ScoreSummary> {
  const { document } = await readIcp(request.icp);
  return scoreOn(await openDatabase(), document, request, effects, async () => null);
}

/** What a workspace knows of companies beside the file that is scored. */
export interface KeptForScore {
  /** The rows to score, where they are no file. */
  readonly table?: RawTable;
  readonly events: readonly RawTable[];
  readonly options: IngestOptions;
  /** Who of a list is a customer, has a deal open, or left. */
  already(list: RawTable): Promise<AlreadyRows | null>;
}

/**
 * The same with a document that is read already.
 *
 * @param database is closed at the end @param keptIn lays what a workspace keeps; null without
 */
export async function scoreOn(
  database: Database,
  given: IcpDocument,
  request: Omit<ScoreRequest, "icp">,
  effects: Effects,
  keptIn: (document: IcpDocument) => Promise<KeptForScore | null>,
): Promise<ScoreSummary> {
  const close = interruptOn(effects.signal, database);
  try {
    effects.progress("reading accounts", 0, 2);
    const reading = await withMapSheets(request.reading, request.mapFile, request.accounts);
    const entries = request.valueMap === null ? [] : await readValueMap(database, request.valueMap);
    const document = withValueMap(given, entries);
    const kept = await keptIn(document);
    const table = kept?.table ?? (await readFile(database, request.accounts, "accounts", "raw_accounts", reading));
    const events: RawTable[] = [];
    for (const [k, path] of (await inOrder(request.events ?? [])).entries())
      events.push(await readFile(database, path, "events", `raw_events_${k + 1}`, reading));
    effects.progress("scoring", 1, 2);
    events.push(...(kept?.events ?? []));
    const warn = (sentence: string): void => effects.warn?.(sentence);
    const mapped = await mapColumns(request.mapFile, request.accounts, request.map);
    const { own, ofEvents } = splitMap(request.map, table.columns, events);
    const base = kept?.options ?? DEFAULT_OPTIONS;
    const options = { ...base, map: [...ofEvents, ...base.map], dateOrder: request.dateOrder ?? base.dateOrder };
    const activity = await layGiven(database, document, table, { tables: events, options, asOf: request.asOf ?? null });
    const already =
      kept === null
        ? await alreadyFromFiles(
            database,
            table,
            request.already ?? { customers: [], openDeals: [] },
            reading,
            options.dateOrder,
            document.input.outcome,
          )
        : await kept.already(table);
    return await scoreTable(database, document, table, { ...request, map: own, mapped, activity, already }, warn);
  } finally {
    close();
  }
}
