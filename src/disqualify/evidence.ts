import { betaQuantile, betaTail } from "../stats/beta.ts";
import type { HalfTally, Rows, Tally } from "./rows.ts";

/** Rows by which a rate is drawn toward the base rate. */
const SHRINK = 20;
/** Two-sided confidence of a rule's limits. */
const CONFIDENCE = 0.9;

/** What tells how much rows of one account agree. */
type Clustered = Pick<Rows, "n" | "agreement" | "base">;

/** From this share of whole accounts on a rule is about accounts. */
const WHOLE = 0.95;

/**
 * Variance of the ends of all rows that lies between the rows of a rule and the others. A rule about accounts explains that much of how
 * the rows of one account agree; one about the deal explains an unknown part, taken as none.
 */
function betweenVariance(rows: Clustered, { n, good, whole }: Tally): number {
  const share = n / rows.n;
  if (whole < WHOLE || share <= 0 || share >= 1) return 0;
  const others = (rows.base * rows.n - good) / (rows.n - n);
  return share * (1 - share) * (good / n - others) ** 2;
}

/**
 * By how much the rows of a rule are worth less than independent ones at a given rate of good ends.
 *
 * Formula: 1 + c/v^2 rate (1 - rate) (rows together - 1), with c the covariance of two rows of one account and v the variance of a row,
 * both beyond what the rule itself explains: accounts that differ on the logit scale agree less, as rows, where good ends are rare. Never
 * more than full agreement. Source: Kish 1965; delta method.
 */
export function effectOf(rows: Clustered, tally: Tally, rate: number): number {
  const variance = rows.base * (1 - rows.base);
  if (variance <= 0) return tally.together;
  const between = betweenVariance(rows, tally);
  const shared = Math.max(0, rows.agreement * variance - between);
  const within = Math.max(variance - between, 1e-9);
  return 1 + Math.min(1, (shared / within ** 2) * rate * (1 - rate)) * (tally.together - 1);
}

/** The p-value that independent rows would have: never above `pValue`. */
export function naivePValue(tally: HalfTally, limit: number): number {
  return tailOf(tally, 1, limit);
}

function tailOf({ n, good }: HalfTally, effect: number, limit: number): number {
  if (n === good) return 1;
  return betaTail(limit, good / effect + 1, (n - good) / effect);
}

/**
 * One-sided exact binomial p-value of "the rate of good ends is at least `limit`", for as many rows as clustered ones are worth. The
 * worse of two: with all rows, and without the account that has most of them, so that no single account makes a rule.
 */
export function pValue(rows: Clustered, tally: Tally, limit: number): number {
  if (tally.n === tally.good) return 1;
  const effect = effectOf(rows, tally, limit);
  const { n, good } = tally.largest;
  const rest = { n: tally.n - n, good: tally.good - good };
  if (rest.n === rest.good) return 1;
  return Math.max(tailOf(tally, effect, limit), tailOf(rest, effect, limit));
}

/** Rate of good ends drawn toward the base rate by 20 rows, as every rate that was searched for: a band's, a kind's. */
export function drawnRate({ n, good }: HalfTally, base: number): number {
  return (good + SHRINK * base) / (n + SHRINK);
}

/**
 * 90% limits of the rate of good ends, drawn toward the base rate by 20 rows; the plain rate is always inside.
 *
 * Formula: quantiles of Beta(good/effect + 20 p0, bad/effect + 20 (1 - p0)).
 */
export function limitsOf(rows: Clustered, tally: Tally): readonly [low: number, high: number] {
  const effect = effectOf(rows, tally, rows.base);
  const base = Math.min(Math.max(rows.base, 1e-3), 1 - 1e-3);
  const a = tally.good / effect + SHRINK * base;
  const b = (tally.n - tally.good) / effect + SHRINK * (1 - base);
  const tail = (1 - CONFIDENCE) / 2;
  const rate = tally.n === 0 ? base : tally.good / tally.n;
  return [Math.min(rate, betaQuantile(tail, a, b)), Math.max(rate, betaQuantile(1 - tail, a, b))];
}

/** True when the rate is below the base rate of the same half of time in both halves. */
export function sameSign(all: Tally, part: Tally): boolean {
  return part.halves.every((half, i) => {
    const whole = all.halves[i]!;
    return half.n > 0 && whole.n > 0 && half.good / half.n < whole.good / whole.n;
  });
}
