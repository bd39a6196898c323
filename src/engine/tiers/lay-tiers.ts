import type { IcpDocument } from "../../icp/document.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { type KeyPart, rankKey } from "./rank-key.ts";
import { roomsOf, type TierRequest, TOP_SHARE } from "./request.ts";

/** What became of the tiers. */
export interface TierSummary {
  readonly by: TierRequest["by"];
  /** What accounts were ranked by, in order. */
  readonly key: readonly string[];
  readonly tiers: readonly TierLine[];
  /** Scored accounts that are in no tier. */
  readonly below: number;
  /** Accounts marked as control; null where none were asked for. */
  readonly control: number | null;
  /** True where the score does not reliably tell winners from losers. */
  readonly provisional: boolean;
  readonly notes: readonly string[];
}

export interface TierLine {
  readonly tier: "A" | "B" | "C";
  /** Most accounts it holds; null for no limit. */
  readonly capacity: number | null;
  readonly accounts: number;
  /** Lowest fit in it; null for an empty one. */
  readonly from: number | null;
}

/** Where the scores lie. */
export interface Scores {
  /** View with `__row`, the ids, `fit`, `level`, `known`, `segment`, `watch_out`, `disqualified_by`, and where there are any `timing`, `action`, `already`. */
  readonly view: string;
  readonly columns: ReadonlySet<string>;
  /** Column that tells accounts apart where their rank is the same; null for the order in the file. */
  readonly id: string | null;
  /** Name of the column of the probability. */
  readonly p: string;
  /** Column that names who owns an account, for a request of so many per owner. */
  readonly owner?: string;
  /** Column that names the team of an account, for a request of so many per team. */
  readonly team?: string;
}

const NAMES = ["A", "B", "C"] as const;

/** Lays a table `into` of `__row`, `tier`, `rank` and `control`, a line per account that has any of them. No tier holds more than its capacity. */
export async function layTiers(
  database: Database,
  document: IcpDocument,
  scores: Scores,
  into: string,
  request: TierRequest,
): Promise<TierSummary> {
  const rooms = roomsOf(request);
  const key = rankKey(request.by, scores.columns, scores.p);
  const silent = silentBecause(document);
  const provisional = silent === null && document.separation.verdict !== "reliable";
  const ranked = `${into}_ranked`;
  await database.run(`CREATE TABLE ${ranked} AS ${silent === null ? rankedSql(scores, key, request) : NOBODY}`);
  await database.run(`CREATE TABLE ${into}_tiered AS ${tieredSql(ranked, request.by, rooms)}`);
  await database.run(
    `CREATE TABLE ${into} AS ${controlSql(scores, `${into}_tiered`, { ...request, control: silent === null ? request.control : 0 }, provisional)}`,
  );
  const tiers = await linesOf(database, `${into}_tiered`, rooms);
  const scored = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(scores.view)}`);
  const control = await database.value<number>(`SELECT count(*) FROM ${into} WHERE control IS NOT NULL`);
  return {
    by: request.by,
    key: [...key.map(({ said }) => said), scores.id ?? "place in the file"],
    tiers,
    below: scored - tiers.reduce((sum, { accounts }) => sum + accounts, 0),
    control: request.control === 0 ? null : control,
    provisional,
    notes: [
      ...(silent === null ? [] : [silent]),
      ...(provisional ? [PROVISIONAL] : []),
      ...(await edgeNotes(database, `${into}_tiered`)),
      ...(silent === null && request.control > control ? [fewerThan(request.control, control)] : []),
    ],
  };
}

const PROVISIONAL =
  "the tiers are provisional and marked so: this profile does not yet reliably tell winners from losers";

/** Why there are no tiers at all; null where there are. */
function silentBecause({ separation, scorecard, declared }: IcpDocument): string | null {
  if (scorecard.attributes.length === 0) return "there are no tiers: this profile has no scorecard";
  if (separation.verdict === "none" && declared?.scores !== true)
    return "there are no tiers: the data of this profile does not tell winners from losers";
  return null;
}

/** Nothing disqualifies the account, and it is neither a customer nor has it a deal open. */
function freeSql(columns: ReadonlySet<string>, of: string): string {
  return `${of}disqualified_by IS NULL${columns.has("already") ? ` AND ${of}already IS NULL` : ""}`;
}

const NOBODY = `SELECT 0::BIGINT AS __row, 0 AS fit, 0 AS grade, 0::BIGINT AS rank, 0::BIGINT AS alike, true AS in_room WHERE false`;

/**
 * Who may come into a tier, by rank; `alike`: the same for accounts that only their id tells apart; `in_room`: among the best of its owner, as
 * many as A and B may hold of one, and of these among the best of its team.
 */
function rankedSql(
  { view, columns, id, owner, team }: Scores,
  key: readonly KeyPart[],
  { by, perOwner = null, perTeam = null }: TierRequest,
): string {
  const free = `${freeSql(columns, "")}${columns.has("action") ? " AND coalesce(action NOT IN ('suppress', 'ask'), true)" : ""}`;
  const order = key.map(({ sql }) => `${sql} DESC NULLS LAST`).join(", ");
  const tie = id === null ? "__row" : `${quoteIdentifier(id)} NULLS LAST, __row`;
  const grade = by === "criteria" ? `2 - (${key[0]!.sql})` : "0";
  const withOwner =
    owner === undefined || perOwner === null
      ? "true"
      : `row_number() OVER (PARTITION BY ${quoteIdentifier(owner)} ORDER BY ${order}, ${tie}) <= ${perOwner}`;
  const withTeam =
    team === undefined || perTeam === null
      ? "true"
      : `row_number() OVER (PARTITION BY team, with_owner ORDER BY rank) <= ${perTeam}`;
  const rank = `__row, fit, ${grade} AS grade, row_number() OVER (ORDER BY ${order}, ${tie}) AS rank, rank() OVER (ORDER BY ${order}) AS alike,
    ${team === undefined ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(team)} AS team, ${withOwner} AS with_owner`;
  const roomed = (ranked: string): string =>
    `SELECT __row, fit, grade, rank, alike, with_owner AND ${withTeam} AS in_room FROM (${ranked})`;
  const from = quoteIdentifier(view);
  if (by !== "share") return roomed(`SELECT ${rank} FROM ${from} WHERE level = 'high' AND ${free}`);
  const best = `SELECT * FROM ${from} WHERE level <> 'unknown' AND ${free}
    QUALIFY row_number() OVER (ORDER BY fit DESC, known DESC, ${tie}) <= ceil(${TOP_SHARE} * count(*) OVER ())`;
  return roomed(`SELECT ${rank} FROM (${best})`);
}

/**
 * Tiers filled in the order of rank. By criteria an account of the second grade comes into B at best, of the third into C; whoever finds no
 * room in a tier goes on to the next.
 */
function tieredSql(ranked: string, by: TierRequest["by"], [a, b, c]: readonly [number, number, number]): string {
  const first = by === "criteria" ? "in_room AND grade = 0" : "in_room";
  const second = by === "criteria" ? "in_room AND grade <= 1" : "in_room";
  const places = (from: string, who: string, most: number, tier: string): string =>
    `SELECT * EXCLUDE (place), CASE WHEN place <= ${Number.isFinite(most) ? most : "9223372036854775807"} AND tier IS NULL AND ${who} THEN '${tier}' ELSE tier END AS now
     FROM (SELECT *, sum((tier IS NULL AND ${who})::INTEGER) OVER (ORDER BY rank ROWS UNBOUNDED PRECEDING) AS place FROM (${from}))`;
  const start = `SELECT *, CAST(NULL AS VARCHAR) AS tier FROM ${ranked}`;
  const step = (from: string, who: string, most: number, tier: string): string =>
    `SELECT * EXCLUDE (tier, now), now AS tier FROM (${places(from, who, most, tier)})`;
  return step(step(step(start, first, a, "A"), second, b, "B"), "true", c, "C");
}

/** The tiers with a sample, drawn by seed, of scored accounts that are in none and that nothing disqualifies. */
function controlSql(
  { view, id, columns }: Scores,
  tiered: string,
  { control, seed }: TierRequest,
  provisional: boolean,
): string {
  const name =
    id === null ? "CAST(s.__row AS VARCHAR)" : `coalesce(s.${quoteIdentifier(id)}, CAST(s.__row AS VARCHAR))`;
  const drawn = `SELECT s.__row FROM ${quoteIdentifier(view)} s ANTI JOIN (SELECT __row FROM ${tiered} WHERE tier IS NOT NULL) t ON t.__row = s.__row
    WHERE s.level <> 'unknown' AND ${freeSql(columns, "s.")} ORDER BY md5(${quoteText(`${seed}:control:`)} || ${name}), s.__row LIMIT ${control}`;
  return `SELECT coalesce(t.__row, c.__row) AS __row, t.tier${provisional ? " || ' (provisional)'" : ""} AS tier, CASE WHEN t.tier IS NOT NULL THEN t.rank END AS rank,
      CASE WHEN c.__row IS NOT NULL THEN 'control' END AS control
    FROM (SELECT * FROM ${tiered} WHERE tier IS NOT NULL) t FULL JOIN (${drawn}) c ON c.__row = t.__row`;
}

async function linesOf(database: Database, tiered: string, rooms: readonly number[]): Promise<TierLine[]> {
  const found = await database.rows<{ tier: string; accounts: number; lowest: number }>(
    `SELECT tier, count(*) AS accounts, min(fit) AS lowest FROM ${tiered} WHERE tier IS NOT NULL GROUP BY tier`,
  );
  return NAMES.map((tier, i) => {
    const line = found.find((one) => one.tier === tier);
    const capacity = Number.isFinite(rooms[i]!) ? rooms[i]! : null;
    return { tier, capacity, accounts: line?.accounts ?? 0, from: line?.lowest ?? null };
  });
}

/** Where a tier ends among accounts that only their id tells apart. */
async function edgeNotes(database: Database, tiered: string): Promise<string[]> {
  const found = await database.rows<{ fit: number; n: number; parts: string }>(
    `SELECT min(fit) AS fit, sum(n)::BIGINT AS n, string_agg(n || ' in ' || coalesce(tier, 'none'), ', ' ORDER BY tier NULLS LAST) AS parts
     FROM (SELECT alike, grade, tier, min(fit) AS fit, count(*) AS n FROM ${tiered} WHERE in_room GROUP BY alike, grade, tier)
     GROUP BY alike, grade HAVING count(*) > 1 ORDER BY alike, grade`,
  );
  return found.map(
    ({ fit, n, parts }) =>
      `a tier ends among ${n.toLocaleString("en-US")} accounts of fit ${fit} that rank the same: ${parts}, by their id`,
  );
}

function fewerThan(wanted: number, there: number): string {
  return `the control sample holds ${there} of the ${wanted} accounts asked for: there are no more below the line`;
}
