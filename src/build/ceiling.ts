import type { CodedMatrix } from "../features/matrix.ts";
import type { Ceiling } from "../icp/ceiling.ts";
import { auc } from "../stats/auc.ts";
import { clusteredAucDifference, clusteredAucInterval } from "../stats/clustered.ts";
import type { Banding } from "./bands.ts";
import { type BoostedOptions, boostedLogit } from "./boosted.ts";
import { crossFit, foldsOf, splitFold } from "./cross-fit.ts";
import { cutParts, rarer } from "./cut-parts.ts";
import { familiesOf } from "./families.ts";
import { type FitOptions, fitOptions } from "./fit.ts";
import { fitCard } from "./fit-card.ts";
import type { Learned } from "./learn.ts";
import { fitsOf } from "./points.ts";
import { allRows } from "./rows.ts";
import { sampleAccounts } from "./sample.ts";

/** Everything that one fit needs; plain typed arrays, so that it travels to a worker. */
export interface CeilingPlan {
  readonly matrix: CodedMatrix;
  readonly family: Int32Array;
  readonly fold: Uint8Array;
  readonly seed: number;
  /** Attributes by whose parts there might be a card each: those of the card. */
  readonly parted: readonly number[];
}

/** Gives the logits of fits from..to-1, in order; the engine runs them on its workers. */
export type Booster = (from: number, to: number) => Promise<readonly Float64Array[]>;

const FOLDS = 5;
/** Fits of one ceiling: five folds of trees that may combine attributes, then five of trees that add them up. */
export const CEILING_FITS = 2 * FOLDS;

/** Fewer deals, or fewer of the rarer outcome, and trees tell nothing that could be held against the card. */
const FEWEST = { deals: 200, rarer: 50 };

/** An AUC further away than this is said. */
const MARGIN = 0.02;

/** Cards for parts of the deals that gain less are not worth having more than one. */
export const WORTHWHILE = 0.01;

/** As good as scikit-learn's boosting on the same folds: bench/CEILING.md. */
export const BOOSTED: BoostedOptions = { depth: 3, rate: 0.2, trees: 400, patience: 20, leaf: 5, ridge: 5 };

/**
 * Fit number `index`: logits of the rows of its fold, by trees that have not seen them; from CEILING_FITS on by a card for each part of the
 * deals, five folds by one attribute, five by the next.
 */
export function ceilingFold(plan: CeilingPlan, index: number): Float64Array {
  const { matrix, family, fold, seed, parted } = plan;
  const by = Math.floor((index - CEILING_FITS) / FOLDS);
  if (by >= 0) return partedFold(plan, index % FOLDS, parted[by]!);
  const { inside, outside } = splitFold(fold, index % FOLDS);
  const depth = index < FOLDS ? BOOSTED.depth : 1;
  return boostedLogit(matrix, outside, inside, family, seed, { ...BOOSTED, depth });
}

/**
 * Logits of one fold's rows by cards learned without the fold, one for each part of the deals by an attribute.
 *
 * @returns one per row of the fold, in their order; 0 where the other folds hold one outcome only
 */
export function partedFold(
  { matrix, fold, seed }: Pick<CeilingPlan, "matrix" | "fold" | "seed">,
  f: number,
  attribute: number,
): Float64Array {
  const { inside, outside } = splitFold(fold, f);
  if (rarer(matrix, outside) === 0) return new Float64Array(inside.length);
  const parts = { by: [attribute], deals: matrix.n, light: false, seed };
  const card = fitCard(matrix, outside, { ...fitOptions(matrix.n), parts });
  return fitsOf(card, matrix, inside).map((fit) => card.base + card.unit * fit);
}

/** At most so many deals, by whole accounts. */
const MOST_ROWS = 20_000;

/** Held-out logits of cards on the deals and folds of a plan. */
interface Laid {
  readonly plan: CeilingPlan;
  readonly card: Float64Array;
}

/**
 * The deals and folds by which the cross-fitted AUC of the card is told. Where those are too many: 20,000 drawn by account, and cards of the
 * same method learned from no more than the trees are.
 *
 * @returns null where there are too few deals to tell anything
 */
function laid({ held, unscored, family, heldOut, card }: Learned, seed: number, options: FitOptions): Laid | null {
  const matrix = sampleAccounts(held, MOST_ROWS, seed);
  const rows = allRows(matrix);
  const parted = card.attributes.map(({ index }) => index).filter((j) => cutParts(matrix, rows, j) !== null);
  const won = matrix.y.reduce((a, b) => a + b, 0);
  if (matrix.n < FEWEST.deals || Math.min(won, matrix.n - won) < FEWEST.rarer) return null;
  if (matrix === held && unscored === 0)
    return { plan: { matrix, family, fold: foldsOf(held, family, seed, 0), seed, parted }, card: heldOut[0]!.logit };
  const own = familiesOf(matrix).family;
  const plan = { matrix, family: own, fold: foldsOf(matrix, own, seed, 0), seed, parted };
  return { plan, card: crossFit(matrix, plan.fold, options).logit };
}

function laidOut({ fold }: CeilingPlan, parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(fold.length);
  parts.forEach((part, f) => {
    splitFold(fold, f).inside.forEach((row, i) => {
      out[row] = part[i]!;
    });
  });
  return out;
}

function verdictOf(low: number, high: number): Ceiling["verdict"] {
  if (low > MARGIN) return "beyond";
  return high <= MARGIN ? "close" : "open";
}

const round = (x: number): number => Number(x.toFixed(4));

/** A card for each part of the deals, by the attribute that gains most. */
export interface PartedCards {
  /** Index into the matrix's attributes. */
  readonly index: number;
  readonly parts: Banding;
  readonly auc: number;
  readonly gain: number;
  readonly gain_interval: readonly [number, number];
}

export interface FoundCeiling {
  readonly ceiling: Omit<Ceiling, "parted">;
  /** Null where nothing is left behind, or no attribute's parts gain enough for certain. */
  readonly parted: PartedCards | null;
}

/** Whether cards of their own for the parts of one attribute are worth having; limits allow for having tried all of them. */
async function partedCards({ plan, card }: Laid, booster: Booster): Promise<PartedCards | null> {
  const { matrix, family, parted } = plan;
  if (parted.length === 0) return null;
  const fits = await booster(CEILING_FITS, CEILING_FITS + FOLDS * parted.length);
  const confidence = 1 - 0.05 / parted.length;
  const found = parted.map((index, k): PartedCards => {
    const said = laidOut(plan, fits.slice(FOLDS * k, FOLDS * (k + 1)));
    const { difference, low, high } = clusteredAucDifference(said, card, matrix.y, family, confidence);
    const parts = cutParts(matrix, allRows(matrix), index)!.banding;
    return {
      index,
      parts,
      auc: round(auc(said, matrix.y)),
      gain: round(difference),
      gain_interval: [round(low), round(high)],
    };
  });
  const best = found.reduce((a, b) => (b.gain > a.gain ? b : a));
  return best.gain_interval[0] > WORTHWHILE ? best : null;
}

/**
 * How far the card's method is from what any score could tell: its held-out AUC against that of boosted trees on the same folds, paired,
 * deals of one account going together. Limits hold the trees as they are; they do not count that other deals would grow others.
 *
 * @param options the method of the card
 * @param booster fits of `ceilingFold` by index
 * @returns null where there are too few deals to tell anything
 */
export async function ceilingOf(
  learned: Learned,
  seed: number,
  options: FitOptions,
  booster: (plan: CeilingPlan) => Booster,
): Promise<FoundCeiling | null> {
  const both = laid(learned, seed, options);
  if (both === null) return null;
  const { plan, card } = both;
  const run = booster(plan);
  const fits = await run(0, CEILING_FITS);
  const free = laidOut(plan, fits.slice(0, FOLDS));
  const additive = laidOut(plan, fits.slice(FOLDS));
  const { y, n } = plan.matrix;
  const whole = clusteredAucInterval(free, y, plan.family);
  const distance = clusteredAucDifference(free, card, y, plan.family);
  const combining = clusteredAucDifference(free, additive, y, plan.family);
  const ceiling: FoundCeiling["ceiling"] = {
    n,
    won: y.reduce((a, b) => a + b, 0),
    auc: round(whole.auc),
    auc_interval: [round(whole.low), round(whole.high)],
    additive: round(auc(additive, y)),
    card: round(auc(card, y)),
    distance: round(distance.difference),
    distance_interval: [round(distance.low), round(distance.high)],
    combining: round(combining.difference),
    combining_interval: [round(combining.low), round(combining.high)],
    margin: MARGIN,
    verdict: verdictOf(distance.low, distance.high),
  };
  return { ceiling, parted: ceiling.verdict === "beyond" ? await partedCards(both, run) : null };
}
