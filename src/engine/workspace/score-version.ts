import { watchOut } from "../../compile/watch-out.ts";
import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { compareScores, type WrittenScores, writeScores } from "../../warehouse/kept/scores.ts";
import { type KeptSource, keptSources, rawName } from "../../warehouse/kept/source.ts";
import { inTransaction, type Warehouse } from "../../warehouse/kept/warehouse.ts";
import { scoredColumns } from "../map-columns.ts";
import { layKeys } from "../match/keys.ts";
import { lookAt } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { layScored } from "../score.ts";
import { WATCH_OUT } from "../tiers/score-columns.ts";
import { layGiven } from "../timing/given-events.ts";
import { buildOptions, saidOf } from "./said.ts";
import type { WorkspaceEffects } from "./workspace.ts";

/** What scoring every account gave. */
export interface ScoredVersion extends WrittenScores {
  /** Newest import whose rows were scored. */
  readonly import: number;
  readonly levels: Readonly<Record<"high" | "medium" | "low" | "unknown", number>>;
  /** Accounts whose activity is another than before. */
  readonly moved: number;
  /** ISO day that activity was looked at from; null without events. */
  readonly as_of: string | null;
  readonly notes: readonly string[];
}

/** Roles whose rows are accounts: customers and prospects in the CRM first, then companies one could sell to. */
const SCORED = ["accounts", "universe"] as const;

/**
 * Scores every account of a workspace by a document, and writes what differs from the version's scores under a run. Readers see nothing of
 * it until the store shows the run.
 *
 * @param asOf ISO day that activity is looked at from; null: the newest day of an event
 * @throws InputError without accounts, or where none can be scored
 */
export async function scoreVersion(
  warehouse: Warehouse,
  document: IcpDocument,
  run: number,
  asOf: string | null,
  effects: WorkspaceEffects,
): Promise<ScoredVersion> {
  return warehouse.turn(async (database) => {
    const sources = await keptSources(database);
    const scored = sources.filter(({ role }) => (SCORED as readonly string[]).includes(role));
    scored.sort((a, b) => SCORED.indexOf(a.role as "accounts") - SCORED.indexOf(b.role as "accounts"));
    if (scored.length === 0)
      throw new InputError("the workspace holds no accounts to score: openicp import accounts.csv");
    const all = await layAll(database, document, sources, scored, asOf, effects);
    const { id: version } = document;
    const fit = await compareScores(database, { version, kind: "fit", table: FRESH, columns: all.columns });
    const now = all.hasEvents
      ? await compareScores(database, { version, kind: "now", table: FRESH_NOW, columns: NOW })
      : null;
    const written = await inTransaction(database, async () => ({
      fit: await writeScores(database, fit, run),
      now: now === null ? null : await writeScores(database, now, run),
    }));
    const levels = await database.rows<{ level: string | null; n: number }>(
      `SELECT level, count(*) AS n FROM ${FRESH} GROUP BY level`,
    );
    const of = (level: string): number => levels.find((one) => one.level === level)?.n ?? 0;
    return {
      ...written.fit,
      moved: (written.now?.changed ?? 0) + (written.now?.gone ?? 0),
      import: await database.value<number>("SELECT coalesce(max(import), 0) FROM kept.meta.imports"),
      levels: { high: of("high"), medium: of("medium"), low: of("low"), unknown: of("unknown") },
      as_of: all.asOf,
      notes: all.notes,
    };
  }, effects.signal);
}

const FRESH = "scores_fresh";
const FRESH_NOW = "scores_fresh_now";
const NOW = ["timing", "timing_reasons", "hand_raised"] as const;

interface LaidAll {
  readonly columns: readonly string[];
  readonly hasEvents: boolean;
  readonly asOf: string | null;
  readonly notes: readonly string[];
}

async function layAll(
  database: Database,
  document: IcpDocument,
  sources: readonly KeptSource[],
  scored: readonly KeptSource[],
  asOf: string | null,
  effects: WorkspaceEffects,
): Promise<LaidAll> {
  const options = buildOptions(sources);
  const events = await layEvents(database, sources);
  const notes: string[] = [];
  let columns: readonly string[] | null = null;
  let day: string | null = asOf;
  for (const [i, source] of scored.entries()) {
    effects.progress(`scoring ${source.files.at(-1) ?? source.source}`, i, scored.length);
    const raw = await layRows(database, source);
    if (source.role === "universe") await leaveOutAccounts(database, raw, scored, options);
    const map = [...scoredColumns(document, raw.columns, saidOf(source).ingest.map ?? [])];
    const one = await layScored(database, document, raw, map, (changed, own) => (_, steps) => [
      { name: WATCH_OUT, expr: watchOut(changed, steps, own) },
    ]).catch((error: unknown) => {
      if (!(error instanceof InputError) || scored.length === 1) throw error;
      notes.push(error.message);
      return null;
    });
    if (one === null) continue;
    if (one.absent.length > 0) notes.push(`${raw.file} has no column for ${one.absent.join(", ")}.`);
    const names = [...one.program.columns.map(({ name }) => name), WATCH_OUT];
    columns ??= names;
    const cells = names.map((name) => `s.${quoteIdentifier(name)}`).join(", ");
    const select = `SELECT ${quoteText(source.source)} AS source, k.__key AS "key", ${cells} FROM ${quoteIdentifier(one.laid.view)} s JOIN ${rawName(source)} k ON k.__seq = s.__row`;
    await database.run(
      i === 0 || !(await isThere(database)) ? `CREATE TABLE ${FRESH} AS ${select}` : `INSERT INTO ${FRESH} ${select}`,
    );
    const activity = await layGiven(database, document, raw, { tables: events, options, asOf });
    if (activity === null) continue;
    day ??= activity.asOf;
    const now = `SELECT ${quoteText(source.source)} AS source, k.__key AS "key", a.timing, a.timing_reasons, a.hand_raised FROM ${quoteIdentifier(activity.table)} a JOIN ${rawName(source)} k ON k.__seq = a.__row`;
    await database.run(`CREATE TABLE IF NOT EXISTS ${FRESH_NOW} AS ${now} LIMIT 0; INSERT INTO ${FRESH_NOW} ${now}`);
  }
  effects.progress("scoring", scored.length, scored.length);
  if (columns === null) throw new InputError(`no account can be scored: ${notes.join(" ")}`);
  return { columns, hasEvents: events.length > 0, asOf: day, notes };
}

async function isThere(database: Database): Promise<boolean> {
  return (
    (await database.value<number>(
      `SELECT count(*) FROM duckdb_tables() WHERE table_name = ${quoteText(FRESH)} AND database_name = current_database()`,
    )) > 0
  );
}

/** The rows of a source that count, as a raw table of its own; `__row` is their place in the source. */
async function layRows(database: Database, source: KeptSource): Promise<RawTable> {
  const table = `score_${source.source}`;
  const columns = source.columns.map(quoteIdentifier).join(", ");
  await database.run(
    `CREATE VIEW ${quoteIdentifier(table)} AS SELECT __seq AS __row, ${columns} FROM ${rawName(source)} WHERE __nth = 1 AND __gone IS NULL`,
  );
  const rows = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(table)}`);
  const file = source.files.at(-1) ?? source.source;
  const { decimal } = saidOf(source).reading;
  return {
    role: source.role,
    table,
    file,
    columns: source.columns,
    rowsRead: rows,
    rejected: [],
    format: "",
    notes: [],
    parts: [{ file, format: "", before: 0, rowsRead: rows, rejected: [], copyOf: null }],
    decimal,
  };
}

async function layEvents(database: Database, sources: readonly KeptSource[]): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  for (const source of sources) if (source.role === "events") tables.push(await layRows(database, source));
  return tables;
}

/** Companies of a market that are accounts already are scored once, as accounts. */
async function leaveOutAccounts(
  database: Database,
  universe: RawTable,
  scored: readonly KeptSource[],
  options: IngestOptions,
): Promise<void> {
  const accounts = scored.filter(({ role }) => role === "accounts");
  if (accounts.length === 0) return;
  const own = await lookAt(database, universe, "companies or people", options);
  const others = [];
  for (const source of accounts) {
    const raw = {
      ...universe,
      table: `score_${source.source}`,
      columns: source.columns,
      file: source.files.at(-1) ?? "",
    };
    others.push(await lookAt(database, raw, "companies or people", options));
  }
  const keys = `${universe.table}_known`;
  await layKeys(
    database,
    [own, ...others].map(({ raw, keys }) => ({ table: raw.table, keys })),
    keys,
  );
  const known: string[] = [];
  for (const [i] of others.entries()) {
    await matchCompanies(database, keys, 0, i + 1, `${keys}_${i}`);
    known.push(`SELECT "row" FROM ${quoteIdentifier(`${keys}_${i}`)}`);
  }
  const table = quoteIdentifier(universe.table);
  await database.run(
    `CREATE TABLE ${quoteIdentifier(`${keys}_rows`)} AS ${known.join(" UNION ")}; CREATE TABLE ${quoteIdentifier(`${keys}_rest`)} AS SELECT * FROM ${table} ANTI JOIN ${quoteIdentifier(`${keys}_rows`)} r ON r."row" = ${table}.__row;
     DROP VIEW ${table}; ALTER TABLE ${quoteIdentifier(`${keys}_rest`)} RENAME TO ${table}`,
  );
}
