/** Logistic function 1 / (1 + e^-z): a logit becomes a probability. No overflow at either end. Cost: O(1). */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** Log odds log(p / (1 - p)): the inverse of `sigmoid`; -Infinity at 0, Infinity at 1. Cost: O(1). */
export function logit(p: number): number {
  return p < 0.25 ? Math.log(p) - Math.log1p(-p) : Math.log(p / (1 - p));
}

/** log(1 + e^z), the log loss of a logit, without overflow or loss of small values. Cost: O(1). */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}
