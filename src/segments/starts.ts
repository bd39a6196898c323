import type { Random } from "../stats/random.ts";
import type { Cells } from "./cells.ts";

/** Fewest accounts of a class that is split. */
const FEWEST_SPLIT = 10;

/** Per given account how much it is like `seed`: the surprise, by the given shares, of the cells that both hold. */
function likeness(cells: Cells, seed: number, rows: ArrayLike<number>, shares: Float64Array): Float64Array {
  const has = new Uint8Array(shares.length);
  for (let t = cells.start[seed]!; t < cells.start[seed + 1]!; t++) has[cells.cell[t]!] = 1;
  return Float64Array.from(rows, (i) => {
    let sum = 0;
    for (let t = cells.start[i]!; t < cells.start[i + 1]!; t++) {
      const c = cells.cell[t]!;
      if (has[c]) sum -= Math.log(shares[c]!);
    }
    return sum / Math.sqrt(Math.max(1, cells.start[i + 1]! - cells.start[i]!));
  });
}

function drawn(weights: Float64Array, random: Random): number {
  let left = random.next() * weights.reduce((a, b) => a + b, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** Class probabilities to begin with: each class is drawn around one account, each such account unlike those before it. */
export function seededClasses(cells: Cells, K: number, shares: Float64Array, random: Random): Float64Array {
  const all = Int32Array.from({ length: cells.n }, (_, i) => i);
  const nearest = new Float64Array(cells.n);
  const like = Array.from({ length: K }, () => {
    const seed = drawn(
      nearest.map((x) => Math.exp(-4 * x)),
      random,
    );
    const near = likeness(cells, seed, all, shares);
    for (let i = 0; i < cells.n; i++) nearest[i] = Math.max(nearest[i]!, near[i]!);
    const least = near.slice().sort()[Math.floor(cells.n * (1 - 0.6 / (K + 1)))]!;
    return near.map((x) => (x >= least ? x : 0));
  });
  const of = new Float64Array(cells.n * (K + 1));
  for (let i = 0; i < cells.n; i++) {
    const sum = like.reduce((a, x) => a + x[i]!, 0);
    const any = sum > 0 ? 0.85 : 0.15;
    of[i * (K + 1)] = 1 - any;
    for (let k = 0; k < K; k++) of[i * (K + 1) + k + 1] = sum > 0 ? (any * like[k]![i]!) / sum : any / K;
  }
  return of;
}

/** Class k in two: those of its accounts most like one of them become class K + 1. Null when it is too small. */
export function splitClass(
  cells: Cells,
  of: Float64Array,
  K: number,
  k: number,
  shares: Float64Array,
  random: Random,
): Float64Array | null {
  const members: number[] = [];
  for (let i = 0; i < cells.n; i++) if (of[i * (K + 1) + k]! > 0.5) members.push(i);
  if (members.length < FEWEST_SPLIT) return null;
  const near = likeness(cells, members[random.int(members.length)]!, members, shares);
  const least = near.slice().sort()[Math.floor(members.length * (0.4 + 0.4 * random.next()))]!;
  const made = new Float64Array(cells.n * (K + 2));
  for (let i = 0; i < cells.n; i++) for (let c = 0; c <= K; c++) made[i * (K + 2) + c] = of[i * (K + 1) + c]!;
  members.forEach((i, m) => {
    if (near[m]! < least) return;
    made[i * (K + 2) + K + 1] = 0.9 * of[i * (K + 1) + k]!;
    made[i * (K + 2) + k] = 0.1 * of[i * (K + 1) + k]!;
  });
  return made;
}

/** Class `k` of K given to class `to`, which may be the background, 0. */
export function mergeClasses(of: Float64Array, n: number, K: number, k: number, to: number): Float64Array {
  const made = new Float64Array(n * K);
  for (let i = 0; i < n; i++)
    for (let c = 0, at = i * K; c <= K; c++) {
      if (c === k) continue;
      made[at++] = of[i * (K + 1) + c]! + (c === to ? of[i * (K + 1) + k]! : 0);
    }
  return made;
}
