import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeBands } from "../../src/build/merge-bands.ts";

const five = { most: 5, kept: 0.95, least: 5 };

describe("bands that earn about the same", () => {
  it("become one, neighbours only where they are ordered", () => {
    const effects = Float64Array.of(-1, -1.02, 1, -1, 1.01);
    const count = new Float64Array(5).fill(20);
    expect([...mergeBands(effects, count, "ordered", five).group]).toEqual([0, 0, 1, 2, 3]);
    const { group, means } = mergeBands(effects, count, "unordered", five);
    expect([...group]).toEqual([0, 0, 1, 0, 1]);
    expect(means[0]).toBeCloseTo(-3.02 / 3, 12);
    expect(means[1]).toBeCloseTo(1.005, 12);
  });

  it("a band of few rows joins another, and all are one when nobody has enough", () => {
    const effects = Float64Array.of(-1, 0, 1);
    expect([...mergeBands(effects, Float64Array.of(2, 50, 50), "ordered", five).group]).toEqual([0, 0, 1]);
    expect([...mergeBands(effects, Float64Array.of(2, 1, 1), "ordered", five).group]).toEqual([0, 0, 0]);
  });

  it("keeps the rows' mean effect, the order, at most five groups of at least five rows, and 95% of the spread where five can", () => {
    const bands = fc.array(
      fc.record({ effect: fc.double({ min: -3, max: 3, noNaN: true }), rows: fc.integer({ min: 1, max: 90 }) }),
      { minLength: 1, maxLength: 14 },
    );
    fc.assert(
      fc.property(bands, fc.constantFrom("ordered" as const, "unordered" as const), (list, order) => {
        const effects = Float64Array.from(list, (b) => b.effect);
        const count = Float64Array.from(list, (b) => b.rows);
        const { group, means } = mergeBands(effects, count, order, five);
        expect(means.length).toBeLessThanOrEqual(5);
        const rows = new Float64Array(means.length);
        let [before, after] = [0, 0];
        list.forEach((b, i) => {
          rows[group[i]!] = rows[group[i]!]! + b.rows;
          before += b.rows * b.effect;
          after += b.rows * means[group[i]!]!;
        });
        expect(after).toBeCloseTo(before, 6);
        if (means.length > 1) expect(Math.min(...rows)).toBeGreaterThanOrEqual(5);
        if (order === "ordered")
          for (let i = 1; i < group.length; i++) expect(group[i]! - group[i - 1]!).toBeGreaterThanOrEqual(0);
        else
          list.forEach((a, i) => {
            list.forEach((b, j) => {
              if (a.effect < b.effect) expect(group[i]).toBeLessThanOrEqual(group[j]!);
            });
          });
      }),
    );
  });
});
