import { type Admission, type Examined, examine } from "../build/attributes.ts";
import { InputError } from "../errors.ts";
import { type Assembled, assembleFeatures, type Feature } from "../features/assemble.ts";
import type { ColumnReader } from "../features/dictionary.ts";
import { auditLeakage } from "../features/leakage.ts";
import { auditGoal, type GoalAudited } from "../features/leakage-goal.ts";
import { auditHistory } from "../features/leakage-history.ts";
import { auditRelation } from "../features/leakage-relation.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import { type DealColumns, matrixOf } from "../features/matrix-of.ts";
import type { RoledTechnology } from "../features/technology-roles.ts";
import type { Facts } from "../ingest/facts.ts";
import { nearest } from "../ingest/nearest.ts";
import { tellsCustomers } from "../ingest/suppression.ts";
import type { Database } from "../warehouse/database.ts";
import { duckdbColumns } from "./columns.ts";
import { type DirectionWish, withDirections } from "./directions.ts";
import type { Effects } from "./effects.ts";
import { meaningsOf, type ValueMapEntry } from "./value-map.ts";

async function dealColumns(database: Database, facts: Facts): Promise<DealColumns> {
  const day = (column: string): string => `date_diff('day', DATE '1970-01-01', ${column})`;
  const [y, account, created, closed, cycle, order] = await database.numbers(
    `SELECT y, account, ${day("created")}, ${day("closed")}, cycle, ord FROM ${facts.table} ORDER BY deal`,
  );
  const accounts = account!.reduce((a, b) => Math.max(a, b), -1) + 1;
  return {
    n: y!.length,
    y: Uint8Array.from(y!),
    account: Int32Array.from(account!),
    accounts,
    created: created!,
    closed: closed!,
    cycle: cycle!,
    order: order!,
  };
}

/** What the audit needs to know of a goal other than winning. */
async function goalAudited(database: Database, { table, goal }: Facts): Promise<GoalAudited> {
  if (goal === undefined) return { goal: "win", won: null, amount: null };
  if (goal.won === null) return { goal: goal.goal, won: null, amount: null };
  const [won, amount] = await database.numbers(`SELECT ${goal.won}, amount FROM ${table} ORDER BY deal`);
  return { goal: goal.goal, won: Uint8Array.from(won!), amount: goal.goal === "value" ? amount! : null };
}

/** Deals with coded attributes, audited and admitted. */
export interface Prepared {
  readonly deals: DealColumns;
  readonly examined: readonly Examined[];
  readonly assembled: Assembled;
  readonly matrix: CodedMatrix;
  readonly eligible: readonly Examined[];
  /** Reads the cells of the deals, further columns too. */
  readonly reader: ColumnReader;
}

/**
 * Reads the deals' columns, codes every attribute, audits them for leakage, and admits those that may take part.
 *
 * @param monotone directions that a person gave to attributes @param declare gives features what a person declared of them
 * @throws InputError when none is left: the sentence says why and what would help
 */
export async function prepare(
  database: Database,
  facts: Facts,
  admission: Admission,
  effects: Effects,
  valueMap: readonly ValueMapEntry[] = [],
  technologies: readonly RoledTechnology[] = [],
  monotone: readonly DirectionWish[] = [],
  declare: ((features: readonly Feature[], reader: ColumnReader) => Promise<readonly Feature[]>) | null = null,
): Promise<Prepared> {
  const deals = await dealColumns(database, facts);
  const reader = duckdbColumns(database, facts.table, deals.n);
  const meanings = meaningsOf(
    valueMap,
    facts.candidates.map(({ name }) => name),
  );
  const assembled = await assembleFeatures(
    facts.candidates,
    reader,
    (done) => effects.progress("reading attributes", done, facts.candidates.length),
    meanings,
    technologies,
  );
  const features = declare === null ? assembled.features : await declare(assembled.features, reader);
  if (technologies.length > 0 && !features.some(({ rule }) => rule.kind === "group"))
    throw new InputError(
      `--technologies: none of ${technologies
        .slice(0, 5)
        .map(({ technology }) => technology)
        .join(", ")} is in a column of technologies of these files; such a column holds several, as "Salesforce; AWS"`,
    );
  checkAllowed(admission.allow, facts);
  const sources = features.map((f) => f.source);
  const byValues = auditLeakage(
    features.map((f) => f.coded),
    sources,
    deals.y,
    {
      closed: deals.closed,
      counters: features.map((f) => f.kind === "number" && f.numbers.whole && !f.numbers.plain),
    },
    deals.account,
  );
  const relations = features.map(
    ({ source, coded }) =>
      coded.aboutAccount &&
      tellsCustomers(
        source,
        coded.bins.flatMap(({ values }) => values),
      ),
  );
  const byGoal = auditGoal(auditRelation(byValues, relations), features, deals, await goalAudited(database, facts));
  const audits = auditHistory(byGoal, sources, facts.late);
  const examined = withDirections(examine(features, audits, admission), facts, monotone);
  const eligible = examined.filter((e) => e.status === "eligible");
  if (eligible.length === 0) throw new InputError(nothingLeft(examined));
  const matrix = matrixOf(
    deals,
    eligible.map((e) => e.feature),
  );
  return { deals, examined, assembled, matrix, eligible, reader };
}

/** Refuses an `--allow` that names no column: a typo must not pass for a decision. */
function checkAllowed(allow: ReadonlySet<string>, facts: Facts): void {
  const names = facts.candidates.flatMap((c) => [c.header, c.name]);
  for (const wanted of allow) {
    if (names.includes(wanted)) continue;
    const aside = facts.setAside.find((s) => s.header === wanted || s.name === wanted);
    if (aside !== undefined)
      throw new InputError(`--allow: "${wanted}" is not quarantined; it is left out because it is ${aside.reason}`);
    const near = nearest(wanted, names);
    const hint =
      near.length > 0
        ? `did you mean ${near.map((n) => `"${n}"`).join(" or ")}?`
        : "the page lists the columns in quarantine";
    throw new InputError(`--allow: there is no column "${wanted}"; ${hint}`);
  }
}

function nothingLeft(examined: readonly Examined[]): string {
  const quarantined = examined.filter((e) => e.status === "quarantined").map((e) => e.feature.header);
  const about = examined.some((e) => e.status === "ignored")
    ? " or score the deal's own attributes too (--about all)"
    : "";
  const said =
    quarantined.length > 0
      ? ` ${quarantined.length} quarantined because they follow the outcome (${quarantined.slice(0, 5).join(", ")});`
      : "";
  return `no attribute is left to learn from:${said} the others are ids, dates, names or text: add columns that describe the companies (--accounts), allow one out of quarantine (--allow COLUMN)${about}`;
}
