import { describe, expect, it } from "vitest";
import type { Checked } from "../../src/build/check.ts";
import { levelsStand, proposeLevels } from "../../src/build/propose-levels.ts";

/** Deals at every fit 0..99, `each` of them, won as often as `rate` says; by a rule, not by chance. */
function dealsWhere(rate: (fit: number) => number, each = 10, step = 1): Checked {
  const fit: number[] = [];
  const y: number[] = [];
  for (let f = 0; f < 100; f += step)
    for (let i = 0; i < each; i++) {
      fit.push(f);
      y.push(i < Math.round(rate(f) * each) ? 1 : 0);
    }
  return {
    fit: Float64Array.from(fit),
    known: new Float64Array(fit.length).fill(1),
    y: Uint8Array.from(y),
    p: Float64Array.from(fit, rate),
    account: Int32Array.from(fit.keys()),
    cycle: new Float64Array(fit.length).fill(Number.NaN),
  };
}

const curve = (rate: (fit: number) => number) =>
  Array.from({ length: 101 }, (_, fit) => ({
    fit,
    p: rate(fit),
    low: null,
    high: null,
    high_share: null,
    medium_share: null,
    low_share: null,
  }));

/** Companies: as many at each fit. */
const flat = new Float64Array(101).fill(10);
const rising = (fit: number): number => (fit < 30 ? 0.1 : fit < 60 ? 0.3 : 0.6);

describe("levels that the data suggests", () => {
  it("let high hold 20-30% of the companies, and medium begin where half the average is to be expected", () => {
    const found = proposeLevels(dealsWhere(rising), curve(rising), flat);
    if ("why" in found) throw new Error(found.why);
    expect(found.levels.high).toBe(76);
    expect(found.share).toBeCloseTo(25 / 101, 9);
    expect(found.levels.medium).toBe(30);
    expect(levelsStand(found.results, found.base)).toBe(true);
    expect(found.results.map(({ level, n, won }) => [level, n, won])).toEqual([
      ["high", 240, 144],
      ["medium", 460, 186],
      ["low", 300, 30],
    ]);
  });

  it("go by the companies, not by the deals", () => {
    const few = Float64Array.from({ length: 101 }, (_, fit) => (fit > 90 ? 30 : fit < 20 ? 10 : 0));
    const found = proposeLevels(dealsWhere(rising), curve(rising), few);
    expect(found).toMatchObject({ levels: { high: 97 }, share: 120 / 500 });
  });

  it("are none where high does not win clearly more, or where a level has too little evidence", () => {
    expect(
      proposeLevels(
        dealsWhere(() => 0.3),
        curve(() => 0.3),
        flat,
      ),
    ).toHaveProperty("why");
    expect(proposeLevels(dealsWhere(rising, 10, 20), curve(rising), flat)).toHaveProperty("why");
    expect(proposeLevels(dealsWhere(rising), curve(rising), new Float64Array(101))).toEqual({
      why: "of none of these companies enough is known",
    });
  });

  it("are none where more points win less", () => {
    expect(
      proposeLevels(
        dealsWhere((fit) => 1 - rising(fit)),
        curve(rising),
        flat,
      ),
    ).toHaveProperty("why");
  });
});
