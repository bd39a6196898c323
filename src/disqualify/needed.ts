import { HIGHEST_Q } from "../icp/disqualifier.ts";
import type { Needed } from "./rule.ts";
import { FEWEST_ROWS } from "./search.ts";

/**
 * What it would take: rows of one kind, all ending badly, from which it shows among `tried` kinds; null where it never would.
 *
 * Formula: ln(.10 / M) / ln(1 - limit), the first n with (1 - limit)^n <= .10 / M; never fewer than are tried.
 *
 * @param limit rate of good ends that a rule must stay below: p0/2 for wins
 */
export function neededFor(tried: number, limit: number): Needed | null {
  if (tried === 0 || !(limit > 0 && limit < 1)) return null;
  const rows = Math.ceil(Math.log(HIGHEST_Q / tried) / Math.log1p(-limit) - 1e-9);
  return { tried, rows: Math.max(FEWEST_ROWS, rows) };
}
