import { logGamma } from "../stats/gamma.ts";
import type { Cells } from "./cells.ts";

/** Accounts that the universe's shares may be worth to the background: few where the won are of another world than the universe. */
const WORTHS = [3, 10, 30, 100, 300, 1000];

/** What is known of the background before any account is seen. */
export interface Background {
  /** Shares per cell, of the universe. */
  readonly shares: Float64Array;
  /** Worths that are tried, in accounts, and per worth and cell ln gamma(worth x share). */
  readonly worths: readonly number[];
  readonly priced: readonly Float64Array[];
}

/** The background told from a universe's shares. How much they are worth is learned. */
export function universeBackground(shares: Float64Array): Background {
  return { shares, worths: WORTHS, priced: WORTHS.map((a) => shares.map((s) => logGamma(a * s))) };
}

/** The background where no universe is known: any shares are as likely as any others. */
export function flatBackground(cells: Cells): Background {
  const shares = new Float64Array(cells.offset[cells.attributes]!);
  for (let j = 0; j < cells.attributes; j++) shares.fill(1 / cells.levels[j]!, cells.offset[j]!, cells.offset[j + 1]!);
  return { shares, worths: [], priced: [] };
}

/** Background shares from the counts that speak for it, and ln marginal likelihood of those counts. */
export function backgroundOf(
  cells: Cells,
  count: Float64Array,
  prior: Background,
): { shares: Float64Array; evidence: number } {
  const known = new Float64Array(cells.attributes);
  for (let j = 0; j < cells.attributes; j++)
    for (let c = cells.offset[j]!; c < cells.offset[j + 1]!; c++) known[j]! += count[c]!;
  let best = { worth: Float64Array.from(cells.levels), evidence: Number.NEGATIVE_INFINITY };
  const flat = prior.worths.length === 0;
  for (const [w, a] of (flat ? [0] : prior.worths).entries()) {
    const worth = flat ? best.worth : new Float64Array(cells.attributes).fill(a);
    let evidence = 0;
    for (let j = 0; j < cells.attributes; j++) {
      evidence += logGamma(worth[j]!) - logGamma(known[j]! + worth[j]!);
      for (let c = cells.offset[j]!; c < cells.offset[j + 1]!; c++)
        evidence += logGamma(count[c]! + worth[j]! * prior.shares[c]!) - (prior.priced[w]?.[c] ?? 0);
    }
    if (evidence > best.evidence) best = { worth, evidence };
  }
  const shares = new Float64Array(count.length);
  for (let j = 0; j < cells.attributes; j++)
    for (let c = cells.offset[j]!; c < cells.offset[j + 1]!; c++)
      shares[c] = (count[c]! + best.worth[j]! * prior.shares[c]!) / (known[j]! + best.worth[j]!);
  return { shares, evidence: best.evidence };
}
