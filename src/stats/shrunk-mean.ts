/** Rows that the overall mean is worth. */
const PRIOR_ROWS = 10;

/**
 * Mean of `n` rows drawn towards the overall one, as if ten rows of it had been seen as well: the overall mean when n is 0, the rows' own
 * when n is large. For a yes-or-no outcome it is the mean of a beta-binomial posterior.
 *
 * Formula: (n mean + 10 overall) / (n + 10). Source: James and Stein 1961; Good 1965 (beta-binomial). Cost: O(1).
 */
export function shrunkMean(n: number, mean: number, overall: number, priorRows = PRIOR_ROWS): number {
  return n > 0 ? (n * mean + priorRows * overall) / (n + priorRows) : overall;
}
