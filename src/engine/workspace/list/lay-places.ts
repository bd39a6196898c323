import { InputError } from "../../../errors.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type KeptSource, keptSources } from "../../../warehouse/kept/source.ts";
import { DROPPED } from "../../filter/decide.ts";
import { REASONS } from "../../filter/hits.ts";
import { type List, lookAt } from "../../match/list.ts";
import { layTiers, type TierSummary } from "../../tiers/lay-tiers.ts";
import type { Current } from "../current.ts";
import { buildOptions } from "../said.ts";
import { layNamed } from "./lay-named.ts";
import { layOutside, OUTSIDE, OUTSIDE_REASON } from "./lay-outside.ts";
import { layTeams, TEAMS } from "./lay-teams.ts";
import { layTogether } from "./lay-together.ts";
import type { ListSpec } from "./spec.ts";
import { laySuppressed } from "./suppressed.ts";

/** Table of every scored account: `__row`, `account`, `source`, `key`, its score, timing and action, and `eligible`: it would be on the list by its score. */
export const SCORES = "list_scores";
/** Table of the accounts that are looked at: `__row`, `name`, `website`, `owner`, `ids` (JSON). */
export const NAMED = "list_named";
/** Table of the accounts on the list: `__row`, `tier`, `rank`, `control`. */
export const PLACES = "list_places";

/** SQL: what an account is called in the store. */
export function accountSql(alias: string): string {
  return `${alias}.source || ':' || ${alias}."key"`;
}

export interface LaidPlaces {
  readonly tiers: TierSummary;
  readonly accounts: number;
  readonly levels: Readonly<Record<"high" | "medium" | "low" | "unknown", number>>;
  /** Accounts that their score alone would bring on the list. */
  readonly eligible: number;
  /** Of them: those left out, by reason. */
  readonly left_out: readonly LeftOut[];
  readonly as_of: string | null;
  readonly notes: readonly string[];
}

export interface LeftOut {
  readonly code: string;
  readonly label: string;
  readonly accounts: number;
}

/** Lays who is on a list by the scores: `SCORES`, `NAMED`, the reasons in `DROPPED`, and `PLACES`. */
export async function layPlaces(
  database: Database,
  { document, columns, sql }: Pick<Current, "document" | "columns" | "sql">,
  spec: ListSpec,
  asOf: string | null,
): Promise<LaidPlaces> {
  const p = columns.includes("p_win") ? "p_win" : "p_goal";
  await layScores(database, sql, p, spec);
  const sources = await keptSources(database);
  const { batch, suppressed } = await layCandidates(database, document, sources, spec, asOf);
  await layNamed(database, batch, NAMED);
  const outside = await layOutside(database, document, batch, SCORES, spec);
  const teams = await layTeams(database, batch, NAMED, spec);
  const free = "list_free";
  await database.run(
    `CREATE VIEW ${free} AS SELECT s.*, n.owner, t.team FROM ${SCORES} s JOIN ${NAMED} n USING (__row) LEFT JOIN ${TEAMS} t USING (__row)
       ANTI JOIN ${DROPPED} d ON d."row" = s.__row ANTI JOIN ${OUTSIDE} o ON o.__row = s.__row`,
  );
  const shown = new Set([...columns, "timing", "action"]);
  const { by, capacity, control, seed, per_owner: perOwner, per_team: perTeam } = spec;
  const tiers = await layTiers(
    database,
    document,
    { view: free, columns: shown, id: "account", p, owner: "owner", team: "team" },
    PLACES,
    { by, capacity, control, seed, perOwner, perTeam },
  );
  const [all] = await database.rows<Record<"accounts" | "high" | "medium" | "low" | "unknown" | "eligible", number>>(
    `SELECT count(*) AS accounts, ${(["high", "medium", "low", "unknown"] as const).map((level) => `count(*) FILTER (level = '${level}') AS "${level}"`).join(", ")},
       count(*) FILTER (eligible) AS eligible FROM ${SCORES}`,
  );
  const { accounts, eligible, ...levels } = all!;
  return {
    tiers,
    accounts,
    levels,
    eligible,
    left_out: await countLeftOut(database),
    as_of: suppressed.asOf,
    notes: [
      ...suppressed.notes,
      ...outside,
      ...teams,
      ...tiers.notes,
      ...(perOwner === null ? [] : await without(database, free, "owner", perOwner)),
      ...(perTeam === null ? [] : await without(database, free, "team", perTeam)),
    ],
  };
}

/** Accounts without owner, or without team, are as of one, and it is said. */
async function without(database: Database, view: string, what: "owner" | "team", most: number): Promise<string[]> {
  const n = await database.value<number>(`SELECT count(*) FROM ${view} WHERE eligible AND ${what} IS NULL`);
  if (n === 0) return [];
  const who = n === 1 ? "1 account that fits has" : `${n.toLocaleString("en-US")} accounts that fit have`;
  return [`${who} no ${what}: accounts without ${what} share the room of one, ${most} in A and B`];
}

async function layScores(database: Database, sql: string, p: string, { by }: ListSpec): Promise<void> {
  const eligible = by === "share" ? "level <> 'unknown'" : "level = 'high'";
  await database.run(
    `CREATE TABLE ${SCORES} AS SELECT row_number() OVER (ORDER BY source, "key") AS __row, ${accountSql("s")} AS account, source, "key",
       fit, level, known, ${quoteIdentifier(p)}, segment, watch_out, disqualified_by, timing, action, coalesce(${eligible}, false) AS eligible FROM (${sql}) s`,
  );
}

/** Accounts that may come on the list, or into its control, as a list of companies, and who of them is left out. */
async function layCandidates(
  database: Database,
  document: IcpDocument,
  sources: readonly KeptSource[],
  { control, readmit_churned, exclude, exclude_names: excludeNames }: ListSpec,
  asOf: string | null,
): Promise<{ readonly batch: List; readonly suppressed: Awaited<ReturnType<typeof laySuppressed>> }> {
  const who = control > 0 ? "level <> 'unknown'" : "eligible";
  const scored = sources.filter(({ role }) => role === "accounts" || role === "universe");
  if (scored.length === 0)
    throw new InputError("the workspace holds no accounts to choose from: openicp import accounts.csv");
  const rows = ({ source }: KeptSource): string =>
    `SELECT __row AS "row", "key" FROM ${SCORES} WHERE source = ${quoteText(source)} AND ${who}`;
  const { raw } = await layTogether(database, "accounts", scored, "list_batch", rows);
  const options = buildOptions(sources);
  const batch = await lookAt(database, raw, "companies or people", options);
  const disqualified = `SELECT __row AS "row", 'disqualified: ' || disqualified_by AS reason FROM ${SCORES} WHERE disqualified_by IS NOT NULL AND ${who}`;
  const suppressed = await laySuppressed(database, document, sources, { batch, disqualified }, options, {
    readmitChurned: readmit_churned,
    exclude,
    excludeNames,
    asOf,
  });
  return { batch, suppressed };
}

/** Whoever was taken out of the files since the accounts were scored. */
const GONE = { code: "gone", label: "no longer among the accounts" } as const;

/** Query of the accounts that their score would bring on the list and that are left out: `__row`, `code`, `reason`, and what is known of the deal. */
export function leftOutSql(): string {
  const code = `CASE WHEN o.__row IS NOT NULL THEN '${OUTSIDE_REASON.code}' ELSE coalesce(d.code, '${GONE.code}') END`;
  return `SELECT s.__row, ${code} AS code, coalesce(o.reason, d.reason, '${GONE.label}') AS reason, d.also, d.deal, d.owner AS deal_owner, d.since, d.matched
    FROM ${SCORES} s LEFT JOIN ${NAMED} n USING (__row) LEFT JOIN ${DROPPED} d ON d."row" = s.__row LEFT JOIN ${OUTSIDE} o ON o.__row = s.__row
    WHERE s.eligible AND (o.__row IS NOT NULL OR d."row" IS NOT NULL OR n.__row IS NULL)`;
}

async function countLeftOut(database: Database): Promise<LeftOut[]> {
  const found = await database.rows<{ code: string; n: number }>(
    `SELECT code, count(*) AS n FROM (${leftOutSql()}) GROUP BY code`,
  );
  return [OUTSIDE_REASON, ...REASONS, GONE].flatMap(({ code, label }) => {
    const accounts = found.find((one) => one.code === code)?.n ?? 0;
    return accounts === 0 ? [] : [{ code, label: code === "open_deal" ? "already open" : label, accounts }];
  });
}
