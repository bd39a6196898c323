import type { Checked } from "../../build/check.ts";
import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { parseIcp } from "../../icp/parse.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { readVersion, type Version, versionInForce, versionsOf } from "../../store/versions.ts";
import type { Database } from "../../warehouse/database.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import { keptSources } from "../../warehouse/kept/source.ts";
import { rewordFor } from "../goals/reword.ts";
import { summarised, tooLittleKnown } from "../proof/checked.ts";
import { claimsBy } from "../proof/claims.ts";
import { factsOf, type ValidateResult } from "../validate.ts";
import { keptTables } from "./kept-tables.ts";
import { layTogether } from "./list/lay-together.ts";
import { buildOptions } from "./said.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** The stamped opportunities, and which of them count. `stamped = open + late + other_levels + counted + met`, always. */
export interface StampCounts {
  readonly stamped: number;
  /** Not closed yet, or not part of the proof: deleted, no new business. */
  readonly open: number;
  /** Closed before their account was scored: a score by hindsight. */
  readonly late: number;
  /** Stamped by a version whose levels begin elsewhere. */
  readonly other_levels: number;
  /** Of accounts with an earlier closed deal, which the profile has met. */
  readonly met: number;
  readonly counted: number;
  /** Closed opportunities without a stamp. */
  readonly unstamped: number;
  /** ISO day of the first stamp; null without any. */
  readonly since: string | null;
  readonly versions: readonly number[];
}

export interface StampedResult extends ValidateResult {
  readonly stamps: StampCounts;
}

/** Table of the stamped deals: `deal`, `fit`, `p_win`, `known`, `y`, `created`, `closed`, `fate`. */
const STAMPED = "validate_stamped";

/**
 * The profile held against the opportunities that have closed since it was put in force, by the score that each carries since its creation, and
 * by nothing else.
 *
 * @throws InputError where no version is in force, or nothing is stamped
 */
export async function validateStamps(
  workspace: Workspace,
  icp: string,
  effects: WorkspaceEffects,
): Promise<StampedResult> {
  const { db } = workspace.store;
  const inForce = await versionInForce(db, icp);
  if (inForce === null)
    throw new InputError(`no version of ${icp} is in force: openicp build makes one, openicp publish approves it`);
  const { document } = parseIcp(inForce.document, `version ${inForce.number}`);
  if (document.goal === "retention")
    throw new InputError(
      "this profile is for the goal retention, which stamps of opportunities cannot tell: openicp validate --customers newer.csv --icp icp.json holds it against newer customers",
    );
  const numbers = new Map((await versionsOf(db, icp)).map(({ id, number }) => [id, number]));
  const database = await workspace.warehouse.work();
  const close = interruptOn(effects.signal, database);
  try {
    effects.progress("reading the stamps", 0, 2);
    const stampedBy = await database.rows<{ version: string }>(
      `SELECT DISTINCT version FROM kept.stamps.stamps WHERE icp = ${quoteText(icp)} AND role = 'deals' ORDER BY 1`,
    );
    if (stampedBy.length === 0)
      throw new InputError(
        `no opportunity is stamped yet: those created from ${inForce.approved_at?.toISOString().slice(0, 10) ?? "now"} on, when version ${inForce.number} came into force, are stamped as they are imported (openicp import), and count when they close`,
      );
    const versions: Version[] = [];
    for (const { version } of stampedBy) versions.push(await readVersion(db, icp, version));
    const alike = versions.filter((version) => sameLevels(document, version)).map(({ id }) => id);
    return await validateIn(database, document, { icp, alike, numbers }, effects);
  } finally {
    close();
  }
}

function sameLevels({ scorecard, goal }: IcpDocument, { document, number }: Version): boolean {
  const other = parseIcp(document, `version ${number}`).document;
  const [a, b] = [scorecard.levels, other.scorecard.levels];
  return a.high === b.high && a.medium === b.medium && other.goal === goal;
}

interface StampsOf {
  readonly icp: string;
  /** Versions whose levels begin where those of the version in force do. */
  readonly alike: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

async function validateIn(
  database: Database,
  document: IcpDocument,
  { icp, alike, numbers }: StampsOf,
  effects: WorkspaceEffects,
): Promise<StampedResult> {
  const sources = await keptSources(database);
  const deals = sources.filter(({ role }) => role === "deals");
  const { raw, of } = await layTogether(database, "deals", deals, "validate_deals");
  const tables = [raw, ...(await keptTables(database, ["accounts", "customers"]))];
  const { facts } = await factsOf(database, document, tables, buildOptions(sources));
  effects.progress("scoring", 1, 2);
  const own = alike.length === 0 ? "false" : `s.version IN (${alike.map(quoteText).join(", ")})`;
  const late = `left(s.scored, 10) >= CAST(d.closed AS VARCHAR) AND left(s.scored, 10) > CAST(d.created AS VARCHAR)`;
  const met = `EXISTS (SELECT 1 FROM ${facts.table} e WHERE e.account = d.account AND e.closed < d.created)`;
  await database.run(`CREATE TABLE ${STAMPED} AS SELECT d.deal, s.fit, s.p AS p_win, s.known, d.y, d.account, d.cycle, s.version, s.stamped,
      CASE WHEN d.deal IS NULL OR d.closed IS NULL THEN 'open' WHEN ${late} THEN 'late' WHEN NOT ${own} THEN 'other_levels' WHEN ${met} THEN 'met' ELSE 'counted' END AS fate
    FROM kept.stamps.stamps s LEFT JOIN ${quoteIdentifier(of)} o ON o.source = s.source AND o."key" = s."key" LEFT JOIN ${facts.table} d ON d."row" = o."row"
    WHERE s.icp = ${quoteText(icp)} AND s.role = 'deals'`);
  const found = await database.rows<{ fate: string; n: number }>(
    `SELECT fate, count(*) AS n FROM ${STAMPED} GROUP BY fate`,
  );
  const n = (fate: string): number => found.find((one) => one.fate === fate)?.n ?? 0;
  const by = await database.rows<{ version: string }>(
    `SELECT DISTINCT version FROM ${STAMPED} WHERE fate IN ('counted', 'met')`,
  );
  const closed = await database.value<number>(`SELECT count(*) FROM ${facts.table}`);
  const stamps: StampCounts = {
    stamped: found.reduce((sum, one) => sum + one.n, 0),
    ...{ open: n("open"), late: n("late"), other_levels: n("other_levels"), met: n("met"), counted: n("counted") },
    unstamped: closed - (n("late") + n("other_levels") + n("met") + n("counted")),
    since: await database.value<string | null>(`SELECT left(min(stamped), 10) FROM ${STAMPED}`),
    versions: by.flatMap(({ version }) => numbers.get(version) ?? []).sort((a, b) => a - b),
  };
  const all = n("counted") === 0;
  const where = all ? "s.fate = 'met'" : "s.fate = 'counted'";
  const doubt = all && n("met") > 0 ? ALL_MET : null;
  const checked = await checkedBy(database, where);
  const words = `stamped opportunities that closed, by the score of their creation`;
  const counted = summarised(checked, document.scorecard.levels, "forward", words, document.evidence.opportunities);
  const check = { ...counted, reason: rewordFor(document.goal, counted.reason) };
  const scores = `SELECT deal, fit, p_win, known FROM ${STAMPED} s WHERE ${where}`;
  const claims =
    doubt === null && document.goal === "win" && checked.y.length > 0
      ? await claimsBy(database, document, facts, scores, "true")
      : [];
  return {
    ...{ icp: document.id, name: document.name, goal: document.goal, deals: "new", separation: document.separation },
    check:
      doubt === null
        ? (tooLittleKnown(check) ?? check)
        : { ...check, verdict: "not enough data", reason: `Not a check: ${doubt}.` },
    ...{
      claims,
      against: null,
      seen: 0,
      met: n("met"),
      customers: 0,
      unclaimed: null,
      ranked: null,
      doubt,
      sure: doubt === null,
    },
    warnings: doubt === null ? [] : [doubt],
    ...{ facts, said: null, stamps },
  };
}

const ALL_MET =
  "every stamped opportunity that closed is of an account with earlier ones, which the profile has met: for companies it meets first the figures flatter";

async function checkedBy(database: Database, where: string): Promise<Checked> {
  const [fit, p, known, y, account, cycle] = await database.numbers(
    `SELECT s.fit, s.p_win, s.known, s.y, s.account, s.cycle FROM ${STAMPED} s WHERE ${where} ORDER BY s.deal`,
  );
  return { fit: fit!, p: p!, known: known!, y: Uint8Array.from(y!), account: Int32Array.from(account!), cycle: cycle! };
}
