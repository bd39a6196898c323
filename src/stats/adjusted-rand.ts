/**
 * Adjusted Rand index of two groupings of the same rows: 1 when they are the same but for names, about 0 when they agree as by chance,
 * below 0 when less. `la` and `lb` are the numbers of codes (a[i] < la, b[i] < lb). 1 when neither groups anything (all alone or all one).
 *
 * Formula: 2 (TP TN - FN FP) / ((TP + FN)(FN + TN) + (TP + FP)(FP + TN)) over pairs of rows.
 * Source: Hubert and Arabie 1985; Steinley 2004; scikit-learn's adjusted_rand_score. Cost: O(n + la lb).
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>, la: number, lb: number): number {
  const n = a.length;
  const together = new Float64Array(la * lb);
  const inA = new Float64Array(la);
  const inB = new Float64Array(lb);
  for (let i = 0; i < n; i++) {
    together[a[i]! * lb + b[i]!]!++;
    inA[a[i]!]!++;
    inB[b[i]!]!++;
  }
  const both = pairs(together);
  const onlyA = pairs(inA) - both;
  const onlyB = pairs(inB) - both;
  const neither = (n * (n - 1)) / 2 - both - onlyA - onlyB;
  if (onlyA === 0 && onlyB === 0) return 1;
  return (
    (2 * (both * neither - onlyA * onlyB)) / ((both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither))
  );
}

/** Pairs of rows that share a cell. */
function pairs(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}
