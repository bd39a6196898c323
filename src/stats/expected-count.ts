const Z = 1.959963984540054;

/** Trials of one kind: how many, their probability, and its limits where they are known. */
export interface Trials {
  readonly n: number;
  readonly p: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * How many of many trials succeed: the expected number and about 95% limits. Null limits when those of any probability are unknown.
 *
 * Formula: E = sum n p; limits E -+ sqrt(D^2 + z^2 sum n p (1 - p)), D = sum n (p - low) below and sum n (high - p) above: the limits of the
 * probabilities move together (one calibration curve), chance comes on top. Kept inside 0..sum n. Cost: O(kinds).
 */
export function expectedCount(trials: readonly Trials[]): {
  readonly value: number;
  readonly limits: readonly [low: number, high: number] | null;
} {
  let [all, value, below, above, variance, known] = [0, 0, 0, 0, 0, true];
  for (const { n, p, low, high } of trials) {
    if (n === 0) continue;
    all += n;
    value += n * p;
    variance += n * p * (1 - p);
    if (low === null || high === null) known = false;
    else {
      below += n * (p - low);
      above += n * (high - p);
    }
  }
  if (!known) return { value, limits: null };
  const chance = Z * Z * variance;
  return {
    value,
    limits: [
      Math.max(0, value - Math.sqrt(below * below + chance)),
      Math.min(all, value + Math.sqrt(above * above + chance)),
    ],
  };
}
