/**
 * Digamma, the derivative of ln gamma, for x > 0.
 *
 * Formula: psi(x) = psi(x + 1) - 1/x up to x >= 10, then ln x - 1/2x - 1/12x^2 + 1/120x^4 - 1/252x^6 + 1/240x^8.
 * Source: Bernardo 1976, algorithm AS 103. Cost: O(1).
 */
export function digamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift -= 1 / at;
  const inverse = 1 / (at * at);
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse / 240)));
  return shift + Math.log(at) - 0.5 / at - series;
}
