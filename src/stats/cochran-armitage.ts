import { normalCdf } from "./normal.ts";

export interface TrendTest {
  /** Standard normal under no trend; above 0 when later groups win more. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  /** One-sided: small when the rate rises from group to group. */
  readonly rising: number;
  /** One-sided: small when it falls. */
  readonly falling: number;
}

/**
 * Cochran-Armitage test for a trend of rates over ordered groups: does the rate rise (or fall) from group to group? `doses` are the groups'
 * places on the scale, 0, 1, 2, ... when not given. Groups without rows do not count; with one class or one place there is no trend: z 0, p 1.
 *
 * Formula: z = sum d (won - n rate) / sqrt(rate (1 - rate) (sum n d^2 - (sum n d)^2 / N)), large-sample p.
 * Source: Armitage 1955; z^2 is R's prop.trend.test. Cost: O(groups).
 */
export function cochranArmitage(won: ArrayLike<number>, n: ArrayLike<number>, doses?: ArrayLike<number>): TrendTest {
  const dose = (i: number): number => (doses === undefined ? i : doses[i]!);
  let [all, wins, mean] = [0, 0, 0];
  for (let i = 0; i < n.length; i++) {
    all += n[i]!;
    wins += won[i]!;
    mean += n[i]! * dose(i);
  }
  mean /= all;
  const rate = wins / all;
  let [trend, spread] = [0, 0];
  for (let i = 0; i < n.length; i++) {
    const distance = dose(i) - mean;
    if (n[i]! > 0) trend += distance * (won[i]! - n[i]! * rate);
    if (n[i]! > 0) spread += n[i]! * distance * distance;
  }
  const variance = rate * (1 - rate) * spread;
  if (!(variance > 0)) return { z: 0, p: 1, rising: 1, falling: 1 };
  const z = trend / Math.sqrt(variance);
  return { z, p: Math.min(1, 2 * normalCdf(-Math.abs(z))), rising: normalCdf(-z), falling: normalCdf(z) };
}
