/**
 * Jaccard similarity of two sets of rows, given as 0 or 1 per row: the share of the rows in either that are in both. Two empty sets are the
 * same: 1.
 *
 * Formula: |A and B| / |A or B|. Source: Jaccard 1901. Cost: O(n).
 */
export function jaccard(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [a[i]! > 0, b[i]! > 0];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return either === 0 ? 1 : both / either;
}
