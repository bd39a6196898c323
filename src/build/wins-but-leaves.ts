import type { Leaves } from "../icp/goal.ts";
import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { designEffect } from "../stats/clustered.ts";
import { fisherExact } from "../stats/fisher.ts";
import { wilson } from "../stats/wilson.ts";

/** Fewer customers than this tell nothing of how many stay. */
const LEAST_CUSTOMERS = 15;
/** Benjamini-Hochberg over all groups that are looked at. */
const HIGHEST_Q = 0.1;

interface Counted {
  readonly n: number;
  readonly stayed: number;
  readonly p: number;
  readonly interval: readonly [number, number];
}

function round(x: number): number {
  return Number(x.toFixed(4));
}

/**
 * Of groups that win above the average those whose customers clearly leave more often: one-sided exact test of the group against the other
 * customers, and 95% limits of its rate wholly below the rate of all. Customers of one family go together.
 *
 * @param groups per group 1 for each of its customers; null where it cannot be told @param stayed 1 per customer who stayed
 * @param account dense family index per customer
 * @returns per group what it is marked with; null where it is not
 */
export function clearLeavers(
  groups: readonly (Uint8Array | null)[],
  stayed: Uint8Array,
  account: Int32Array,
): (Leaves | null)[] {
  const all = stayed.length;
  const total = stayed.reduce((a, b) => a + b, 0);
  if (all === 0) return groups.map(() => null);
  const base = total / all;
  const effect = designEffect(stayed, account);
  const worth = (count: number): number => Math.round(count / effect);
  const counts = groups.map((marks): Counted | null => {
    if (marks === null) return null;
    let [n, own] = [0, 0];
    marks.forEach((mark, i) => {
      n += mark;
      own += mark & stayed[i]!;
    });
    if (n < LEAST_CUSTOMERS || n === all) return null;
    const left = n - own;
    const { less } = fisherExact(worth(own), worth(left), worth(total - own), worth(all - total - left));
    return { n, stayed: own, p: less, interval: wilson(own / effect, n / effect) };
  });
  const tried = counts.filter((one) => one !== null);
  const qs = benjaminiHochberg(tried.map(({ p }) => p));
  return counts.map((one) => {
    if (one === null) return null;
    const q = qs[tried.indexOf(one)]!;
    if (q > HIGHEST_Q || one.interval[1] >= base) return null;
    return {
      n: one.n,
      stayed: one.stayed,
      rate: round(one.stayed / one.n),
      interval: [round(one.interval[0]), round(one.interval[1])],
      base: round(base),
      base_n: all,
      q: round(q),
    };
  });
}
