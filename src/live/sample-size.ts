import { plannedQuantile } from "../stats/anytime.ts";

/** Standard errors beyond the limit at which four tests in five show. */
const POWER = 0.8416;
/** Companies on a side beyond which nobody has any. */
const MOST = 10_000_000;
const STEPS = 60;

/** Companies on both sides of a live test. */
export interface Sides {
  readonly list: number;
  readonly control: number;
}

/**
 * The smallest difference (0..1) between a list and its control that shows four times in five on the last day; null where no difference would.
 *
 * Formula: the d at which z sqrt(P(1-P)(1/a + 1/b)) + 0.8416 sqrt(p1(1-p1)/a + p0(1-p0)/b) = d, with p1 = p0 + d, P the rate of both sides
 * together, and z = 2.24, which lets everybody look as often as they like until the last day.
 * Source: Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, eq. 4.14 and 4.19, without continuity correction; z by
 * O'Brien and Fleming 1979 (`plannedQuantile`).
 *
 * @param usual the rate that the control is expected to have
 */
export function smallestShown({ list, control }: Sides, usual: number): number | null {
  if (list < 1 || control < 1) return null;
  const shows = (difference: number): boolean => difference >= needed(difference, usual, { list, control });
  if (!shows(1 - usual)) return null;
  let [low, high] = [0, 1 - usual];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (shows(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Companies that a control needs beside a list of this size, so that a difference shows four times in five on the last day; null where the list
 * alone is too small for it, however large the control. Formula and source as in `smallestShown`.
 */
export function controlNeeded(list: number, usual: number, difference: number): number | null {
  if (list < 1 || difference <= 0 || usual + difference > 1) return null;
  return least((control) => difference >= needed(difference, usual, { list, control }));
}

/** Companies that each of two sides of the same size needs for a difference. */
export function eachNeeded(usual: number, difference: number): number | null {
  if (difference <= 0 || usual + difference > 1) return null;
  return least((n) => difference >= needed(difference, usual, { list: n, control: n }));
}

/** The difference that would just show, were it as large as `difference`. */
function needed(difference: number, usual: number, { list, control }: Sides): number {
  const better = usual + difference;
  const both = (better * list + usual * control) / (list + control);
  const chance = plannedQuantile(1) * Math.sqrt(both * (1 - both) * (1 / list + 1 / control));
  return chance + POWER * Math.sqrt((better * (1 - better)) / list + (usual * (1 - usual)) / control);
}

/** The least whole number that is enough; null where none is. */
function least(enough: (n: number) => boolean): number | null {
  if (!enough(MOST)) return null;
  let [low, high] = [0, MOST];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
