import { describe, expect, it } from "vitest";
import { curveLimits, type FitCounts, fitCurve, heldShare, slopeIn } from "../../src/build/fit-curve.ts";
import { createRandom } from "../../src/stats/random.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";

function countsOf(n: number, p: (fit: number) => number, seed = 1): FitCounts {
  const random = createRandom(seed);
  const counts = { won: new Float64Array(101), lost: new Float64Array(101) };
  for (let i = 0; i < n; i++) {
    const fit = random.int(101);
    (random.next() < p(fit) ? counts.won : counts.lost)[fit]!++;
  }
  return counts;
}

const rising = (fit: number): number => sigmoid(-3 + 0.05 * fit);
const rateOf = ({ won, lost }: FitCounts): number => {
  const wins = won.reduce((a, b) => a + b, 0);
  return wins / (wins + lost.reduce((a, b) => a + b, 0));
};
const meanOf = (p: Float64Array, { won, lost }: FitCounts): number => {
  const rows = won.map((w, f) => w + lost[f]!);
  return rows.reduce((sum, n, f) => sum + n * p[f]!, 0) / rows.reduce((a, b) => a + b, 0);
};

describe("fitCurve", () => {
  it("finds the truth in many deals, and averages to the base rate whatever is held", () => {
    const counts = countsOf(40_000, rising);
    const p = fitCurve(counts, 1);
    for (const fit of [10, 50, 90]) expect(Math.abs(p[fit]! - rising(fit))).toBeLessThan(0.02);
    for (const held of [1, 0.6, 0.1]) expect(meanOf(fitCurve(counts, held), counts)).toBeCloseTo(rateOf(counts), 8);
    const spread = (q: Float64Array): number => q[100]! - q[0]!;
    expect(spread(fitCurve(counts, 0.6))).toBeLessThan(spread(p) - 0.1);
  });

  it("never falls: flat where a higher fit wins less", () => {
    const counts = countsOf(2000, (fit) => sigmoid(1 - 0.03 * fit));
    const p = fitCurve(counts, 1);
    expect(p[0]).toBeCloseTo(p[100]!, 12);
    expect(p[0]).toBeCloseTo(rateOf(counts), 8);
  });

  it("has an answer for one outcome, and for deals of one fit", () => {
    const one = { won: new Float64Array(101).fill(1), lost: new Float64Array(101) };
    const still = { won: new Float64Array(101), lost: new Float64Array(101) };
    still.won[40] = 3;
    still.lost[40] = 9;
    for (const counts of [one, still]) expect([...fitCurve(counts, 1)].every((x) => x > 0 && x < 1)).toBe(true);
    expect(fitCurve(still, 1)[90]).toBeCloseTo(0.25, 6);
  });
});

describe("heldShare", () => {
  it("is the share of the slope that the card's own win rates keep, never more than all", () => {
    const counts = countsOf(5000, rising);
    const slope = slopeIn(counts);
    const claimed = (share: number): Float64Array =>
      Float64Array.from({ length: 101 }, (_, f) => sigmoid(-2 + share * slope * f));
    expect(heldShare(claimed(0.7), counts)).toBeCloseTo(0.7, 3);
    expect(heldShare(claimed(1.4), counts)).toBe(1);
    expect(heldShare(claimed(0), counts)).toBe(0.02);
  });
});

describe("curveLimits", () => {
  it("hold the curve, never fall, and are wider for fewer deals and for deals that go together", () => {
    const counts = countsOf(600, rising);
    const p = fitCurve(counts, 0.8);
    const drawn = Array.from({ length: 60 }, (_, seed) => fitCurve(countsOf(600, rising, seed + 5), 0.8));
    const { low, high } = curveLimits(p, counts, drawn, 1);
    for (let f = 0; f <= 100; f++) {
      expect(low[f]!).toBeLessThanOrEqual(p[f]!);
      expect(high[f]!).toBeGreaterThanOrEqual(p[f]!);
      if (f > 0) expect(low[f]! >= low[f - 1]! && high[f]! >= high[f - 1]!).toBe(true);
    }
    const together = curveLimits(p, counts, drawn, 3);
    expect(together.high[50]! - together.low[50]!).toBeGreaterThan(high[50]! - low[50]!);
    const few = countsOf(60, rising);
    const wide = curveLimits(p, few, [], 1);
    expect(wide.high[50]! - wide.low[50]!).toBeGreaterThan(high[50]! - low[50]!);
  });
});
