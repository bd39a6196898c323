import { describe, expect, it } from "vitest";
import { hodgesLehmann } from "../../src/stats/hodges-lehmann.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom } from "../../src/stats/random.ts";

const A = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
const B = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

describe("the shift between two samples", () => {
  it("is the median of all differences, its limits quantiles of them (numpy, scipy 1.17: quantile(subtract.outer(a, b), .5 -+ 1.95996 sqrt(81 * 19 / 12) / 81))", () => {
    const found = hodgesLehmann(A, B)!;
    expect(found.shift).toBeCloseTo(0.56, 10);
    expect(found.low).toBeCloseTo(-0.216104, 5);
    expect(found.high).toBeCloseTo(1.078182, 5);
  });

  it("moves with one sample and turns with both", () => {
    const { shift, low, high } = hodgesLehmann(A, B)!;
    const moved = hodgesLehmann(
      A.map((x) => x + 3),
      B,
    )!;
    expect(moved.shift).toBeCloseTo(shift + 3, 10);
    const turned = hodgesLehmann(B, A)!;
    expect([turned.shift, turned.low, turned.high].map((x) => x.toFixed(8))).toEqual(
      [-shift, -high, -low].map((x) => x.toFixed(8)),
    );
  });

  it("says nothing of nobody, and has limits without end for very few", () => {
    expect(hodgesLehmann([], B)).toBeNull();
    expect(hodgesLehmann([1], [2])).toEqual({
      shift: -1,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
  });

  it("holds the true shift in about 95 of 100 samples, thinned ones too", () => {
    const held = (n: number, worlds: number): number =>
      Array.from({ length: worlds }, (_, seed) => {
        const random = createRandom(seed, 9);
        const draw = (by: number) =>
          Array.from({ length: n }, () => by + normalQuantile(Math.max(1e-12, random.next())));
        const { low, high } = hodgesLehmann(draw(0.4), draw(0))!;
        return low <= 0.4 && high >= 0.4;
      }).filter(Boolean).length / worlds;
    expect(held(20, 300)).toBeGreaterThan(0.9);
    expect(held(1500, 20)).toBeGreaterThan(0.74);
  });
});
