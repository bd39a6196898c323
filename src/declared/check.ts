import type { CheckedAttribute, CheckedBand } from "../icp/declared.ts";
import { wilson } from "../stats/wilson.ts";
import type { CardAttribute } from "./card.ts";
import type { Counted } from "./scorecard.ts";

/** Deals by which a rate is drawn toward the base rate, as in a learned scorecard. */
const SHRINK = 20;
/** Fewer deals than this speak neither for nor against a band. */
const LEAST = 5;
/** Points nearer than this share of the attribute's spread to what it earns on average claim nothing. */
const NEAR = 0.1;

export interface BandCount {
  readonly n: number;
  readonly won: number;
}

/** Share of won deals, and how many rows count as one independent deal. */
export interface Base {
  readonly rate: number;
  readonly effect: number;
}

/** A band's rate, drawn toward the base rate by 20 deals, with 95% limits. */
export function countedRate({ n, won }: BandCount, { rate: base, effect }: Base): Counted {
  if (n === 0) return { n, won, rate: Number(base.toFixed(4)), rate_interval: null };
  const rate = (won + SHRINK * base) / (n + SHRINK);
  const worth = n / effect + SHRINK;
  const [low, high] = wilson(rate * worth, worth);
  return { n, won, rate: Number(rate.toFixed(4)), rate_interval: [Number(low.toFixed(4)), Number(high.toFixed(4))] };
}

/**
 * Declared points against deals. A band agrees where its won rate lies clearly on the side of the average that its points claim, contradicts
 * where it lies clearly on the other.
 *
 * @param counts per band of the attribute
 */
export function checkedAttribute(attribute: CardAttribute, counts: readonly BandCount[], base: Base): CheckedAttribute {
  const rows = counts.reduce((sum, { n }) => sum + n, 0);
  const mean = attribute.bands.reduce((sum, { points }, b) => sum + points * counts[b]!.n, 0) / Math.max(rows, 1);
  const spread = attribute.weight - Math.min(...attribute.bands.map(({ points }) => points));
  const bands = attribute.bands.map(({ label, points }, b): CheckedBand => {
    const count = counts[b]!;
    const { rate, rate_interval } = countedRate(count, base);
    const claim = Math.abs(points - mean) < NEAR * spread ? 0 : Math.sign(points - mean);
    return {
      label,
      points,
      ...count,
      rate: count.n === 0 ? null : rate,
      rate_interval,
      verdict: verdictOf(claim, count, base),
    };
  });
  return { label: attribute.label, weight: attribute.weight, bands, reason: "" };
}

/** By the limits of the plain rate: the hypothesis named the band before the deals did. */
function verdictOf(claim: number, { n, won }: BandCount, { rate, effect }: Base): CheckedBand["verdict"] {
  if (n < LEAST) return "too few";
  const [low, high] = wilson(won / effect, n / effect);
  const side = low > rate ? 1 : high < rate ? -1 : 0;
  if (claim === 0) return "no claim";
  return side === 0 ? "too few" : side === claim ? "agrees" : "contradicts";
}
