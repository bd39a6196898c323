import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Column } from "../ingest/column.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { keyColumns, keyKinds } from "../ingest/key-columns.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import { readFiles } from "../warehouse/files/read-files.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import { breakdownColumns, MOST_VALUES, wanted } from "./audit/by.ts";
import { countRows, layAuditRows, stateCounts } from "./audit/count.ts";
import { auditCsv, type Breakdown } from "./audit/csv.ts";
import { type AuditLevel, currenciesOf, type Group, groupsOf, shareOf } from "./audit/table.ts";
import { copies, filesOf, type HeldOutLevels, heldOut, joinNotes, leftOut, moneyNotes } from "./audit/told.ts";
import { layDealStates, layRows } from "./deal-states.ts";
import type { Effects } from "./effects.ts";
import type { FileRead } from "./filter/told.ts";
import { readsNothing } from "./headers.ts";
import { mapColumns, toldColumns } from "./map-columns.ts";
import type { MapSource } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { withAttributes } from "./match/inline.ts";
import { layKeys } from "./match/keys.ts";
import { layFit } from "./match/lay-fit.ts";
import { type List, lookAt, requireKeys, requireMapped } from "./match/list.ts";
import { readIcp } from "./read-icp.ts";
import { absentWarning, noneWarning } from "./score-warnings.ts";
import type { UnseenShare } from "./tally.ts";
import { unseenWarnings } from "./unseen.ts";
import { readValueMap, withValueMap } from "./value-map.ts";
import { writeWhole } from "./write.ts";

export interface AuditRequest {
  readonly files: readonly string[];
  readonly icp: string;
  readonly accounts: readonly string[];
  /** A column of the file, else of the accounts, to break down by. */
  readonly by: string | null;
  readonly out: string | null;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  /** Path of a value map; null without one. */
  readonly valueMap: string | null;
  readonly mapFile: MapSource;
}

export interface AuditSummary {
  readonly icp: string;
  /** `pipeline`: deals, of which the open ones are held against the profile. `list`: every row is. */
  readonly kind: "pipeline" | "list";
  readonly files: readonly FileRead[];
  readonly read: number;
  readonly rejected: number;
  /** Rows held against the profile. */
  readonly audited: number;
  /** Rows that are not, and why: `read = audited + these + rejected`. */
  readonly left_out: readonly { readonly reason: string; readonly rows: number }[];
  readonly all: Group;
  readonly by: readonly Breakdown[];
  readonly held_out: HeldOutLevels | null;
  readonly unseen: readonly UnseenShare[];
  readonly written: readonly string[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

const KEYS = "audit_keys";

const ENDS = ["stage", "is_won", "is_closed", "is_lost", "outcome", "deal_stage"];

const DEAL_FIELDS = ["opportunity_id", "opportunity_name", "close_date", "deal_amount", "forecast_category"];

/** `audit`: a pipeline, lead list, outreach log or audience held against a profile: rows, money and wins by level. */
export async function auditFile(request: AuditRequest, effects: Effects): Promise<AuditSummary> {
  const { document } = await readIcp(request.icp);
  return auditOn(await openDatabase(), document, request, effects, async () => null);
}

/** What a workspace keeps, for an audit. */
export interface KeptForAudit {
  /** What is audited where no file is given; null for the files. */
  readonly raw: RawTable | null;
  /** Null without, or where the companies are in the file. */
  readonly accounts: List | null;
  readonly options: IngestOptions;
}

/**
 * The same with a document that is read already.
 *
 * @param database is closed at the end @param keptIn lays what a workspace keeps beside the files; null without
 */
export async function auditOn(
  database: Database,
  document: IcpDocument,
  request: Omit<AuditRequest, "icp">,
  effects: Effects,
  keptIn: () => Promise<KeptForAudit | null>,
): Promise<AuditSummary> {
  const close = interruptOn(effects.signal, database);
  try {
    const entries = request.valueMap === null ? [] : await readValueMap(database, request.valueMap);
    return await auditIn(database, withValueMap(document, entries), request, effects, await keptIn());
  } finally {
    close();
  }
}

async function auditIn(
  database: Database,
  document: IcpDocument,
  asked: Omit<AuditRequest, "icp">,
  effects: Effects,
  beside: KeptForAudit | null,
): Promise<AuditSummary> {
  effects.progress("reading", 0, 2);
  const mapped = await mapColumns(asked.mapFile, asked.files[0], asked.ingest.map);
  const typed = beside?.raw == null ? asked.ingest : beside.options;
  const ingest = { ...typed, map: [...(mapped?.assignments ?? []), ...typed.map] };
  const reading = await withMapSheets(asked.reading, asked.mapFile, asked.files[0]);
  const request = { ...asked, ingest, reading };
  const raw = beside?.raw ?? (await readFiles(database, request.files, "deals", "raw_audit", reading));
  const given = request.accounts.length === 0 ? (beside?.accounts ?? null) : await readAccounts(database, request);
  const tables = given === null ? [raw] : [raw, given.raw];
  requireMapped(asked.ingest, tables);
  const seen = await lookAt(database, raw, "deals", ingest);
  const pipeline = isPipeline(seen.columns, ingest, document);
  const list = pipeline ? seen : { ...seen, keys: keyColumns(seen.columns, "companies or people") };
  if (request.accounts.length > 0) requireKeys(list);
  // What a workspace keeps joins where it can.
  const accounts = keyKinds(list.keys).length === 0 ? null : given;
  const states = pipeline
    ? await layDealStates(database, list, ingest, { outcome: document.input.outcome })
    : await layRows(database, list, ingest);

  effects.progress("scoring", 1, 2);
  await layKeys(database, accounts === null ? [] : [sourceOf(list), sourceOf(accounts)], KEYS);
  const scored = await score(database, document, list, accounts, [...ingest.map, ...(beside?.options.map ?? [])]);
  await layAuditRows(database, states, scored.scores);
  const counted = await countRows(database, null, pipeline);
  const currencies = currenciesOf(counted);
  const [all] = groupsOf(counted, currencies);
  const breakdowns: Breakdown[] = [];
  for (const { header, from } of breakdownColumns(list, accounts, request.by))
    breakdowns.push({
      column: header,
      groups: groupsOf(await countRows(database, { header, from }, pipeline), currencies),
    });
  const kept = breakdowns.filter(({ column, groups }) => wanted(column, request, list) || groups.length <= MOST_VALUES);
  const table = all ?? emptyGroup(document);
  if (request.out !== null) await writeWhole(request.out, auditCsv(table, kept, currencies));
  return {
    icp: document.id,
    kind: pipeline ? "pipeline" : "list",
    files: filesOf(pipeline, list, accounts),
    read: raw.rowsRead,
    rejected: raw.rejected.length,
    audited: table.rows,
    left_out: [...(pipeline ? leftOut(await stateCounts(database)) : []), ...copies(raw)],
    all: table,
    by: kept,
    held_out: heldOut(document),
    unseen: scored.unseen,
    written: request.out === null ? [] : [request.out],
    guesses: [
      ...toldColumns(
        mapped,
        tables.flatMap(({ columns }) => columns),
      ),
      ...states.guesses,
      ...scored.guesses,
    ],
    notes: [
      ...raw.notes,
      ...(given?.raw.notes ?? []),
      ...states.notes,
      ...(await joinNotes(database, list, accounts)),
      ...moneyNotes(states, table),
    ],
    warnings: [...noneWarning(document), ...scored.warnings],
  };
}

async function readAccounts(
  database: Database,
  { accounts, ingest, reading }: Omit<AuditRequest, "icp">,
): Promise<List> {
  const raw = await readFiles(database, accounts, "accounts", "raw_accounts", reading);
  const list = await lookAt(database, raw, "companies or people", ingest);
  requireKeys(list);
  return list;
}

function sourceOf({ raw, keys }: List) {
  return { table: raw.table, keys };
}

/** A file is one of deals when it has a stage or the outcome of the build, or when a person says so with `--outcome`. */
function isPipeline(columns: readonly Column[], { outcome }: IngestOptions, { input }: IcpDocument): boolean {
  if (columns.some(({ header }) => input.outcome.startsWith(`${header}=`))) return true;
  const has = (fields: readonly string[]) => fields.filter((field) => columns.some((column) => column.field === field));
  return outcome !== null || has(DEAL_FIELDS).length + 2 * Math.min(has(ENDS).length, 1) >= 3;
}

interface Scored {
  readonly scores: string;
  readonly unseen: readonly UnseenShare[];
  readonly guesses: readonly Guess[];
  readonly warnings: readonly string[];
}

async function score(
  database: Database,
  document: IcpDocument,
  list: List,
  accounts: List | null,
  map: readonly string[],
): Promise<Scored> {
  const known = accounts === null ? null : { source: 1, raw: accounts.raw };
  const scorable = await withAttributes(database, document, list.raw, known, KEYS, map);
  const { absent } = scorable;
  if (readsNothing(document, absent))
    throw new InputError(
      `${list.raw.file} has none of the columns that this profile scores by (${absent.join(", ")}): give its accounts with --accounts FILE`,
    );
  const { scores, unseen } = await layFit(database, scorable);
  const warnings = [...absentWarning(absent, list.raw.file), ...unseenWarnings(unseen)];
  return { scores, unseen, guesses: scorable.guesses, warnings };
}

function emptyGroup({ scorecard }: IcpDocument): Group {
  const levels: readonly AuditLevel[] =
    scorecard.attributes.length > 0 ? ["high", "medium", "low", "unknown"] : ["none"];
  return {
    name: null,
    rows: 0,
    money: [],
    levels: levels.map((level) => ({ level, rows: shareOf(0, 0), money: [], won: shareOf(0, 0) })),
  };
}
