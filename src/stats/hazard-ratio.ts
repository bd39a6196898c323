import { normalQuantile } from "./normal.ts";

export interface HazardRatio {
  /** How many times as soon the first group ends as the second: below 1 it lasts longer. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Standard error of the log ratio; infinite where nothing ended. */
  readonly se: number;
  /** Ends in both groups. */
  readonly ended: number;
}

/**
 * Ratio of the hazards of two groups from the log-rank test. `times` is how long each was watched, `ended` 1 when it ended then and 0 when it
 * was only watched so far, `first` 1 for the first group. Nothing ended, or one group: ratio 1, no limits. No time is NaN.
 *
 * Formula: log ratio = (O - E) / V of the first group; se = 1 / sqrt(V). Source: Peto and Peto 1972; Yusuf et al. 1985. Cost: O(n log n).
 */
export function hazardRatio(
  times: Float64Array,
  ended: Uint8Array,
  first: ArrayLike<number>,
  confidence = 0.95,
): HazardRatio {
  const order = Uint32Array.from(times, (_, i) => i).sort((i, j) => times[j]! - times[i]!);
  let [atRisk, ofFirst, excess, variance, ends] = [0, 0, 0, 0, 0];
  for (let from = 0; from < order.length; ) {
    const time = times[order[from]!]!;
    let [d, dFirst] = [0, 0];
    let to = from;
    for (; to < order.length && times[order[to]!] === time; to++) {
      const i = order[to]!;
      atRisk++;
      if (first[i] === 1) ofFirst++;
      if (ended[i] === 1) {
        d++;
        if (first[i] === 1) dFirst++;
      }
    }
    if (d > 0) {
      const share = ofFirst / atRisk;
      excess += dFirst - d * share;
      if (atRisk > 1) variance += (d * share * (1 - share) * (atRisk - d)) / (atRisk - 1);
      ends += d;
    }
    from = to;
  }
  if (!(variance > 0))
    return { ratio: 1, low: 0, high: Number.POSITIVE_INFINITY, se: Number.POSITIVE_INFINITY, ended: ends };
  const [log, se] = [excess / variance, 1 / Math.sqrt(variance)];
  const half = normalQuantile(0.5 + confidence / 2) * se;
  return { ratio: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half), se, ended: ends };
}
