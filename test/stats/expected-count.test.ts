import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedCount } from "../../src/stats/expected-count.ts";
import { createRandom } from "../../src/stats/random.ts";
import { expectNear } from "./near.ts";

describe("expectedCount", () => {
  it("adds up expectations and holds what is unsure of the rates and chance", () => {
    const { value, limits } = expectedCount([
      { n: 100, p: 0.05, low: 0.02, high: 0.1 },
      { n: 50, p: 0.1, low: 0.04, high: 0.2 },
    ]);
    expect(value).toBeCloseTo(10, 12);
    const chance = 1.959963984540054 ** 2 * (100 * 0.05 * 0.95 + 50 * 0.1 * 0.9);
    expect(limits![0]).toBeCloseTo(10 - Math.sqrt(6 ** 2 + chance), 10);
    expect(limits![1]).toBeCloseTo(10 + Math.sqrt(10 ** 2 + chance), 10);
  });

  it("matches statsmodels.stats.proportion.proportion_confint(method='normal') where the rate is known", () => {
    // 400 * np.array(proportion_confint(20, 400, method='normal')); statsmodels 0.13.5
    const { limits } = expectedCount([{ n: 400, p: 0.05, low: 0.05, high: 0.05 }]);
    expectNear(limits![0], 11.45671505841059, 1e-13);
    expectNear(limits![1], 28.543284941589413, 1e-13);
  });

  it("holds its value, widens with what is unsure, and splitting a kind changes nothing", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const kind = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), share, share, share).map(([n, ...three]) => {
      const [low, p, high] = three.sort((a, b) => a - b) as [number, number, number];
      return { n, p, low, high };
    });
    fc.assert(
      fc.property(fc.array(kind), (kinds) => {
        const { value, limits } = expectedCount(kinds);
        expect(limits![0] <= value + 1e-9 && value <= limits![1] + 1e-9).toBe(true);
        const sure = expectedCount(kinds.map((one) => ({ ...one, low: one.p, high: one.p }))).limits!;
        expect(sure[0] >= limits![0] - 1e-6 && sure[1] <= limits![1] + 1e-6).toBe(true);
        const split = expectedCount(
          kinds
            .flatMap((one) => [
              { ...one, n: 1 },
              { ...one, n: one.n - 1 },
            ])
            .filter(({ n }) => n > 0),
        );
        if (kinds.every(({ n }) => n > 0)) expectNear(split.value, value, 1e-9);
      }),
    );
  });

  it("stays inside 0 and the number of trials, and knows no limits without those of the rates", () => {
    expect(expectedCount([])).toEqual({ value: 0, limits: [0, 0] });
    expect(expectedCount([{ n: 1, p: 0.5, low: 0, high: 1 }]).limits).toEqual([0, 1]);
    expect(expectedCount([{ n: 9, p: 0.5, low: null, high: null }]).limits).toBeNull();
    expect(expectedCount([{ n: 0, p: 0.5, low: null, high: null }]).limits).toEqual([0, 0]);
  });

  it("covers about 95% of simulated counts where the rates are known", () => {
    const random = createRandom(7);
    const trials = { n: 400, p: 0.05, low: 0.05, high: 0.05 };
    const [low, high] = expectedCount([trials]).limits!;
    let inside = 0;
    for (let run = 0; run < 2000; run++) {
      let won = 0;
      for (let i = 0; i < trials.n; i++) if (random.next() < trials.p) won++;
      if (won >= low && won <= high) inside++;
    }
    expect(inside / 2000).toBeGreaterThan(0.93);
    expect(inside / 2000).toBeLessThan(0.98);
  });
});
