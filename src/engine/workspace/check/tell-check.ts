import type { RawRow } from "../../../compile/scorer.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import { nameOf } from "../../../icp/page/context.ts";
import { timingIn } from "../../../timing/default-events.ts";
import type { GivenScore } from "../row-scorer.ts";
import type { Itself, Peers, Similar } from "./peers.ts";
import { type Question, questionsOf } from "./questions.ts";
import { applyingRules, type RuleFound } from "./rules-found.ts";

/** What is said of one company at once. */
export interface CheckTold {
  readonly score: Omit<GivenScore, "reasons" | "timing"> & { readonly timing: number | null };
  readonly reasons: readonly (GivenScore["reasons"][number] & { readonly label: string })[];
  /** Rules that speak against it and that nobody rejected; only confirmed and declared ones change what is done. */
  readonly rules: readonly RuleFound[];
  readonly similar: Similar;
  /** Won and lost accounts among which they were looked for. */
  readonly among: { readonly won: number; readonly lost: number };
  /** What is not known of it, by the points that an answer could move. */
  readonly ask: readonly Question[];
  /** From which fit and timing on a level is reached. */
  readonly by: {
    readonly levels: { readonly high: number; readonly medium: number };
    readonly timing_levels: { readonly high: number; readonly medium: number };
  };
  /** The fit by the worst and the best answers to these. */
  readonly could: { readonly low: number; readonly high: number } | null;
}

/** Similar accounts of each kind that are told. */
const MOST = 3;

/** Says what a company is worth a look for. */
export function tellCheck(
  document: IcpDocument,
  score: (row: RawRow) => GivenScore,
  peers: Peers,
  row: RawRow,
  but: Itself | null,
): CheckTold {
  const { reasons, ...rest } = score(row);
  const labels = new Map(document.attributes.map((attribute) => [attribute.name, nameOf(attribute)]));
  const missing = new Set(reasons.filter(({ value }) => value === null).map(({ attribute }) => attribute));
  const ask = questionsOf(document).filter(({ attribute }) => missing.has(attribute));
  return {
    score: rest,
    reasons: reasons.map((reason) => ({ ...reason, label: labels.get(reason.attribute) ?? reason.attribute })),
    rules: applyingRules(document, row),
    similar: peers.similar({ ...rest, reasons }, MOST, but),
    among: { won: peers.won, lost: peers.lost },
    ask,
    by: { levels: document.scorecard.levels, timing_levels: timingIn(document).levels },
    could: rest.fit === null ? null : couldBe(rest.fit, ask),
  };
}

function couldBe(fit: number, ask: readonly Question[]): { readonly low: number; readonly high: number } {
  const move = (pick: (...points: number[]) => number): number =>
    ask.reduce((sum, { choices, unknown }) => sum + pick(...choices.map(({ points }) => points)) - unknown, fit);
  return { low: Math.max(0, move(Math.min)), high: Math.min(100, move(Math.max)) };
}
