import { createRandom } from "../stats/random.ts";
import type { Background } from "./background.ts";
import { type Cells, packCells } from "./cells.ts";
import { refitClasses } from "./choose.ts";
import { expect, type Mixture } from "./mixture.ts";

/** Jaccard index from which a kind may be named, and from which it is no longer called tentative. */
export const NAMED = 0.6;
export const STEADY_KIND = 0.75;
const RESAMPLES = 20;

/** Most probable class per account; the background is 0. */
export function assign(of: Float64Array, K: number): Uint8Array {
  return Uint8Array.from({ length: of.length / (K + 1) }, (_, i) => {
    let best = 0;
    for (let k = 1; k <= K; k++) if (of[i * (K + 1) + k]! > of[i * (K + 1) + best]!) best = k;
    return best;
  });
}

function jaccard(a: Uint8Array, k: number, b: Uint8Array, l: number): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] === k, b[i] === l];
    if (x && y) both++;
    if (x || y) either++;
  }
  return either === 0 ? 0 : both / either;
}

/**
 * How steady each class is: the mean, over resamples of the accounts, of its overlap with the likest class of a new fit.
 *
 * Source: Hennig 2007, cluster-wise assessment by the bootstrap and the Jaccard index.
 *
 * @param codes per attribute one level per account, 0 missing
 * @param cells of all the accounts
 */
export function stabilityOf(
  codes: readonly Uint8Array[],
  cells: Cells,
  prior: Background,
  model: Mixture,
  members: Uint8Array,
  seed: number,
): Float64Array {
  const K = model.classes;
  const sum = new Float64Array(K);
  if (K === 0) return sum;
  for (let b = 0; b < RESAMPLES; b++) {
    const random = createRandom(seed, 61, b);
    const rows = Int32Array.from({ length: cells.n }, () => random.int(cells.n));
    const drawn = packCells(codes, cells.levels, rows);
    const refit = refitClasses(drawn, K, prior, expect(drawn, model).of, seed * RESAMPLES + b).model;
    const again = assign(expect(cells, refit).of, K);
    for (let k = 1; k <= K; k++) {
      let best = 0;
      for (let l = 1; l <= K; l++) best = Math.max(best, jaccard(members, k, again, l));
      sum[k - 1]! += best / RESAMPLES;
    }
  }
  return sum;
}
