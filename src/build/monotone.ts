import type { Direction } from "../features/matrix.ts";
import { isotonic } from "../stats/isotonic.ts";
import type { Banding } from "./bands.ts";

/**
 * The effects nearest to the given ones, by rows, that only rise (`up`) or only fall (`down`). Bands under `least` rows follow their
 * neighbours. O(k).
 *
 * @param effects per known band, in their order @param count rows per known band
 */
export function monotoneEffects(
  effects: Float64Array,
  count: ArrayLike<number>,
  direction: Direction,
  least: number,
): Float64Array {
  const sign = direction === "up" ? 1 : -1;
  const weights = Float64Array.from(count, (rows) => (rows >= least ? rows : 0));
  return isotonic(
    effects.map((f) => sign * f),
    weights,
  ).map((f) => sign * f);
}

/**
 * Known bands that may not stand apart become one: neighbours whose effects would have to be equal for the effects to keep the direction.
 * What is missing stays band 0.
 *
 * @param effects per band, missing first @param count rows per band, missing first
 */
export function monotoneBands(
  banding: Banding,
  effects: Float64Array,
  count: Float64Array,
  direction: Direction,
  least: number,
): Banding {
  const pooled = monotoneEffects(effects.subarray(1), count.subarray(1), direction, least);
  const merged = new Uint8Array(banding.bands);
  let last = 0;
  pooled.forEach((f, b) => {
    if (b === 0 || f !== pooled[b - 1]) last++;
    merged[b + 1] = last;
  });
  return { bandOf: banding.bandOf.map((b) => merged[b]!), bands: last + 1 };
}
