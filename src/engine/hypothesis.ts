import { basename } from "node:path";
import { declaredDisqualifiers } from "../declared/disqualifiers.ts";
import { LOGITS } from "../declared/effects.ts";
import { personasOf, strategicOf } from "../declared/said.ts";
import type { Counted } from "../declared/scorecard.ts";
import { declaredScore } from "../declared/scorecard.ts";
import type { CheckedAttribute } from "../icp/declared.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Contrast } from "./contrast.ts";
import { sha256 } from "./fingerprint.ts";
import type { ReadDeclared } from "./read-declared.ts";
import { VERSION } from "./version.ts";

/** Fewer closed deals, or deals of one outcome only, teach nothing. */
const LEAST_DEALS = 10;

/** Whether a card can be learned from these deals. */
export function enoughDeals({ opportunities, won, lost }: Facts["evidence"]): boolean {
  return opportunities >= LEAST_DEALS && won > 0 && lost > 0;
}

const NO_EVIDENCE: IcpDocument["evidence"] = {
  opportunities: 0,
  won: 0,
  lost: 0,
  lost_by_reason: {},
  open: 0,
  accounts: 0,
  customers: 0,
  window: { from: null, to: null },
  base_rate: 0,
  base_rate_interval: null,
  excluded: [],
};

function evidenceOf(facts: Facts): IcpDocument["evidence"] {
  const { opportunities, won, lost, lostByReason, open, accounts, customers, excluded, from, to } = facts.evidence;
  if (opportunities === 0) return { ...NO_EVIDENCE, open, customers, excluded: [...excluded] };
  return {
    opportunities,
    won,
    lost,
    lost_by_reason: { ...lostByReason },
    open,
    accounts,
    customers,
    window: { from, to },
    base_rate: Number((won / opportunities).toFixed(4)),
    base_rate_interval: null,
    excluded: [...excluded],
  };
}

function reasonOf({ opportunities, won, lost }: IcpDocument["evidence"]): string {
  if (opportunities === 0) return "There are no closed deals to hold it against.";
  const counted = `${won} won and ${lost} lost`;
  return opportunities < LEAST_DEALS
    ? `${counted} are too few to hold it against; from ${LEAST_DEALS} closed deals on it is.`
    : `${counted}: without both there is nothing to compare.`;
}

/** The few deals there are, band by band; null without any. */
export interface FewDeals {
  readonly counted: (attribute: number, band: number) => Counted;
  readonly checked: readonly CheckedAttribute[];
}

/** The document with points learned by telling customers from other companies. */
export function withContrast(document: IcpDocument, contrast: Contrast): IcpDocument {
  const { attributes, scorecard, ...counts } = contrast;
  return { ...document, attributes, scorecard, declared: { ...document.declared!, contrast: counts } };
}

/** The document with the headers of the accounts at hand before those that people named, so that it reads them compiled too. */
export function withHeaders(document: IcpDocument, table: RawTable | null): IcpDocument {
  if (table === null) return document;
  return {
    ...document,
    attributes: document.attributes.map((one) => {
      const { source, columns } = one;
      const header =
        table.columns.find((own) => columns.includes(own)) ?? table.columns.find((own) => fieldName(own) === source);
      return header === undefined ? one : { ...one, columns: [...new Set([header, ...columns])] };
    }),
  };
}

/** What people declared as a document: it scores and filters, and claims nothing of win rates. */
export function hypothesisOf(
  request: BuildRequest,
  { parsed, card, fingerprint, notes, from, prefilled }: ReadDeclared,
  facts: Facts,
  print: string,
  few: FewDeals,
): IcpDocument {
  const score = declaredScore(card, (attribute, band) => few.counted(card.attributes.indexOf(attribute), band));
  const { disqualifiers, attributes } = declaredDisqualifiers(parsed, score.attributes);
  const evidence = evidenceOf(facts);
  return {
    schema: "openicp/icp@1",
    id: "",
    name: request.name ?? parsed.says.name ?? basename(parsed.file).replace(/\.ya?ml$/i, ""),
    goal: "win",
    as_of: facts.evidence.asOf,
    seed: request.seed,
    engine: { version: VERSION, parameters: { method: "declared", logits_per_100_points: LOGITS } },
    input: {
      fingerprint: sha256(`${print}\n${fingerprint}`),
      files: facts.totals.map(({ role, file: name, read: rows, taken, rejected }) => ({
        role,
        name,
        rows,
        taken,
        rejected: rejected.length,
      })),
      new_business: facts.newBusiness,
      outcome: facts.outcome,
      order: null,
      order_to: null,
      about: "account",
      row_weights: "none",
    },
    maturity: "hypothesis",
    separation: {
      verdict: "untested",
      p: null,
      permutations: 0,
      auc: null,
      auc_interval: null,
      reason: reasonOf(evidence),
      deals_needed: null,
    },
    evidence,
    attributes: [...score.attributes, ...attributes],
    scorecard: score.scorecard,
    segments: [],
    disqualifiers: [...disqualifiers],
    timing: null,
    breadth: null,
    tam: null,
    validation: { forward: null, cross_fit: null },
    declared: {
      file: parsed.file,
      from,
      ...(from === "people" && prefilled ? { prefilled } : {}),
      customers: null,
      contrast: null,
      scores: true,
      logits: LOGITS,
      support: null,
      attributes: [...few.checked],
      personas: personasOf(parsed.says),
    },
    strategic: strategicOf(parsed.says),
    notes: [...notes, ...facts.notes],
    sample_accounts: [],
  };
}
