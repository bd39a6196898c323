import { basename } from "node:path";
import { documentAttributes } from "../build/attributes.ts";
import { baseRateInterval, type Draft } from "../build/draft.ts";
import { worth } from "../build/rows.ts";
import { SUSPICIOUS } from "../features/leakage.ts";
import type { DealColumns } from "../features/matrix-of.ts";
import type { IcpDocument } from "../icp/document.ts";
import { contentForHash } from "../icp/print.ts";
import type { Facts } from "../ingest/facts.ts";
import type { BuildRequest } from "./build-request.ts";
import { sha256 } from "./fingerprint.ts";
import { goalOutcomeOf } from "./goals/goal-outcome.ts";
import { parameters } from "./parameters.ts";
import type { Prepared } from "./prepare.ts";
import { retentionOf } from "./retention.ts";
import type { Weighed } from "./row-weights.ts";
import { VERSION } from "./version.ts";

function excludedRows(facts: Facts): IcpDocument["evidence"]["excluded"] {
  return facts.evidence.excluded.map(({ reason, rows }) => ({ reason, rows }));
}

function evidenceOf(facts: Facts, deals: DealColumns): IcpDocument["evidence"] {
  const { evidence } = facts;
  const won = deals.y.reduce((a, b) => a + b, 0);
  return {
    opportunities: deals.n,
    won,
    lost: deals.n - won,
    lost_by_reason: { ...evidence.lostByReason },
    open: evidence.open,
    accounts: evidence.accounts,
    customers: evidence.customers,
    window: { from: evidence.from, to: evidence.to },
    base_rate: Number((won / deals.n).toFixed(4)),
    base_rate_interval: baseRateInterval(deals.y, deals.account),
    excluded: excludedRows(facts),
    ...(facts.customers === null ? {} : { retention: retentionOf(facts.customers) }),
  };
}

function inputOf(
  facts: Facts,
  { deals, rowWeights }: Weighed,
  request: BuildRequest,
  about: "account" | "all",
  print: string,
): IcpDocument["input"] {
  return {
    fingerprint: print,
    files: facts.totals.map((t) => ({
      role: t.role,
      name: t.file,
      rows: t.read,
      taken: t.taken,
      rejected: t.rejected.length,
    })),
    new_business: facts.newBusiness,
    outcome: facts.outcome,
    order: request.ingest.order,
    order_to: lastOf(deals.order),
    about,
    row_weights: rowWeights ?? "none",
  };
}

/** The highest value of the `--order` column; null without one. */
function lastOf(order: Float64Array): number | null {
  let last = Number.NEGATIVE_INFINITY;
  for (const x of order) if (x > last) last = x;
  return Number.isFinite(last) ? last : null;
}

/** Everything learned and everything known about its making, as one document without its id. */
export function documentOf(
  request: BuildRequest,
  facts: Facts,
  prepared: Weighed,
  draft: Draft,
  about: "account" | "all",
  print: string,
): IcpDocument {
  const { used, ...learned } = draft;
  const aside = facts.setAside.map((s) => ({
    column: { name: s.name, header: s.header, about: s.about },
    reason: s.reason,
  }));
  const scored = draft.scorecard.attributes.length > 0;
  return {
    schema: "openicp/icp@1",
    id: "",
    name: request.name ?? nameOf((request.files.deals[0] ?? request.files.customers[0])!),
    goal: request.goal,
    ...(facts.goal === undefined ? {} : { goal_outcome: goalOutcomeOf(facts.goal) }),
    as_of: facts.evidence.asOf,
    seed: request.seed,
    engine: { version: VERSION, parameters: parameters(prepared.matrix.n, worth(prepared.matrix), request) },
    input: inputOf(facts, prepared, request, about, print),
    maturity: learned.maturity,
    separation: learned.separation,
    evidence: evidenceOf(facts, prepared.deals),
    attributes: documentAttributes(prepared.examined, [...prepared.assembled.ignored, ...aside], used, scored),
    scorecard: learned.scorecard,
    ...(learned.interactions === undefined ? {} : { interactions: learned.interactions }),
    segments: [],
    disqualifiers: [],
    timing: null,
    breadth: null,
    tam: null,
    validation: learned.validation,
    declared: null,
    strategic: null,
    notes: [...suspicions(prepared, draft), ...facts.notes, ...openWithoutAccount(facts)],
    sample_accounts: [],
  };
}

/** `deals` for `/data/deals.csv.gz`. */
function nameOf(path: string): string {
  return basename(path).replace(/\.(csv|tsv|txt|parquet)?(\.gz)?$/i, "") || basename(path);
}

/** Used attributes that alone tell the outcome so well that a person should look: the audit cannot tell a late field from a strong one. */
function suspicions(prepared: Prepared, { scorecard }: Draft): string[] {
  return scorecard.attributes.flatMap(({ attribute, weight }) => {
    const { feature, audit } = prepared.eligible.find((e) => e.feature.name === attribute)!;
    if (audit.auc < SUSPICIOUS) return [];
    const pairs = Math.round(100 * audit.auc);
    return [
      `${feature.label} carries ${weight} of 100 points and alone puts the won deal first in ${pairs} of 100 pairs: check that it was known when the deals were created; if not, leave it out (\`--ignore\`), because every number on this page rests on it.`,
    ];
  });
}

function openWithoutAccount({ evidence }: Facts): string[] {
  if (evidence.openWithoutAccount === 0) return [];
  const write = new Intl.NumberFormat("en-US");
  return [`${write.format(evidence.openWithoutAccount)} of ${write.format(evidence.open)} open deals have no account.`];
}

/** Gives the document its id: the hash of everything else in it. */
export function sealed(document: IcpDocument): IcpDocument {
  return { ...document, id: sha256(contentForHash(document)) };
}
