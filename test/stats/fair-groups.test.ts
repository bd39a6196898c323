import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrationSlope } from "../../src/stats/calibration-slope.ts";
import { fairGroups } from "../../src/stats/fair-groups.ts";
import { createRandom } from "../../src/stats/random.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";

describe("groups by a score", () => {
  it("part ties evenly, so the order of rows says nothing", () => {
    const [best, worst] = fairGroups(Float64Array.of(1, 5, 5, 5), 2);
    expect([...best!.rows].sort()).toEqual([1, 2, 3]);
    expect(best!.share.every((share) => Math.abs(share - 2 / 3) < 1e-12)).toBe(true);
    expect([best!.n, worst!.n]).toEqual([2, 2]);
    expect(worst!.share[[...worst!.rows].indexOf(0)]).toBe(1);
  });

  it("hold every row once in all, in equal numbers, the higher score never later", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 5, maxLength: 60 }), (scores) => {
        const groups = fairGroups(Float64Array.from(scores), 5);
        const total = new Float64Array(scores.length);
        for (const { rows, share, n } of groups) {
          expect(share.reduce((a, b) => a + b, 0)).toBeCloseTo(n, 9);
          rows.forEach((row, k) => {
            total[row] = total[row]! + share[k]!;
          });
        }
        for (const sum of total) expect(sum).toBeCloseTo(1, 9);
        const sizes = groups.map(({ n }) => n);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const lowest = groups.map(({ rows }) => Math.min(...[...rows].map((row) => scores[row]!)));
        const highest = groups.map(({ rows }) => Math.max(...[...rows].map((row) => scores[row]!)));
        for (let g = 1; g < groups.length; g++) expect(highest[g]).toBeLessThanOrEqual(lowest[g - 1]!);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the calibration slope", () => {
  const random = createRandom(3);
  const z = Float64Array.from({ length: 4000 }, () => 4 * random.next() - 2);
  const y = Uint8Array.from(z, (one) => (random.next() < sigmoid(one) ? 1 : 0));
  const own = Int32Array.from(z.keys());

  it("is 1 where chances come in as said, a half where they were said twice as boldly", () => {
    const right = calibrationSlope(z.map(sigmoid), y, own)!;
    expect(right.interval[0]).toBeLessThan(1);
    expect(right.interval[1]).toBeGreaterThan(1);
    const bold = calibrationSlope(
      z.map((one) => sigmoid(2 * one)),
      y,
      own,
    )!;
    expect(bold.slope).toBeCloseTo(right.slope / 2, 2);
    expect(bold.p).toBeLessThan(1e-6);
  });

  it("is less sure where deals of one company go together", () => {
    const twice = (of: Float64Array | Uint8Array): number[] => [...of, ...of];
    const [p, both] = [twice(z.map(sigmoid)), Uint8Array.from(twice(y))];
    const width = (cluster: Int32Array): number => {
      const { interval } = calibrationSlope(p, both, cluster)!;
      return interval[1] - interval[0];
    };
    const apart = width(Int32Array.from(p.keys()));
    const together = width(Int32Array.from(p.keys(), (i) => i % z.length));
    expect(together / apart).toBeCloseTo(Math.SQRT2, 1);
  });

  it("is none where all was said, or all ended, alike", () => {
    expect(calibrationSlope([0.3, 0.3, 0.3], Uint8Array.of(0, 1, 0), [0, 1, 2])).toBeNull();
    expect(calibrationSlope([0.3, 0.5, 0.6], Uint8Array.of(1, 1, 1), [0, 1, 2])).toBeNull();
  });
});
