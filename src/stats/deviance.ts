const CLOSE = 0.1;
const MAX_TERMS = 1000;

/**
 * Half the Poisson deviance of an observed x >= 0 against an expected m > 0: x log(x / m) + m - x, exact also where x is close to m.
 * It is what is left of the log of a binomial, gamma or beta density once Stirling's formula has cancelled.
 *
 * Formula: with v = (x - m) / (x + m), (x - m) v + 2 x (v^3/3 + v^5/5 + ...) when |v| < 0.1.
 * Source: Loader 2000, "Fast and accurate computation of binomial probabilities" (bd0). Cost: O(1).
 */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const difference = x - m;
  if (Math.abs(difference) >= CLOSE * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  const square = v * v;
  let sum = difference * v;
  let power = 2 * x * v;
  for (let k = 1; k < MAX_TERMS; k++) {
    power *= square;
    const next = sum + power / (2 * k + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
