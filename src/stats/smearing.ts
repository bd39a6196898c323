/**
 * Duan's smearing factor: what exp(fitted log value) is multiplied by to estimate the mean on the original scale, whatever the shape of the
 * residuals. At least 1 when they average 0; with row weights when given. NaN when there are no residuals.
 *
 * Formula: mean of exp(residual). Source: Duan 1983. Cost: O(n).
 */
export function smearingFactor(residuals: ArrayLike<number>, weights?: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < residuals.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    sum += weight * Math.exp(residuals[i]!);
    total += weight;
  }
  return sum / total;
}
