import { betaQuantile } from "./beta.ts";

/**
 * Exact (Clopper-Pearson) interval of a proportion, `successes` of `n`: it holds the rate at least as often as `confidence` says, whatever
 * the rate, and is wider than `wilson` for that. Nothing seen (n = 0) gives [0, 1].
 *
 * Formula: beta quantiles B(alpha/2; k, n - k + 1) and B(1 - alpha/2; k + 1, n - k).
 * Source: Clopper and Pearson 1934. Cost: O(sqrt(n)).
 */
export function clopperPearson(successes: number, n: number, confidence = 0.95): [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  const low = successes > 0 ? betaQuantile(tail, successes, n - successes + 1) : 0;
  const high = successes < n ? betaQuantile(1 - tail, successes + 1, n - successes) : 1;
  return [low, high];
}
