import { describe, expect, it } from "vitest";
import { anytimeQuantile, plannedQuantile } from "../../src/stats/anytime.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom } from "../../src/stats/random.ts";

/** Largest |B(t)| against its limit over the looks of one random walk. */
function crosses(seed: number, looks: number, limit: (time: number) => number): boolean {
  const random = createRandom(seed, 5);
  let walk = 0;
  for (let look = 1; look <= looks; look++) {
    walk += normalQuantile(Math.max(1e-12, random.next())) / Math.sqrt(looks);
    const time = look / looks;
    if (Math.abs(walk) > limit(time) * Math.sqrt(time)) return true;
  }
  return false;
}

const shareOf = (limit: (time: number) => number): number =>
  Array.from({ length: 2000 }, (_, seed) => crosses(seed, 200, limit)).filter(Boolean).length / 2000;

describe("limits for any number of looks", () => {
  it("are what the formulas give (Python: rho = 1/(2 log 20 + log(1 + 2 log 20)); sqrt((1+rho) log((1+rho)/(rho .05^2))))", () => {
    expect(anytimeQuantile(1, 1)).toBeCloseTo(3.035209, 5);
    expect(anytimeQuantile(0, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(plannedQuantile(1)).toBeCloseTo(2.2414, 4);
    expect(plannedQuantile(0.25)).toBeCloseTo(4.4828, 4);
  });

  it("are crossed in at most 5% of walks that go nowhere, by the planned ones nearly that often, where 1.96 is crossed in half", () => {
    const planned = shareOf(plannedQuantile);
    expect(planned).toBeGreaterThan(0.03);
    expect(planned).toBeLessThan(0.06);
    expect(shareOf((time) => anytimeQuantile(time, 1))).toBeLessThan(0.05);
    expect(shareOf(() => 1.96)).toBeGreaterThan(0.4);
  });
});
