import { normalCdf } from "./normal.ts";

/** Largest product of the two sizes for which the exact distribution is worth its O(a^2 b^2) / 2. */
const EXACT_PAIRS = 400;

export interface MannWhitney {
  /** Pairs in which the value of `a` is the larger one, ties counting half. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
  /** One-sided: small when `a` tends to be smaller than `b`. */
  readonly less: number;
  /** One-sided: small when `a` tends to be larger than `b`. */
  readonly greater: number;
  /** False when p comes from the normal approximation. */
  readonly exact: boolean;
}

/**
 * Mann-Whitney's U test (Wilcoxon's rank sum test): do values of `a` tend to be larger or smaller than those of `b`? Exact when the sizes'
 * product is at most 400 and no values are equal; else by the normal approximation with the variance corrected for ties and a continuity
 * correction of a half. When a sample is empty or all values are equal there is nothing to tell: p 1. No value is NaN.
 *
 * Source: Mann and Whitney 1947; scipy.stats.mannwhitneyu. Cost: O(n log n).
 */
export function mannWhitney(a: ArrayLike<number>, b: ArrayLike<number>): MannWhitney {
  const { u, ties } = countPairs(Float64Array.from(a).sort(), Float64Array.from(b).sort());
  const pairs = a.length * b.length;
  if (pairs === 0) return { u, p: 1, less: 1, greater: 1, exact: true };
  if (ties === 0 && pairs <= EXACT_PAIRS) return exactly(u, a.length, b.length);
  const n = a.length + b.length;
  const sd = Math.sqrt((pairs / 12) * (n + 1 - ties / (n * (n - 1))));
  if (!(sd > 0)) return { u, p: 1, less: 1, greater: 1, exact: false };
  const less = normalCdf((u - pairs / 2 + 0.5) / sd);
  const greater = normalCdf(-(u - pairs / 2 - 0.5) / sd);
  return { u, p: Math.min(1, 2 * Math.min(less, greater)), less, greater, exact: false };
}

/** U of the first, and sum of t^3 - t over groups of t equal values. */
function countPairs(a: Float64Array, b: Float64Array): { u: number; ties: number } {
  let [i, j, u, ties] = [0, 0, 0, 0];
  while (i < a.length || j < b.length) {
    const value = j === b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    const [fromA, fromB] = [i, j];
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    const equal = i - fromA + j - fromB;
    u += (i - fromA) * (fromB + (j - fromB) / 2);
    ties += equal ** 3 - equal;
  }
  return { u, ties };
}

function exactly(u: number, sizeA: number, sizeB: number): MannWhitney {
  const mass = distribution(sizeA, sizeB);
  const below = (k: number): number =>
    Math.min(
      1,
      mass.subarray(0, k + 1).reduce((sum, p) => sum + p, 0),
    );
  const less = below(u);
  const greater = below(sizeA * sizeB - u);
  return { u, p: Math.min(1, 2 * Math.min(less, greater)), less, greater, exact: true };
}

/** P(U = 0), P(U = 1), ...: the largest of all values is from `a` with chance a / (a + b), and then beats all b. */
function distribution(sizeA: number, sizeB: number): Float64Array {
  let shorter = Array.from({ length: sizeB + 1 }, () => Float64Array.of(1));
  for (let a = 1; a <= sizeA; a++) {
    const next = [Float64Array.of(1)];
    for (let b = 1; b <= sizeB; b++) {
      const mass = new Float64Array(a * b + 1);
      shorter[b]!.forEach((p, k) => {
        mass[k + b]! += (p * a) / (a + b);
      });
      next[b - 1]!.forEach((p, k) => {
        mass[k]! += (p * b) / (a + b);
      });
      next.push(mass);
    }
    shorter = next;
  }
  return shorter[sizeB]!;
}
