import { normalQuantile } from "../stats/normal.ts";
import { createRandom } from "../stats/random.ts";
import { shrunkMean } from "../stats/shrunk-mean.ts";

/** Won deals with an amount above 0: fewer say too little of what the next one is worth. */
export const FEWEST_AMOUNTS = 10;
const RESAMPLES = 400;
/** Rows that everyone's mean is worth in a group's. */
const SHRINK = 10;
/** More accounts than this are resampled in so many bundles. */
const MOST_UNITS = 2000;

/** Won deals: what each is worth in a year (NaN where not known), its account, and its group (-1: none). */
export interface WonDeals {
  readonly amount: ArrayLike<number>;
  readonly account: ArrayLike<number>;
  readonly group: ArrayLike<number>;
}

/** What the next won deal of a group is expected to be worth. */
export interface ExpectedValue {
  readonly value: number;
  /** 95%. */
  readonly interval: readonly [number, number];
  /** Won deals of the group with an amount. */
  readonly n: number;
}

/** Sums over the deals of a bundle of accounts, group by group, the last for those without one. */
interface Sums {
  readonly n: Float64Array;
  readonly log: Float64Array;
  readonly amount: Float64Array;
}

/**
 * Expected value of a won deal per group: the group's mean log amount drawn to everyone's by ten deals, back on the scale of money by Duan's
 * smearing factor of all deals. Limits on the log scale from 400 resamples of accounts, with Student's t, and widened by what was drawn in.
 * Null where fewer than 10 won deals have an amount above 0.
 */
export function expectedValues(deals: WonDeals, groups: number, seed: number): readonly ExpectedValue[] | null {
  const units = unitsOf(deals, groups);
  const all = total(
    units,
    groups,
    units.map(() => 1),
  );
  const won = all.n.reduce((a, b) => a + b, 0);
  if (won < FEWEST_AMOUNTS) return null;
  const centre = logValues(all, groups);
  const random = createRandom(seed, 97);
  const drawn: Float64Array[] = [];
  for (let b = 0; b < RESAMPLES; b++) {
    const times = new Array<number>(units.length).fill(0);
    for (let i = 0; i < units.length; i++) times[random.int(units.length)]!++;
    drawn.push(logValues(total(units, groups, times), groups));
  }
  return Array.from({ length: groups }, (_, g) => {
    const spread = Math.sqrt(variance(drawn.map((one) => one[g]!)) + drawnIn(all, g) ** 2);
    const far = studentQuantile(unitsIn(units, g)) * spread;
    const value = Math.exp(centre[g]!);
    return { value, interval: [value * Math.exp(-far), value * Math.exp(far)], n: all.n[g]! };
  });
}

function unitsOf({ amount, account, group }: WonDeals, groups: number): readonly Sums[] {
  const index = new Map<number, number>();
  for (let i = 0; i < amount.length; i++)
    if (amount[i]! > 0 && !index.has(account[i]!)) index.set(account[i]!, index.size % MOST_UNITS);
  const column = (): Float64Array => new Float64Array(groups + 1);
  const units = Array.from({ length: Math.min(index.size, MOST_UNITS) }, () => ({
    n: column(),
    log: column(),
    amount: column(),
  }));
  for (let i = 0; i < amount.length; i++) {
    if (!(amount[i]! > 0)) continue;
    const unit = units[index.get(account[i]!)!]!;
    const g = group[i]! < 0 ? groups : group[i]!;
    unit.n[g]!++;
    unit.log[g] = unit.log[g]! + Math.log(amount[i]!);
    unit.amount[g] = unit.amount[g]! + amount[i]!;
  }
  return units;
}

function total(units: readonly Sums[], groups: number, times: readonly number[]): Sums {
  const sums = {
    n: new Float64Array(groups + 1),
    log: new Float64Array(groups + 1),
    amount: new Float64Array(groups + 1),
  };
  units.forEach((unit, i) => {
    const t = times[i]!;
    if (t === 0) return;
    for (let g = 0; g <= groups; g++) {
      sums.n[g] = sums.n[g]! + t * unit.n[g]!;
      sums.log[g] = sums.log[g]! + t * unit.log[g]!;
      sums.amount[g] = sums.amount[g]! + t * unit.amount[g]!;
    }
  });
  return sums;
}

function overallLog({ n, log }: Sums): number {
  return log.reduce((a, b) => a + b, 0) / n.reduce((a, b) => a + b, 0);
}

/** Log of the expected value per group; the last entry is of deals without a group. */
function logValues(sums: Sums, groups: number): Float64Array {
  const overall = overallLog(sums);
  const means = Float64Array.from({ length: groups + 1 }, (_, g) =>
    shrunkMean(sums.n[g]!, sums.log[g]! / sums.n[g]!, overall, SHRINK),
  );
  const smeared = means.reduce((a, mean, g) => a + sums.amount[g]! * Math.exp(-mean), 0);
  const factor = Math.log(smeared / sums.n.reduce((a, b) => a + b, 0));
  return means.map((mean) => mean + factor);
}

/** How far a group's mean was drawn to everyone's. */
function drawnIn(sums: Sums, g: number): number {
  if (sums.n[g] === 0) return 0;
  const own = sums.log[g]! / sums.n[g]!;
  return own - shrunkMean(sums.n[g]!, own, overallLog(sums), SHRINK);
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
}

/** Accounts that speak for a group: its own, and the ten that everyone's mean is worth. */
function unitsIn(units: readonly Sums[], g: number): number {
  return Math.min(units.length, SHRINK + units.filter(({ n }) => n[g]! > 0).length);
}

/** 97.5% quantile of Student's t with `n` - 1 degrees of freedom, by its expansion around the normal. */
function studentQuantile(n: number): number {
  const z = normalQuantile(0.975);
  const free = Math.max(1, n - 1);
  return z + (z ** 3 + z) / (4 * free) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * free ** 2);
}
