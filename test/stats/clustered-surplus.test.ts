import { describe, expect, it } from "vitest";
import { clusteredSurplus } from "../../src/stats/clustered-surplus.ts";
import { normalCdf } from "../../src/stats/normal.ts";

const twenty = Array.from({ length: 200 }, () => 0.2);
const outcomes = (won: number): number[] => twenty.map((_, i) => (i < won ? 1 : 0));
const alone = twenty.map((_, i) => i);

describe("clusteredSurplus", () => {
  it("is the binomial's z-test where the forecast is a given and rows stand alone", () => {
    const { surplus, p } = clusteredSurplus(outcomes(52), twenty, alone, Number.POSITIVE_INFINITY);
    expect(surplus).toBeCloseTo(12, 10);
    const robust = Math.max(200 * 0.16, (200 / 199) * (52 * (1 - 0.26) ** 2 + 148 * 0.26 ** 2));
    expect(p).toBeCloseTo(2 * normalCdf(-11.5 / Math.sqrt(robust)), 10);
  });

  it("knows that a forecast from few deals is unsure itself", () => {
    const given = clusteredSurplus(outcomes(60), twenty, alone, Number.POSITIVE_INFINITY).p;
    const unsure = clusteredSurplus(outcomes(60), twenty, alone, 100).p;
    expect(given).toBeLessThan(0.01);
    expect(unsure).toBeGreaterThan(0.04);
  });

  it("takes wins of one company for what they are worth", () => {
    const together = alone.map((i) => Math.floor(i / 5));
    const apart = clusteredSurplus(outcomes(60), twenty, alone, 1000).p;
    expect(clusteredSurplus(outcomes(60), twenty, together, 1000).p).toBeGreaterThan(10 * apart);
  });

  it("says nothing of nothing", () => expect(clusteredSurplus([], [], [], 10).p).toBe(1));
});
