import type { CodedMatrix } from "../features/matrix.ts";
import { logLossFromLogit } from "../stats/log-loss.ts";
import { createRandom, type Random, shuffle } from "../stats/random.ts";
import { logit, sigmoid } from "../stats/sigmoid.ts";
import { type BoostedTree, growTree, parted, type TreeOptions } from "./boosted-tree.ts";

/** `depth` 1 can only add attributes up, more can combine them. */
export interface BoostedOptions extends TreeOptions {
  /** Shrinkage of each tree's say. */
  readonly rate: number;
  /** Trees at most. */
  readonly trees: number;
  /** Trees without a gain on the inner fold after which it stops. */
  readonly patience: number;
}

/** One in so many of the families learned from tells when to stop. */
const INNER = 7;

interface Parts {
  readonly learn: Int32Array;
  readonly inner: Int32Array;
}

/** Families to learn from, and those that tell when to stop. */
function partsOf(rows: Int32Array, family: Int32Array, random: Random): Parts {
  const families = [...new Set(rows.map((r) => family[r]!))];
  shuffle(families, random);
  const aside = new Set(families.slice(0, Math.ceil(families.length / INNER)));
  return { learn: rows.filter((r) => !aside.has(family[r]!)), inner: rows.filter((r) => aside.has(family[r]!)) };
}

function valuesOf(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (r) => values[r]!);
}

function addTree(score: Float64Array, tree: BoostedTree, rows: Int32Array, rate: number): void {
  if ("value" in tree) {
    const say = rate * tree.value;
    for (let i = 0; i < rows.length; i++) score[rows[i]!] = score[rows[i]!]! + say;
    return;
  }
  const [low, high] = parted(rows, tree);
  addTree(score, tree.low, low, rate);
  addTree(score, tree.high, high, rate);
}

/**
 * Gradient-boosted trees on pre-bin codes: a yardstick of what any score could tell, never a score itself. Learned on `rows`, a seventh of
 * their families only telling when to stop; then said of `others`: logits, one per entry.
 *
 * Formula: Newton steps on the log-loss, shrunk; splits by histograms of codes.
 * Source: Friedman 2001; Ke et al. 2017 (LightGBM). Cost: O(trees x rows x attributes x depth).
 *
 * @param rows to learn from @param family dense index per row of the matrix
 */
export function boostedLogit(
  matrix: CodedMatrix,
  rows: Int32Array,
  others: Int32Array,
  family: Int32Array,
  seed: number,
  options: BoostedOptions,
): Float64Array {
  const { learn, inner } = partsOf(rows, family, createRandom(seed, 61));
  const innerY = Uint8Array.from(inner, (r) => matrix.y[r]!);
  const won = learn.reduce((sum, r) => sum + matrix.y[r]!, 0);
  const score = new Float64Array(matrix.n).fill(logit((won + 0.5) / (learn.length + 1)));
  const gradient = new Float64Array(matrix.n);
  const weight = new Float64Array(matrix.n);
  let best = { loss: logLossFromLogit(valuesOf(score, inner), innerY), trees: 0, said: valuesOf(score, others) };
  for (let t = 1; t <= options.trees && t - best.trees <= options.patience; t++) {
    for (const r of learn) {
      const p = sigmoid(score[r]!);
      gradient[r] = matrix.y[r]! - p;
      weight[r] = p * (1 - p);
    }
    const tree = growTree(matrix.attributes, learn, gradient, weight, options);
    for (const part of [learn, inner, others]) addTree(score, tree, part, options.rate);
    const loss = logLossFromLogit(valuesOf(score, inner), innerY);
    if (loss < best.loss) best = { loss, trees: t, said: valuesOf(score, others) };
  }
  return best.said;
}
