/**
 * As many rows of equal weight tell as much as these weighted ones; 0 when there are none.
 *
 * Formula: (sum w)^2 / sum w^2. Source: Kish 1965, "Survey Sampling". Cost: O(n).
 */
export function effectiveRows(weights: ArrayLike<number>): number {
  const { sum, squares } = sums(weights);
  return squares > 0 ? sum ** 2 / squares : 0;
}

/**
 * The weights scaled to sum to `effectiveRows`: a weighted sum of independent residuals then has the variance that its information says,
 * so that priors and prices meant for single rows keep their meaning. Weights of 1 stay 1. Cost: O(n).
 */
export function toEffective(weights: Float64Array): Float64Array {
  const { sum, squares } = sums(weights);
  const scale = squares > 0 ? sum / squares : 1;
  return weights.map((w) => w * scale);
}

function sums(weights: ArrayLike<number>): { sum: number; squares: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! * weights[i]!;
  }
  return { sum, squares };
}
