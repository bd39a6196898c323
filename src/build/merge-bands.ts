import type { BinOrder } from "../features/matrix.ts";

/** How far bands are merged. */
export interface Merging {
  /** Most bands of one attribute besides missing. */
  readonly most: number;
  /** Share of the spread of effects that the fewer bands must keep. */
  readonly kept: number;
  /** Fewest rows of a band. */
  readonly least: number;
}

/**
 * Bands that earn about the same become one: the fewest groups that keep the asked share of the spread of effects between rows. Ordered
 * bands join neighbours only. Exact dynamic programme (Fisher 1958), O(k^2) a group.
 *
 * @param effects per band @param count rows per band
 * @returns the group of each band, 0.., and the row-weighted mean effect of each group
 */
export function mergeBands(
  effects: Float64Array,
  count: Float64Array,
  order: BinOrder,
  { most, kept, least }: Merging,
): { group: Uint8Array; means: Float64Array } {
  const turn = Array.from(effects.keys());
  if (order === "unordered") turn.sort((a, b) => effects[a]! - effects[b]! || a - b);
  const sums = runningSums(turn, effects, count);
  const total = spread(sums, 0, turn.length);
  let cuts: number[] = [turn.length];
  for (let groups = 1; groups <= Math.min(most, turn.length); groups++) {
    const found = bestGroups(sums, turn.length, groups, least);
    if (found === null) break;
    cuts = found.cuts;
    if (found.within <= (1 - kept) * total) break;
  }
  const group = new Uint8Array(effects.length);
  const means = new Float64Array(cuts.length);
  let from = 0;
  cuts.forEach((to, g) => {
    for (let t = from; t < to; t++) group[turn[t]!] = g;
    const rows = sums.rows[to]! - sums.rows[from]!;
    means[g] = rows > 0 ? (sums.effect[to]! - sums.effect[from]!) / rows : 0;
    from = to;
  });
  return { group, means };
}

interface Sums {
  readonly rows: Float64Array;
  readonly effect: Float64Array;
  readonly square: Float64Array;
}

function runningSums(turn: readonly number[], effects: Float64Array, count: Float64Array): Sums {
  const of = (): Float64Array => new Float64Array(turn.length + 1);
  const sums = { rows: of(), effect: of(), square: of() };
  turn.forEach((b, t) => {
    sums.rows[t + 1] = sums.rows[t]! + count[b]!;
    sums.effect[t + 1] = sums.effect[t]! + count[b]! * effects[b]!;
    sums.square[t + 1] = sums.square[t]! + count[b]! * effects[b]! ** 2;
  });
  return sums;
}

/** Effects that are equal but for rounding are equal. */
const ROUNDING = 1e-12;

/** Squared distance of the effects of bands from..to-1 from their mean, over rows. */
function spread({ rows, effect, square }: Sums, from: number, to: number): number {
  const n = rows[to]! - rows[from]!;
  if (n === 0) return 0;
  const squares = square[to]! - square[from]!;
  const within = squares - (effect[to]! - effect[from]!) ** 2 / n;
  return within > ROUNDING * squares ? within : 0;
}

/** Ends (exclusive) of the groups that keep most, each with `least` rows; null when there is no such division. */
function bestGroups(sums: Sums, k: number, groups: number, least: number): { cuts: number[]; within: number } | null {
  const width = k + 1;
  const best = new Float64Array((groups + 1) * width).fill(Number.POSITIVE_INFINITY);
  const back = new Int32Array((groups + 1) * width);
  best[0] = 0;
  for (let g = 1; g <= groups; g++)
    for (let to = g; to <= k; to++)
      for (let from = g - 1; from < to; from++) {
        if (groups > 1 && sums.rows[to]! - sums.rows[from]! < least) continue;
        const value = best[(g - 1) * width + from]! + spread(sums, from, to);
        if (value < best[g * width + to]!) {
          best[g * width + to] = value;
          back[g * width + to] = from;
        }
      }
  const within = best[groups * width + k]!;
  if (within === Number.POSITIVE_INFINITY) return null;
  const cuts: number[] = [];
  for (let to = k, g = groups; g > 0; to = back[g * width + to]!, g--) cuts.unshift(to);
  return { cuts, within };
}
