import { compileIcp } from "../../compile/program.ts";
import { toSql } from "../../compile/sql.ts";
import type { Decisions, RuleDecision } from "../../icp/decisions.ts";
import { type Disqualifier, filters } from "../../icp/disqualifier.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { readsNothing } from "../headers.ts";
import { layByCells } from "../lay-by-cells.ts";
import { inOwnStyle } from "../match/own-style.ts";
import { readable } from "../match/readable.ts";
import { metBefore, type Unseen, unseenDeals } from "../unseen-deals.ts";
import { factsOf, type HeldOptions, newerReason } from "./held-against.ts";

type Deals = NonNullable<Decisions["deals"]>;

/** What decisions do on deals; `rules` in the order they were given. */
export interface RuleEffect {
  readonly deals: Deals | null;
  readonly rules: readonly Pick<RuleDecision, "known" | "newer">[];
}

/** A document that says nothing but whom its rules disqualify. */
function rulesAlone(document: IcpDocument, disqualifiers: readonly Disqualifier[]): IcpDocument {
  const { parts: _, ...card } = document.scorecard;
  return {
    ...document,
    segments: [],
    scorecard: { ...card, attributes: [] },
    disqualifiers: [...disqualifiers],
  };
}

/** A rule as if it filtered. */
function inForce(rule: Disqualifier): Disqualifier {
  if (rule.source === "declared") return { ...rule, status: "declared" };
  return { ...rule, kind: "disqualifier", status: "confirmed" };
}

/** Sources of the attributes that rules ask. */
function sourcesOf({ attributes }: IcpDocument, rules: readonly Disqualifier[]): ReadonlySet<string> {
  const asked = new Set(rules.flatMap(({ rule }) => (rule ?? []).map(({ attribute }) => attribute)));
  return new Set(attributes.filter(({ name }) => asked.has(name)).map(({ source }) => source));
}

/**
 * Whom rules match among deals, and whom all rules that filter drop, before and after: on the deals that the profile knows, and on newer ones of
 * companies that it has not met. Null figures without deals.
 *
 * @throws InputError where the files cannot tell who won
 */
export async function ruleEffect(
  database: Database,
  before: IcpDocument,
  after: IcpDocument,
  decided: readonly Disqualifier[],
  tables: readonly RawTable[],
  options: HeldOptions,
): Promise<RuleEffect> {
  const nothing = decided.map(() => ({ known: null, newer: null }));
  const given = tables.some(({ role, rowsRead }) => role === "deals" && rowsRead > 0);
  const customers = tables.some(({ role, rowsRead }) => role === "customers" && rowsRead > 0);
  if (!given && !(before.goal === "retention" && customers)) return { deals: null, rules: nothing };
  const found = await factsOf(database, before, tables, options.ingest);
  if (found === null) return { deals: null, rules: nothing };
  const { facts, order } = found;
  const there = new Set(facts.candidates.map(({ name }) => name));
  const all = [...after.disqualifiers, ...before.disqualifiers].filter(filters);
  const sources = [...sourcesOf(before, [...decided, ...all])].filter((source) => there.has(source));
  const columns = new Map(sources.map((source) => [source, source]));
  const { table } = await inOwnStyle(
    database,
    before,
    { table: facts.table, order: "deal", columns: sources, decimal: options.decimal },
    new Map(sources.map((source) => [source, [source]])),
  );
  const judged = decided.map(
    ({ rule }) =>
      rule !== null &&
      [
        ...sourcesOf(
          before,
          decided.filter((one) => one.rule === rule),
        ),
      ].every((s) => there.has(s)),
  );
  const queries = [
    rulesAlone(before, before.disqualifiers),
    rulesAlone(after, after.disqualifiers),
    ...decided.map((rule, k) => rulesAlone(before, judged[k] === true ? [inForce(rule)] : [])),
  ].map((document) => toSql(document, duckdb, { table, idColumns: ["deal"], columns }));
  const unseen = unseenDeals(before, facts, order);
  const counts = await countMatched(database, facts.table, queries, unseen);
  const [known, newer] = [counts.get("known")!, counts.get("newer")!];
  const none = newer.all.n === 0;
  const perRule = decided.map((_, k) => ({
    known: judged[k] === true ? known.matched[k + 2]! : null,
    newer: judged[k] === true && !none ? newer.matched[k + 2]! : null,
  }));
  return {
    rules: perRule,
    deals: {
      known: known.all,
      known_dropped: { before: known.matched[0]!, after: known.matched[1]! },
      newer: none ? null : newer.all,
      newer_dropped: none ? null : { before: newer.matched[0]!, after: newer.matched[1]! },
      newer_reason: newerReason(before, unseen, newer.all.n + counts.get("met")!.all.n, newer.all.n),
    },
  };
}

interface Matched {
  readonly all: Deals["known"];
  /** By query. */
  readonly matched: readonly Deals["known"][];
}

/** Deals, and those that each query disqualifies: known ones, newer ones, and newer ones of accounts that older deals tell of. */
async function countMatched(
  database: Database,
  facts: string,
  queries: readonly string[],
  unseen: Unseen | null,
): Promise<ReadonlyMap<"known" | "newer" | "met", Matched>> {
  const deals = quoteIdentifier(facts);
  const part =
    unseen === null
      ? "'known'"
      : `CASE WHEN NOT coalesce(${unseen.sql}, false) THEN 'known' WHEN ${metBefore({ table: deals }, unseen)} THEN 'met' ELSE 'newer' END`;
  const joins = queries.map((sql, k) => `JOIN (${sql}) q${k} ON q${k}.deal = d.deal`).join(" ");
  const cells = queries.map(
    (_, k) =>
      `count(*) FILTER (q${k}.disqualified_by IS NOT NULL)::INTEGER AS n${k}, coalesce(sum(d.y) FILTER (q${k}.disqualified_by IS NOT NULL), 0)::INTEGER AS won${k}`,
  );
  const rows = await database.rows<Record<string, number> & { readonly part: string }>(
    `SELECT ${part} AS part, count(*)::INTEGER AS n, coalesce(sum(d.y), 0)::INTEGER AS won, ${cells.join(", ")} FROM ${deals} d ${joins} GROUP BY 1`,
  );
  const of = (name: string): Matched => {
    const row = rows.find((one) => one.part === name);
    const counted = (n: string, won: string) => ({ n: row?.[n] ?? 0, won: row?.[won] ?? 0 });
    return { all: counted("n", "won"), matched: queries.map((_, k) => counted(`n${k}`, `won${k}`)) };
  };
  return new Map((["known", "newer", "met"] as const).map((name) => [name, of(name)]));
}

/** How many accounts of a table rules disqualify before and after; null where the table has none of the columns that the profile reads. */
export async function accountsDisqualified(
  database: Database,
  before: IcpDocument,
  after: IcpDocument,
  file: RawTable,
  map: readonly string[],
): Promise<Decisions["accounts"]> {
  const views: string[] = [];
  for (const [k, document] of [before, after].entries()) {
    const own = `${file.table}_ruled_${k}`;
    await database.run(`CREATE VIEW ${quoteIdentifier(own)} AS SELECT * FROM ${quoteIdentifier(file.table)}`);
    const read = await readable(database, document, { ...file, table: own }, map);
    if (readsNothing(document, read.absent)) return null;
    const { steps, columns } = compileIcp(read.document, read.columns);
    const wanted = columns.filter(({ name }) => name === "level" || name === "disqualified_by");
    const laid = await layByCells(database, `scores_ruled_${k}`, {
      table: read.table.table,
      keep: ["__row"],
      steps,
      columns: wanted,
    });
    views.push(laid.view);
  }
  const [b, a] = views.map(quoteIdentifier) as [string, string];
  const now = "a.disqualified_by IS NOT NULL";
  const was = "b.disqualified_by IS NOT NULL";
  const [counts] = await database.rows<Omit<NonNullable<Decisions["accounts"]>, "file">>(
    `SELECT count(*)::INTEGER AS accounts, count(*) FILTER (${was})::INTEGER AS before, count(*) FILTER (${now})::INTEGER AS after,
       count(*) FILTER (${now} AND NOT ${was})::INTEGER AS newly, count(*) FILTER (${now} AND NOT ${was} AND a.level = 'high')::INTEGER AS newly_high,
       count(*) FILTER (${was} AND NOT ${now})::INTEGER AS no_longer FROM ${b} b JOIN ${a} a ON a.__row = b.__row`,
  );
  return { file: file.file, ...counts! };
}
