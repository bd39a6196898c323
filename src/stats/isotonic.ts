/**
 * Isotonic regression: the non-decreasing sequence nearest to `values` in weighted least squares. Weights are >= 0; a value of weight 0
 * follows its neighbours.
 *
 * Formula: pool adjacent violators; a block's value is its weighted mean.
 * Source: Ayer et al. 1955; Best and Chakravarti 1990. Cost: O(n).
 */
export function isotonic(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const n = values.length;
  const mean = new Float64Array(n);
  const weight = new Float64Array(n);
  const end = new Uint32Array(n);
  let blocks = 0;
  for (let i = 0; i < n; i++) {
    mean[blocks] = values[i]!;
    weight[blocks] = weights[i]!;
    end[blocks] = i + 1;
    blocks++;
    while (blocks > 1 && mustPool(mean, weight, blocks - 2)) {
      pool(mean, weight, blocks - 2);
      end[blocks - 2] = end[blocks - 1]!;
      blocks--;
    }
  }
  return spread(mean, end, blocks, n);
}

function mustPool(mean: Float64Array, weight: Float64Array, left: number): boolean {
  return mean[left]! > mean[left + 1]! || weight[left] === 0 || weight[left + 1] === 0;
}

function pool(mean: Float64Array, weight: Float64Array, left: number): void {
  const total = weight[left]! + weight[left + 1]!;
  const share = total > 0 ? weight[left + 1]! / total : 0.5;
  mean[left]! += share * (mean[left + 1]! - mean[left]!);
  weight[left] = total;
}

function spread(mean: Float64Array, end: Uint32Array, blocks: number, n: number): Float64Array {
  const fitted = new Float64Array(n);
  let from = 0;
  for (let block = 0; block < blocks; block++) {
    fitted.fill(mean[block]!, from, end[block]!);
    from = end[block]!;
  }
  return fitted;
}
