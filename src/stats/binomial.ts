import { betaCdf, betaTail } from "./beta.ts";
import { deviance } from "./deviance.ts";
import { stirlingError } from "./gamma.ts";

/**
 * Log of the binomial probability of exactly `k` of `n`, each with probability `p`; `q` is 1 - p, given apart so that neither loses digits.
 * p and q are above 0.
 *
 * Formula: Stirling's formula with its error terms, and deviances for what is left.
 * Source: Loader 2000, "Fast and accurate computation of binomial probabilities". Cost: O(1).
 */
export function logBinomialMass(k: number, n: number, p: number, q: number): number {
  if (k < 0 || k > n) return -Infinity;
  if (k === 0) return n * logOfShare(q, p);
  if (k === n) return n * logOfShare(p, q);
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  return errors - deviance(k, n * p) - deviance(n - k, n * q) - 0.5 * Math.log((2 * Math.PI * k * (n - k)) / n);
}

/** Binomial distribution function: P(at most `k` of `n`) when each succeeds with probability `p`. Cost: O(sqrt(n)). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaTail(p, Math.floor(k) + 1, n - Math.floor(k));
}

/** Binomial upper tail: P(at least `k` of `n`) when each succeeds with probability `p`. Cost: O(sqrt(n)). */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaCdf(p, Math.ceil(k), n - Math.ceil(k) + 1);
}

function logOfShare(share: number, rest: number): number {
  return share > 0.5 ? Math.log1p(-rest) : Math.log(share);
}
