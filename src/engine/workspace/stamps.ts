import type { Role } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { type Approval, approvalsOf } from "../../store/approvals.ts";
import { icpsOf } from "../../store/icps.ts";
import { visibleRuns } from "../../store/score-runs.ts";
import { readVersion } from "../../store/versions.ts";
import type { Database } from "../../warehouse/database.ts";
import { type KeptSource, keptSources } from "../../warehouse/kept/source.ts";
import { inTransaction } from "../../warehouse/kept/warehouse.ts";
import { readDays } from "../match/dates.ts";
import { layKeys } from "../match/keys.ts";
import { type List, lookAt } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { scoresOf } from "./current.ts";
import { layTogether, type Together } from "./list/lay-together.ts";
import { buildOptions } from "./said.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** What carries a stamp: an opportunity from its creation on, a lead from its arrival. */
export const STAMPED_ROLES = ["deals", "leads"] as const;

/** Stamps that were set, by profile and role. */
export interface Stamped {
  readonly icp: string;
  readonly role: (typeof STAMPED_ROLES)[number];
  readonly stamped: number;
  /** Created under a version in force, and of no account that has a score: they get a stamp when it has one. */
  readonly waiting: number;
}

/** Days, the first included and the last not, on which a version was in force. */
interface Period {
  readonly version: string;
  readonly from: string;
  readonly to: string | null;
}

const SQL_TABLE = "kept.stamps.stamps";

/**
 * Stamps each opportunity and lead that has no stamp yet with the score of its account by the version that was in force on the day it was created:
 * once, and never again. What was created before any version was in force gets none: that would be hindsight.
 */
export async function stampNew(workspace: Workspace, effects: WorkspaceEffects): Promise<readonly Stamped[]> {
  const { db } = workspace.store;
  const inForce = (await icpsOf(db)).filter((icp) => icp.in_force !== null);
  if (inForce.length === 0) return [];
  return workspace.warehouse.turn(async (database) => {
    const sources = await keptSources(database);
    const options = buildOptions(sources);
    const done: Stamped[] = [];
    for (const role of STAMPED_ROLES) {
      const own = sources.filter((source) => source.role === role);
      if (own.length === 0) continue;
      const arrivals = await layArrivals(database, role, own, options);
      if (arrivals.length === 0) continue;
      for (const { id: icp } of inForce) {
        const periods = periodsOf(await approvalsOf(db, icp));
        const todo = await layTodo(database, arrivals, { icp, role, from: periods[0]!.from });
        if (todo === 0) continue;
        await layOwners(database, arrivals, sources, options);
        let stamped = 0;
        for (const period of periods)
          stamped += await stampPeriod(workspace, database, { icp, role, period }, effects.now());
        done.push({ icp, role, stamped, waiting: todo - stamped });
      }
    }
    return done;
  }, effects.signal);
}

/** When each version was in force, in days: of two on one day the later counts. */
export function periodsOf(approvals: readonly Approval[]): readonly Period[] {
  const days = approvals.map(({ version, at }) => ({ version, from: at.toISOString().slice(0, 10) }));
  return days
    .map((one, i) => ({ ...one, to: days[i + 1]?.from ?? null }))
    .filter(({ from, to }) => to === null || from < to);
}

interface Arrivals {
  readonly list: List;
  readonly of: string;
  /** SQL date over the rows: when it was created. */
  readonly created: string;
}

/** The rows of a role, source by source, with when each was created; sources that do not say when are left out. */
async function layArrivals(
  database: Database,
  role: Role,
  sources: readonly KeptSource[],
  options: IngestOptions,
): Promise<Arrivals[]> {
  const arrivals: Arrivals[] = [];
  for (const source of sources) {
    const { raw, of } = await layTogether(database, role, [source], `stamp_${source.source}`);
    const list = await lookAt(database, raw, role === "deals" ? "deals" : "companies or people", options);
    const first = list.meanings.created ?? list.columns.find(isCreated) ?? null;
    if (first === null) continue;
    const { created } = await readDays(database, raw.table, { first, last: list.meanings.closed }, options);
    arrivals.push({ list, of, created });
  }
  return arrivals;
}

const CREATED: readonly string[] = ["created_date", "creation_date", "created_at", "create_date", "opened"];

function isCreated({ field, profile }: List["columns"][number]): boolean {
  return CREATED.includes(field) && profile.filled > 0 && profile.shares.date >= 0.5;
}

/** Table of what is to be stamped: `place` (of its arrivals), `row`, `source`, `key`, `created`. */
const TODO = "stamp_todo";

async function layTodo(
  database: Database,
  arrivals: readonly Arrivals[],
  { icp, role, from }: { readonly icp: string; readonly role: string; readonly from: string },
): Promise<number> {
  const selects = arrivals.map(
    ({ list, of, created }, i) =>
      `SELECT ${i} AS place, o."row", o.source, o."key", r.created FROM (SELECT __row, ${created} AS created FROM ${quoteIdentifier(list.raw.table)}) r JOIN ${quoteIdentifier(of)} o ON o."row" = r.__row`,
  );
  await database.run(`CREATE OR REPLACE TABLE ${TODO} AS SELECT * FROM (${selects.join(" UNION ALL ")}) a
    WHERE created >= DATE ${quoteText(from)} AND NOT EXISTS (SELECT 1 FROM ${SQL_TABLE} s
      WHERE s.icp = ${quoteText(icp)} AND s.role = ${quoteText(role)} AND s.source = a.source AND s."key" = a."key")`);
  return database.value<number>(`SELECT count(*) FROM ${TODO}`);
}

/** Table of whose the rows to be stamped are: `source`, `key`, `account_source`, `account`. */
const OWNERS = "stamp_owners";

/** Finds the account of each row to be stamped, as a build does: by id, domain of website or e-mail, then name; the CRM's accounts before a market's. */
async function layOwners(
  database: Database,
  arrivals: readonly Arrivals[],
  sources: readonly KeptSource[],
  options: IngestOptions,
): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TABLE ${OWNERS} (source VARCHAR, "key" VARCHAR, account_source VARCHAR, account VARCHAR)`,
  );
  for (const role of ["accounts", "universe"] as const) {
    const own = sources.filter((source) => source.role === role);
    if (own.length === 0 || (await unowned(database)) === 0) continue;
    const accounts = await laidOnce(database, role, own, options);
    for (const [i, { list }] of arrivals.entries()) {
      const rows = `stamp_rows_${role}`;
      const keys = `stamp_keys_${role}`;
      await database.run(`CREATE OR REPLACE TABLE ${rows} AS SELECT r.* FROM ${quoteIdentifier(list.raw.table)} r
        JOIN ${TODO} t ON t.place = ${i} AND t."row" = r.__row ANTI JOIN ${OWNERS} o ON o.source = t.source AND o."key" = t."key"`);
      await database.run(`DROP TABLE IF EXISTS ${keys}; DROP TABLE IF EXISTS ${keys}_pairs`);
      await layKeys(
        database,
        [
          { table: rows, keys: list.keys },
          { table: accounts.list.raw.table, keys: accounts.list.keys },
        ],
        keys,
      );
      await matchCompanies(database, keys, 0, 1, `${keys}_pairs`);
      await database.run(`INSERT INTO ${OWNERS} SELECT t.source, t."key", a.source, a."key" FROM (
          SELECT "row", other FROM ${keys}_pairs QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY CASE matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END, other) = 1) m
        JOIN ${TODO} t ON t.place = ${i} AND t."row" = m."row" JOIN ${quoteIdentifier(accounts.of)} a ON a."row" = m.other`);
    }
  }
}

function unowned(database: Database): Promise<number> {
  return database.value<number>(`SELECT count(*) FROM ${TODO} ANTI JOIN ${OWNERS} USING (source, "key")`);
}

/** The accounts of a role, laid once for all profiles and roles. */
async function laidOnce(
  database: Database,
  role: "accounts" | "universe",
  sources: readonly KeptSource[],
  options: IngestOptions,
): Promise<{ readonly list: List; readonly of: string }> {
  const table = `stamp_all_${role}`;
  await database.run(`DROP TABLE IF EXISTS ${table}; DROP TABLE IF EXISTS ${table}_of`);
  const { raw, of }: Together = await layTogether(database, role, sources, table);
  return { list: await lookAt(database, raw, "companies or people", options), of };
}

interface Stamping {
  readonly icp: string;
  readonly role: string;
  readonly period: Period;
}

/** Stamps what was created in a period by the scores of its version. @returns how many */
async function stampPeriod(
  workspace: Workspace,
  database: Database,
  { icp, role, period }: Stamping,
  at: Date,
): Promise<number> {
  const { db } = workspace.store;
  const within = `t.created >= DATE ${quoteText(period.from)}${period.to === null ? "" : ` AND t.created < DATE ${quoteText(period.to)}`}`;
  const there = await database.value<number>(
    `SELECT count(*) FROM ${TODO} t JOIN ${OWNERS} o USING (source, "key") WHERE ${within}`,
  );
  if (there === 0) return 0;
  const version = await readVersion(db, icp, period.version);
  const { sql, columns } = await scoresOf(workspace, database, version);
  const p = columns.includes("p_win") ? "p_win" : "p_goal";
  const runs = await visibleRuns(db, { version: version.id });
  const days = runs.map(({ run, visible_at }) => `(${run}, ${quoteText(visible_at.toISOString())})`).join(", ");
  const before = await database.value<number>(`SELECT count(*) FROM ${SQL_TABLE}`);
  await inTransaction(database, () =>
    database.run(`INSERT INTO ${SQL_TABLE} BY NAME SELECT ${quoteText(icp)} AS icp, ${quoteText(role)} AS role, t.source, t."key", o.account_source, o.account,
        CAST(t.created AS VARCHAR) AS created, ${quoteText(at.toISOString())} AS stamped, ${quoteText(version.id)} AS version, r.visible AS scored,
        s.fit, s.level, s.known, s.${quoteIdentifier(p)} AS p, s.timing, s.action, (SELECT max("import") FROM kept.meta.imports) AS "import"
      FROM ${TODO} t JOIN ${OWNERS} o USING (source, "key") JOIN (${sql}) s ON s.source = o.account_source AND s."key" = o.account
        JOIN (VALUES ${days}) r(run, visible) ON r.run = s.run WHERE ${within} ORDER BY t.place, t."row"`),
  );
  return (await database.value<number>(`SELECT count(*) FROM ${SQL_TABLE}`)) - before;
}

/** What was stamped, a sentence per profile. */
export function stampWords(stamped: readonly Stamped[], several: boolean): string[] {
  const what = { deals: ["opportunity", "opportunities"], leads: ["lead", "leads"] } as const;
  return stamped
    .filter((one) => one.stamped > 0)
    .map(({ icp, role, stamped: n }) => {
      const by = several ? ` by ${icp}` : "";
      return `${n.toLocaleString("en-US")} ${what[role][n === 1 ? 0 : 1]} stamped with the score in force${by}.`;
    });
}
