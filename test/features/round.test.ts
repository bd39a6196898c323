import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundest, sayNumber } from "../../src/features/round.ts";

const edge = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((x) => x / 100),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

/** Digits that a person has to say. */
function digits(x: number): number {
  return String(Math.abs(x))
    .replace(/e.*$/, "")
    .replace(/[.]/, "")
    .replace(/^0+|0+$/g, "").length;
}

describe("roundest", () => {
  test("lies in (low, high], whatever the interval", () => {
    fc.assert(
      fc.property(edge, edge, (a, b) => {
        fc.pre(a !== b);
        const low = Math.min(a, b);
        const high = Math.max(a, b);
        const at = roundest(low, high);
        expect(at).toBeGreaterThan(low);
        expect(at).toBeLessThanOrEqual(high);
      }),
      { numRuns: 2000 },
    );
  });

  test("says no more digits than any whole number in the interval needs", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 400 }), (low, width) => {
        const at = roundest(low, low + width);
        let fewest = Number.POSITIVE_INFINITY;
        for (let x = low + 1; x <= low + width; x++) fewest = Math.min(fewest, digits(x));
        expect(digits(at), `${at} in (${low}, ${low + width}]`).toBeLessThanOrEqual(fewest);
      }),
    );
  });

  test.each([
    [3, 7, 5],
    [40, 60, 50],
    [46, 58, 50],
    [90, 230, 200],
    [-3, 4, 0],
    [0, 1, 1],
    [1987, 1993, 1990],
    [0.113, 0.131, 0.12],
    [4.9e6, 5.2e6, 5e6],
    [-10, -3, -5],
    [7, 7, 7],
    [9, 8, 8],
  ])("(%d, %d] -> %d", (low, high, want) => {
    expect(roundest(low, high)).toBe(want);
  });
});

describe("sayNumber", () => {
  test.each([
    [0, "0"],
    [0.5, "0.5"],
    [0.1 + 0.2, "0.3"],
    [999, "999"],
    [1000, "1,000"],
    [1500, "1,500"],
    [9999, "9,999"],
    [10_000, "10K"],
    [12_345, "12,345"],
    [50_000, "50K"],
    [2_500_000, "2.5M"],
    [1_234_567, "1,234,567"],
    [1_234_567.5, "1,234,567.5"],
    [3e9, "3B"],
    [-2_000_000, "-2M"],
    [-12_345, "-12,345"],
  ])("%d is %s", (x, want) => {
    expect(sayNumber(x)).toBe(want);
  });

  test("a year is written plainly", () => {
    expect(sayNumber(2010, true)).toBe("2010");
    expect(sayNumber(12_000, true)).toBe("12000");
  });

  test("different whole numbers are said differently", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2e9, max: 2e9 }), fc.integer({ min: 1, max: 100 }), (x, more) => {
        expect(sayNumber(x)).not.toBe(sayNumber(x + more));
      }),
    );
  });
});
