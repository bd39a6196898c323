import { betaQuantile } from "./beta.ts";
import { type Drawn, PRIOR_ROWS } from "./drawn.ts";
import { shrunkMean } from "./shrunk-mean.ts";

/** What became of each unit: how often it could have happened (years, whole or not) and whether it did. 0 trials: not known. */
export interface Trials {
  readonly trials: Float64Array;
  readonly events: Uint8Array;
}

/**
 * Rate per trial of a group, drawn to that of all by ten trials (beta-binomial), with limits; null where the group has no trial.
 *
 * Formula: mean and 2.5% and 97.5% quantiles of Beta(e + 10 p0, t - e + 10 (1 - p0)), p0 = (e_all + 0.5)/(t_all + 1), widened by what the
 * drawing moved. Cost: O(rows).
 *
 * @param rows the group; null: everyone
 */
export function drawnRate({ trials, events }: Trials, rows: ArrayLike<number> | null): Drawn | null {
  const every = sums(trials, events, Int32Array.from(trials.keys()));
  const group = rows === null ? every : sums(trials, events, rows);
  if (group.n === 0) return null;
  const overall = (every.events + 0.5) / (every.trials + 1);
  const own = rows === null ? overall : Math.min(1, group.events / group.trials);
  const value = rows === null ? overall : shrunkMean(group.trials, own, overall, PRIOR_ROWS);
  const worth = group.trials + (rows === null ? 1 : PRIOR_ROWS);
  const [yes, no] = [worth * value, worth * (1 - value)];
  const low = Math.max(0, value - Math.hypot(value - betaQuantile(0.025, yes, no), Math.max(0, value - own)));
  const high = Math.min(1, value + Math.hypot(betaQuantile(0.975, yes, no) - value, Math.max(0, own - value)));
  const at = (group.events + 0.5) / (group.trials + 1);
  return {
    value,
    interval: [low, high],
    n: group.n,
    own: { at, se: Math.sqrt((at * (1 - at)) / (group.trials + 1)) },
  };
}

function sums(trials: Float64Array, events: Uint8Array, rows: ArrayLike<number>) {
  let [n, of, happened] = [0, 0, 0];
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    if (!(trials[i]! > 0)) continue;
    n++;
    of += trials[i]!;
    happened += events[i]!;
  }
  return { n, trials: of, events: happened };
}
