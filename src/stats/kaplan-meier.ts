import { normalQuantile } from "./normal.ts";

/** What is left from a time on at which something ended, until the next. */
export interface SurvivalStep {
  readonly time: number;
  /** How many were still watched just before `time`. */
  readonly atRisk: number;
  readonly ended: number;
  /** Share not ended up to and including `time`, with its limits. */
  readonly survival: number;
  readonly low: number;
  readonly high: number;
  /** Standard error by Greenwood. */
  readonly se: number;
}

/**
 * Kaplan-Meier estimate of the share that lasts beyond each time. `times` is how long each was watched (in any unit), `ended` 1 when it
 * ended then and 0 when it was only watched so far (censored: at risk at its own time, as convention has it). Steps ascend by time; none
 * when nothing ended. Where all have ended nobody is left to tell chance by: limits 0 and those of the step before. No time is NaN.
 *
 * Formula: S = prod (1 - d/r); var S = S^2 sum d/(r (r - d)); limits S^exp(-+ z se / (S log S)), inside 0..1.
 * Source: Kaplan and Meier 1958; Greenwood 1926; Kalbfleisch and Prentice 1980 (log(-log) limits). Cost: O(n log n).
 */
export function kaplanMeier(times: Float64Array, ended: Uint8Array, confidence = 0.95): SurvivalStep[] {
  const all = times.slice().sort();
  const ends = times.filter((_, i) => ended[i] === 1).sort();
  const z = normalQuantile(0.5 + confidence / 2);
  const steps: SurvivalStep[] = [];
  let [survival, greenwood, gone, high] = [1, 0, 0, 1];
  for (let from = 0; from < ends.length; ) {
    const time = ends[from]!;
    let to = from;
    while (to < ends.length && ends[to] === time) to++;
    while (all[gone]! < time) gone++;
    const atRisk = all.length - gone;
    const d = to - from;
    survival *= 1 - d / atRisk;
    greenwood += d / (atRisk * (atRisk - d));
    const se = survival > 0 ? survival * Math.sqrt(greenwood) : 0;
    const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.log(survival));
    const low = survival > 0 ? survival ** (1 / spread) : 0;
    high = survival > 0 ? survival ** spread : high;
    steps.push({ time, atRisk, ended: d, survival, low, high, se });
    from = to;
  }
  return steps;
}

/**
 * The step that holds at a time: the last one at or before it; null before the first end, when all survive. A time beyond the longest
 * watched is not known, whatever the last step says: ask only where some were still at risk. Cost: O(log steps).
 */
export function stepAt(steps: readonly SurvivalStep[], time: number): SurvivalStep | null {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1] ?? null;
}
