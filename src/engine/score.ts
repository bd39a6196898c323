import { fieldRows } from "../compile/crm-fields.ts";
import type { ScoreProgram } from "../compile/program.ts";
import { watchOut } from "../compile/watch-out.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../ingest/options.ts";
import { nothing, ref } from "../sql/expr.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { OutputColumn } from "../sql/select.ts";
import type { StepList } from "../sql/steps.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { inOrder } from "../warehouse/files/order.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { copyLines } from "../warehouse/files/write.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import type { AlreadyRows } from "./already/already.ts";
import { type AlreadyFiles, alreadyFromFiles } from "./already/from-files.ts";
import type { BuildResult } from "./build.ts";
import { bandName, type CrmRequest, type CrmSummary, takenName, writeForCrm } from "./crm/write.ts";
import type { Effects } from "./effects.ts";
import { idColumns } from "./headers.ts";
import { layScored } from "./lay-scored.ts";
import { type MapColumns, mapColumns, scoredColumns, toldColumns } from "./map-columns.ts";
import type { MapSource } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { readIcp } from "./read-icp.ts";
import { unjudgedWarnings } from "./rule-notes.ts";
import { linesSql } from "./score-lines.ts";
import { absentWarning, noneWarning } from "./score-warnings.ts";
import { kindsAbsent } from "./segments/kinds-absent.ts";
import { countLevels, type LevelCounts, type UnseenShare, unseenShares } from "./tally.ts";
import type { TierSummary } from "./tiers/lay-tiers.ts";
import type { TierRequest } from "./tiers/request.ts";
import { tierRows, WATCH_OUT } from "./tiers/score-columns.ts";
import { layGiven, splitMap } from "./timing/given-events.ts";
import type { Activity } from "./timing/lay-activity.ts";
import { countNow, type NowCounts } from "./timing/now.ts";
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
