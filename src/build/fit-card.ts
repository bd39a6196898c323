import type { CodedMatrix } from "../features/matrix.ts";
import { auc } from "../stats/auc.ts";
import { createRandom } from "../stats/random.ts";
import { toPartedPoints } from "./card-parts.ts";
import { type CutParts, cutParts, rarer, rowsByPart } from "./cut-parts.ts";
import { type FitOptions, fitModel, fitOptions, resampledFit } from "./fit.ts";
import { fitsOf, type Scorecard, toPoints } from "./points.ts";

/** That deals are to be scored by a card for each part of them. */
export interface PartsWish {
  /** Attributes by whose parts, of which the best is chosen; null: those of the card. Or parts as they are. */
  readonly by: readonly number[] | null | CutParts;
  /** As many deals as all of them are worth: by these each part's method goes, however many a fold holds. */
  readonly deals: number;
  /** The lighter fit of resamples. */
  readonly light: boolean;
  readonly seed: number;
}

/** Rows on which the attribute is chosen, at most, by whole accounts. */
const CHOICE_ROWS = 10_000;

/**
 * Bands, selection, effects and points on the given rows: the scorecard. With `options.parts` one for each part of the deals, on one scale;
 * one card still where no attribute cuts the rows into parts that are large enough.
 */
export function fitCard(matrix: CodedMatrix, rows: Int32Array, options: FitOptions): Scorecard {
  const { parts: wish } = options;
  const whole = fitModel(matrix, rows, options);
  const card = toPoints(whole);
  if (wish === undefined) return card;
  const cut = cutFor(matrix, rows, options, wish, card);
  if (cut === null) return card;
  const deals = wish.deals / rows.length;
  const models = rowsByPart(matrix, rows, cut)
    .slice(1)
    .map((own) => {
      const n = own.length * deals;
      return fitModel(matrix, own, wish.light ? resampledFit(n) : fitOptions(n));
    });
  return toPartedPoints([whole, ...models], cut);
}

function cutFor(
  matrix: CodedMatrix,
  rows: Int32Array,
  options: FitOptions,
  { by, seed, ...wish }: PartsWish,
  card: Scorecard,
): CutParts | null {
  if (by !== null && "banding" in by) return everyOutcome(matrix, rows, by);
  const cuts = (by ?? card.attributes.map(({ index }) => index)).flatMap((j) => cutParts(matrix, rows, j) ?? []);
  if (cuts.length < 2) return cuts[0] ?? null;
  const halves = halvesOf(matrix, rows, seed);
  const gains = cuts.map((cut) => {
    const parts = { ...wish, seed, by: cut, deals: halves[0].length };
    return gain(matrix, halves, { ...options, parts });
  });
  return cuts[gains.indexOf(Math.max(...gains))]!;
}

/** Parts as they are, where these rows hold both outcomes of each. */
function everyOutcome(matrix: CodedMatrix, rows: Int32Array, cut: CutParts): CutParts | null {
  const parts = rowsByPart(matrix, rows, cut).slice(1);
  return parts.every((own) => rarer(matrix, own) > 0) ? cut : null;
}

/** Two halves of the rows, or of 10,000 of them, accounts kept together. */
function halvesOf(
  { account, accounts }: CodedMatrix,
  rows: Int32Array,
  seed: number,
): readonly [Int32Array, Int32Array] {
  const random = createRandom(seed, 67);
  const draw = Float64Array.from({ length: accounts }, () => random.next());
  const share = Math.min(1, CHOICE_ROWS / rows.length);
  const first = rows.filter((r) => draw[account[r]!]! < share / 2);
  const second = rows.filter((r) => draw[account[r]!]! >= share / 2 && draw[account[r]!]! < share);
  return [first, second];
}

/** Mean AUC of each half by cards that the other taught. */
function gain(matrix: CodedMatrix, [first, second]: readonly [Int32Array, Int32Array], options: FitOptions): number {
  const one = (from: Int32Array, to: Int32Array): number => {
    if (rarer(matrix, from) === 0 || rarer(matrix, to) === 0) return 0.5;
    const card = fitCard(matrix, from, options);
    return auc(
      fitsOf(card, matrix, to),
      Uint8Array.from(to, (r) => matrix.y[r]!),
    );
  };
  return (one(first, second) + one(second, first)) / 2;
}
