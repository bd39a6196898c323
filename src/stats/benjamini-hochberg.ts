/**
 * Benjamini-Hochberg adjusted p-values (q-values), in the order given: rejecting where q <= f keeps the expected share of false
 * discoveries at or below f. Every p is in 0..1.
 *
 * Formula: q(i) = min over j >= i of p(j) m / j, p ascending, at most 1.
 * Source: Benjamini and Hochberg 1995. Cost: O(m log m).
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => p[j]! - p[i]!);
  const q = new Array<number>(p.length);
  let least = 1;
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    least = Math.min(least, (p[i]! * p.length) / (p.length - k));
    q[i] = least;
  }
  return q;
}
