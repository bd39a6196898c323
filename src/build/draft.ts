import type { Feature } from "../features/assemble.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import type { HeldOut, IcpDocument } from "../icp/document.ts";
import type { ToldInteractions } from "../icp/interaction.ts";
import { scoredBy } from "../icp/scored-by.ts";
import { designEffect } from "../stats/clustered.ts";
import { groupFolds } from "../stats/folds.ts";
import { baseLogLoss, logLossFromLogit } from "../stats/log-loss.ts";
import { createRandom } from "../stats/random.ts";
import { wilson } from "../stats/wilson.ts";
import {
  BOOTSTRAPS,
  type BootstrapPlan,
  countsUnder,
  probesOf,
  type Resample,
  type Resampler,
  type Stability,
  stabilityOf,
} from "./bootstrap.ts";
import { type Booster, type CeilingPlan, ceilingOf } from "./ceiling.ts";
import { type Checked, ENOUGH, LEVELS, type Levels } from "./check.ts";
import { familiesOf } from "./families.ts";
import { fitOptions } from "./fit.ts";
import type { PartsWish } from "./fit-card.ts";
import { atLevels, crossFitCheck, forwardAt, forwardCheck, heldOutLogits } from "./held-out-checks.ts";
import { findInteractions } from "./interactions.ts";
import { type Learned, learn } from "./learn.ts";
import { type Placed, placedDeals } from "./placed.ts";
import { fitsOf, type PartedCards, weightsOf } from "./points.ts";
import { winRate, worth } from "./rows.ts";
import { sampleAccounts } from "./sample.ts";
import { bandWords, scorecardOf } from "./scorecard.ts";
import {
  judgeSeparation,
  PERMUTATIONS,
  type PermutationPlan,
  type PermutationTest,
  type Permuter,
  permutationTest,
  type SeparationVerdict,
  separationStatistic,
} from "./separation.ts";
import { toldInteractions } from "./told-interactions.ts";
import { type CheckedCard, notTried, type TriedParts, tryParts } from "./try-parts.ts";
import { withoutNewest } from "./without-newest.ts";

export interface BuildInput {
  readonly matrix: CodedMatrix;
  /** One per attribute of the matrix, same order. */
  readonly features: readonly Feature[];
  readonly seed: number;
  /** Header of the `--order` column, null without. */
  readonly orderName: string | null;
  /** Whether the cohort of deals created on this day is closed enough to judge. */
  readonly matured: (day: number) => boolean;
  /** A scorecard in spite of separation `none`. */
  readonly forceScore: boolean;
  /** Deals held out by turns at most; HELD_OUT_ROWS when not said. */
  readonly heldOutRows?: number;
  /** From how many points on a fit is high, and medium; 70 and 40 when not said. */
  readonly levels?: Levels;
  /** Attribute for whose parts a card each is to be tried; null: the build chooses; absent: one card. */
  readonly parts?: number | null;
}

/** What the build needs from the world: workers and a place to tell progress. */
export interface BuildEffects {
  /** null: no resampling. */
  readonly permuter: ((plan: PermutationPlan) => Permuter) | null;
  readonly resampler: ((plan: BootstrapPlan) => Resampler) | null;
  /** Grows the trees that the card is held against; without: no ceiling. */
  readonly booster?: ((plan: CeilingPlan) => Booster) | null;
  /** Shuffles, or resamples, asked for at a time. */
  readonly batch: number;
  progress(step: string, done: number, of: number): void;
  /** Lets signals through between two pieces of work; throws when interrupted. */
  pause(): Promise<void>;
}

/** The learned part of a document. */
export type Draft = Pick<IcpDocument, "maturity" | "separation" | "scorecard" | "interactions" | "validation"> & {
  readonly used: ReadonlySet<string>;
  /** The deals that were held out by turns, and the row of each among all deals. */
  readonly heldOut: Checked & { readonly rows: Int32Array };
  /** The same without the newest deals, on which levels that they suggest are checked. */
  readonly older: Checked;
  /** What changes where levels begin at other points; nothing is learned anew. */
  at(levels: Levels): Pick<IcpDocument, "scorecard" | "validation">;
  /** How many companies of a market other cards, learned from resampled deals, would put at each level; null without resampling. */
  counts(levels: Levels, market: ArrayLike<number>): ReturnType<typeof countsUnder> | null;
  /** Where each deal stands on the scorecard, with levels that begin at these points; null without a scorecard. */
  placed(levels: Levels): Placed | null;
};

/** Permutations run on this many rows at most; said in the document. */
export const RESAMPLING_ROWS = 20_000;

interface Tested {
  readonly test: PermutationTest | null;
  readonly observed: number;
  /** Deals that were tested. */
  readonly drawn: number;
}

async function testSeparation(input: BuildInput, effects: BuildEffects): Promise<Tested> {
  if (effects.permuter === null) return { test: null, observed: Number.NaN, drawn: input.matrix.n };
  const matrix = sampleAccounts(input.matrix, RESAMPLING_ROWS, input.seed);
  const { family, families } = familiesOf(matrix);
  const fold = groupFolds(family, matrix.y, 5, createRandom(input.seed, 17));
  const plan: PermutationPlan = { matrix, family, families, fold, seed: input.seed };
  const observed = separationStatistic(matrix, fold);
  const progress = (done: number): void => effects.progress("testing against chance", done, PERMUTATIONS);
  const drawn = matrix.n;
  return { observed, drawn, test: await permutationTest(observed, effects.permuter(plan), effects.batch, progress) };
}

/** What resamples say, at any levels. */
interface Steadiness {
  readonly at: (levels: Levels) => Stability | null;
  readonly counts: Draft["counts"];
}

/** How steady the scorecard is under 200 resamples by account, at any levels; null without resampling. */
async function testStability(
  input: BuildInput,
  learned: Learned,
  effects: BuildEffects,
  parts?: PartsWish,
): Promise<Steadiness> {
  if (effects.resampler === null) return { at: () => null, counts: () => null };
  const matrix = sampleAccounts(input.matrix, RESAMPLING_ROWS, input.seed);
  const { family, families } = familiesOf(matrix);
  const probes = probesOf(matrix, input.seed);
  const fit = fitsOf(learned.card, matrix, probes);
  const drawn = { matrix, family, families, probes, fit, seed: input.seed };
  const plan: BootstrapPlan = parts === undefined ? drawn : { ...drawn, parts: { ...parts, deals: worth(matrix) } };
  const resampler = effects.resampler(plan);
  const resamples: (Resample | null)[] = [];
  while (resamples.length < BOOTSTRAPS) {
    resamples.push(...(await resampler(resamples.length, Math.min(BOOTSTRAPS, resamples.length + effects.batch))));
    effects.progress("resampling", resamples.length, BOOTSTRAPS);
  }
  const weights = weightsOf(learned.card, matrix.attributes.length);
  const scale = Math.sqrt(matrix.n / input.matrix.n);
  return {
    at: (levels) => stabilityOf(plan, resamples, weights, levels, scale),
    counts: (levels, market) => countsUnder(plan, resamples, levels, scale, market),
  };
}

/**
 * How far the card is from what any score could tell; nothing without resampling, with too few deals, and where some deals count for more: trees
 * that count them alike would measure the weights.
 */
async function testCeiling(learned: Learned, input: BuildInput, { booster, progress }: BuildEffects) {
  if (!booster || input.matrix.weight !== undefined) return {};
  progress("looking beyond the sum", 0, 1);
  const found = await ceilingOf(learned, input.seed, fitOptions(input.matrix.n), booster);
  if (found === null) return {};
  const { ceiling, parted } = found;
  if (parted === null) return { ceiling };
  const { index, parts, auc, gain, gain_interval } = parted;
  const feature = input.features[index]!;
  const words = Array.from({ length: parts.bands - 1 }, (_, part) =>
    bandWords({ banding: parts }, feature, [part + 1]),
  );
  return {
    ceiling: {
      ...ceiling,
      parted: {
        attribute: feature.name,
        parts: words,
        auc,
        gain,
        gain_interval: [...gain_interval] as [number, number],
      },
    },
  };
}

function heldOutLoss(learned: Learned): { loss: number; baseLoss: number } {
  const { held } = learned;
  const { y, recency } = held;
  return { loss: logLossFromLogit(heldOutLogits(learned), y, recency), baseLoss: baseLogLoss(winRate(y, recency)) };
}

function maturityOf(won: number, lost: number, verdict: SeparationVerdict["verdict"]): IcpDocument["maturity"] {
  if (won < 10) return "hypothesis";
  return won >= ENOUGH && lost >= ENOUGH && verdict === "reliable" ? "data-driven" : "interim";
}

function separationPart(judged: SeparationVerdict, tested: Tested, crossFit: HeldOut): IcpDocument["separation"] {
  return {
    verdict: judged.verdict,
    p: tested.test === null ? null : Number(tested.test.p.toFixed(4)),
    permutations: tested.test?.draws ?? 0,
    auc: crossFit.auc,
    auc_interval: crossFit.auc_interval,
    reason: judged.reason,
    deals_needed: judged.dealsNeeded,
  };
}

/** Forward evidence counts where it has at least 20 won and 20 lost. */
function forwardInterval(forward: HeldOut | null): readonly [number, number] | null {
  return forward !== null && forward.verdict !== "not enough data" ? forward.auc_interval : null;
}

/**
 * Coded deals -> the learned part of a document: separation, scorecard, held-out checks, maturity. Pure but for the effects given;
 * the same input and seed give the same draft whatever the number of workers.
 */
export async function buildDraft(input: BuildInput, effects: BuildEffects): Promise<Draft> {
  const { matrix, features, levels = LEVELS } = input;
  const won = matrix.y.reduce((a, b) => a + b, 0);
  effects.progress("learning the scorecard", 0, 2);
  const learned = await learn(matrix, input.seed, effects.pause, fitOptions(worth(matrix)), input.heldOutRows);
  effects.progress("checking on newer deals", 1, 2);
  const forward = await forwardCheck(input, effects.pause);
  const crossFit = crossFitCheck(learned, matrix.n, levels);
  const tested = await testSeparation(input, effects);
  const judged = judgeSeparation({
    ...tested,
    ...heldOutLoss(learned),
    forward: forwardInterval(forward?.told ?? null),
    crossFit: crossFit.told.auc_interval,
    n: matrix.n,
  });
  const empty = learned.card.attributes.length === 0 || (judged.verdict === "none" && !input.forceScore);
  const one = { learned, forward, crossFit };
  const tried = empty ? null : await testParts(input, one, effects);
  const said = tried?.kept ?? one;
  const steadiness = empty ? null : await testStability(input, said.learned, effects, tried?.kept?.wish);
  const cardAt = (at: Levels): IcpDocument["scorecard"] =>
    steadiness === null
      ? { attributes: [], levels: at, by_fit: [] }
      : scorecardOf(said.learned, features, won / matrix.n, steadiness.at(at), at);
  const scorecard = cardAt(levels);
  const interactions = empty
    ? {}
    : {
        interactions: outsideParts(
          toldInteractions(findInteractions(learned, input.seed), learned.card, features),
          tried?.kept?.learned.card.parts,
          features,
        ),
      };
  const beyond = {
    ...(empty ? {} : await testCeiling(learned, input, effects)),
    ...(input.parts === undefined ? {} : { parts: tried?.told ?? notTried(input, input.parts, crossFit.told) }),
  };
  const forwardTold = (at: Levels): HeldOut | null => {
    if (said.forward === null) return null;
    return empty ? atLevels(said.forward, at) : forwardAt(said.forward, said.learned.card, matrix, at);
  };
  return {
    maturity: maturityOf(won, matrix.n - won, judged.verdict),
    separation: separationPart(judged, tested, said.crossFit.told),
    scorecard,
    ...interactions,
    validation: { forward: forwardTold(levels), cross_fit: said.crossFit.told, ...beyond },
    placed: (at) => (empty ? null : placedDeals(said.learned, matrix, features, at)),
    used: new Set(scoredBy(scorecard)),
    heldOut: { ...said.crossFit.checked, rows: said.learned.heldRows },
    older: withoutNewest(input, { ...said.crossFit.checked, rows: said.learned.heldRows }),
    counts: (at, market) => steadiness?.counts(at, market) ?? null,
    at: (at) => ({
      scorecard: cardAt(at),
      validation: {
        forward: forwardTold(at),
        cross_fit: atLevels(said.crossFit, at),
        ...beyond,
      },
    }),
  };
}

/** What cards of parts count already is not told as missing from the sum. */
function outsideParts(
  { pairs, found }: ToldInteractions,
  parts: PartedCards | undefined,
  features: readonly Feature[],
): ToldInteractions {
  if (parts === undefined) return { pairs, found };
  const { name } = features[parts.cut.attribute]!;
  return { pairs, found: found.filter(({ attributes }) => !attributes.includes(name)) };
}

/** A card for each part of the deals, where it was asked for. */
async function testParts(
  input: BuildInput,
  one: CheckedCard,
  { progress, pause }: BuildEffects,
): Promise<TriedParts | null> {
  if (input.parts === undefined) return null;
  progress("trying a card for each part", 0, 1);
  return tryParts(input, one, input.parts, pause);
}

/** Wilson limits of the base rate for as many deals as they are worth, deals of one account going together; four digits. */
export function baseRateInterval(y: Uint8Array, account: Int32Array): [number, number] {
  const effect = designEffect(y, account);
  const won = y.reduce((a, b) => a + b, 0);
  const [low, high] = wilson(won / effect, y.length / effect);
  return [Number(low.toFixed(4)), Number(high.toFixed(4))];
}
