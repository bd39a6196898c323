import type { HeldOut } from "../icp/document.ts";
import type { PartsTried } from "../icp/parts-tried.ts";
import { clusteredAucDifference } from "../stats/clustered.ts";
import { WORTHWHILE } from "./ceiling.ts";
import { PART } from "./cut-parts.ts";
import type { BuildInput } from "./draft.ts";
import { fitOptions } from "./fit.ts";
import type { PartsWish } from "./fit-card.ts";
import { type Check, crossFitCheck, forwardCheck } from "./held-out-checks.ts";
import { type Learned, learn } from "./learn.ts";
import { worth } from "./rows.ts";

/** A scorecard with the checks that speak for it. */
export interface CheckedCard {
  readonly learned: Learned;
  readonly forward: Check | null;
  readonly crossFit: Check;
}

export interface TriedParts {
  readonly told: PartsTried;
  /** The cards of parts; null where the one card stays. */
  readonly kept: (CheckedCard & { readonly wish: PartsWish }) | null;
}

const round = (x: number): number => Number(x.toFixed(4));

/** AUC by parts less AUC by one card, and its paired limits: mean over the times that the deals were held out. */
function gainOf(one: Learned, parted: Learned): { gain: number; interval: [number, number] } {
  const { y } = one.held;
  const found = one.heldOut.map(({ logit }, r) =>
    clusteredAucDifference(parted.heldOut[r]!.logit, logit, y, one.family),
  );
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  return {
    gain: round(mean(found.map(({ difference }) => difference))),
    interval: [round(mean(found.map(({ low }) => low))), round(mean(found.map(({ high }) => high)))],
  };
}

/** Both on newer deals; null where these are too few to judge by. */
function newer(one: HeldOut | null, parted: HeldOut | null): PartsTried["forward"] {
  if (one === null || parted === null || one.auc === null || parted.auc === null) return null;
  return one.verdict === "not enough data" ? null : { n: one.n, one: one.auc, auc: parted.auc };
}

/**
 * Learns a card for each part of an attribute and holds it against the one card, both refitted in each fold. It is kept where it ranks better
 * for certain, by .01 at least, and no worse on newer deals.
 *
 * @param by the attribute; null: the one of the card's that ranks best inside the deals learned from, fold by fold
 */
export async function tryParts(
  input: BuildInput,
  one: CheckedCard,
  by: number | null,
  pause: () => Promise<void>,
): Promise<TriedParts> {
  const { matrix, features, seed, levels } = input;
  const deals = worth(matrix);
  const wish: PartsWish = { by: by === null ? null : [by], deals, light: false, seed };
  const options = { ...fitOptions(deals), parts: wish };
  const learned = await learn(matrix, seed, pause, options, input.heldOutRows);
  const { parts } = learned.card;
  const name = parts === undefined ? null : features[parts.cut.attribute]!.name;
  const start = {
    attribute: name ?? (by === null ? null : features[by]!.name),
    chosen: by === null,
    n: one.learned.held.n,
  };
  if (parts === undefined) {
    const nothing = { one: one.crossFit.told.auc, auc: null, gain: null, gain_interval: null, forward: null };
    return { told: { kept: false, ...start, ...nothing, reason: TOO_FEW }, kept: null };
  }
  const forward = await forwardCheck(input, pause, options);
  const crossFit = crossFitCheck(learned, matrix.n, levels);
  const { gain, interval } = gainOf(one.learned, learned);
  const ahead = newer(one.forward?.told ?? null, forward?.told ?? null);
  const worse = ahead !== null && ahead.auc < ahead.one - WORTHWHILE;
  const kept = interval[0] > 0 && gain >= WORTHWHILE && !worse;
  const told: PartsTried = {
    kept,
    ...start,
    one: one.crossFit.told.auc,
    auc: crossFit.told.auc,
    gain,
    gain_interval: interval,
    forward: ahead,
    reason: reasonOf(gain, interval, worse),
  };
  if (!kept) return { told, kept: null };
  return { told, kept: { learned, forward, crossFit, wish: { ...wish, by: parts.cut, light: true } } };
}

/** Where there is no scorecard to hold it against. */
export function notTried({ features }: BuildInput, by: number | null, { n, auc }: HeldOut): PartsTried {
  const attribute = by === null ? null : features[by]!.name;
  const nothing = { auc: null, gain: null, gain_interval: null, forward: null };
  return { kept: false, attribute, chosen: by === null, n, one: auc, ...nothing, reason: NO_CARD };
}

const NO_CARD = "Not tried, because this data gives no scorecard: a part of it would rest on less still.";
const TOO_FEW = `It needs two parts of ${PART.deals} deals at least, ${PART.each} won and ${PART.each} lost among them.`;

function reasonOf(gain: number, [low]: readonly [number, number], worse: boolean): string {
  if (low <= 0) return "On deals that neither has seen, a card for each part does not rank better for certain.";
  if (gain < WORTHWHILE) return "It ranks better, but by less than one pair in 100: not worth more than one card.";
  return worse
    ? "It ranks worse on the newest deals than one card does."
    : "On deals that neither has seen, a card for each part ranks better.";
}
