import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { createRandom } from "../stats/random.ts";
import { type BlockTest, blockSum, blockTest } from "./block-test.ts";
import { cardResiduals } from "./card-residuals.ts";
import { type CrossedGrid, crossedGrid } from "./crossed-grid.ts";
import type { Learned } from "./learn.ts";

/** Fewest deals in which bands of two attributes meet for anything to be said of them. */
export const LEAST_TOGETHER = 30;
/** Effects beyond the sum that are smaller than this (logits) are not told. */
export const MATERIAL = 0.2;
/** False discovery rate at which pairs are told: a little under .05, so that worlds without any tell one in fewer than 5 of 100. */
export const FALSE_PAIRS = 0.04;

/** Bands of two attributes that together say more, or less, than their sum. */
export interface Crossed {
  /** Attributes of the matrix, and bands of each as the card has them. */
  readonly attributes: readonly [number, number];
  readonly bands: readonly [readonly number[], readonly number[]];
  readonly n: number;
  readonly won: number;
  /** Share won that the sum of the attributes says. */
  readonly expected: number;
  /** Shrunk effect beyond the sum, logits. */
  readonly effect: number;
  readonly p: number;
  readonly q: number;
}

export interface Interactions {
  /** Pairs of attributes tested. */
  readonly pairs: number;
  /** Surest first. */
  readonly found: readonly Crossed[];
}

interface Tested extends BlockTest {
  readonly attributes: readonly [number, number];
  readonly grid: CrossedGrid;
}

function crossed({ attributes, grid, block, effect, p }: Tested, q: number): Crossed {
  const bands = [grid.rows.slice(...block.rows), grid.columns.slice(...block.columns)] as const;
  const expected = blockSum(grid, grid.expected, block) / block.n;
  return {
    attributes,
    bands,
    n: block.n,
    won: blockSum(grid, grid.won, block),
    expected: Math.min(1, Math.max(0, expected)),
    effect,
    p,
    q,
  };
}

/**
 * Pairs of the card's attributes whose bands together say more, or less, than their sum: told, never scored. Score tests with shrinkage on
 * held-out residuals, deals of one account counted by their design effect, Benjamini-Hochberg over the pairs; of each pair the bands that
 * differ most. Counted among the deals that were held out. O(n k^3) for k attributes.
 */
export function findInteractions(learned: Learned, seed: number): Interactions {
  const matrix = learned.held;
  const left = cardResiduals(learned);
  if (left === null) return { pairs: 0, found: [] };
  const orderOf = (index: number) => matrix.attributes[index]!.order;
  const tested = left.columns.flatMap((a, j) =>
    left.columns.slice(j + 1).flatMap((b): Tested[] => {
      const grid = crossedGrid(matrix.y, left, [a, b], [orderOf(a.index), orderOf(b.index)]);
      const test = blockTest(grid, left.effect, LEAST_TOGETHER, createRandom(seed, 47, a.index, b.index));
      return test === null ? [] : [{ ...test, attributes: [a.index, b.index], grid }];
    }),
  );
  const q = benjaminiHochberg(tested.map(({ p }) => p));
  const found = tested
    .map((one, i) => crossed(one, q[i]!))
    .filter((one) => one.q <= FALSE_PAIRS && Math.abs(one.effect) > MATERIAL)
    .sort((x, y) => x.p - y.p);
  return { pairs: tested.length, found };
}
