import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareCdf, chiSquareTail, chiSquareTest, gammaP, gammaQ } from "../../src/stats/chi-square.ts";
import { expectNear } from "./near.ts";

test("gammaP and gammaQ match scipy.special.gammainc and gammaincc", () => {
  expectNear(gammaP(0.5, 1.3), 0.8931362850066209); // scipy.special.gammainc(0.5, 1.3)
  expectNear(gammaQ(40, 70), 3.8639386072515375e-5); // scipy.special.gammaincc(40, 70)
});

test.each([
  [3.84, 1, 0.9499564787512949], // scipy.stats.chi2.cdf(3.84, 1)
  [90, 100, 0.24680203440017026], // scipy.stats.chi2.cdf(90, 100)
  [0.001, 3, 8.40791905804616e-6], // scipy.stats.chi2.cdf(0.001, 3)
])("chiSquareCdf matches scipy.stats.chi2.cdf(%f, %i)", (x, df, want) => expectNear(chiSquareCdf(x, df), want));

test.each([
  [3.84, 1, 0.05004352124870519], // scipy.stats.chi2.sf(3.84, 1)
  [500, 10, 4.4147360999137545e-101], // scipy.stats.chi2.sf(500, 10)
])("chiSquareTail matches scipy.stats.chi2.sf(%f, %i)", (x, df, want) => expectNear(chiSquareTail(x, df), want, 1e-12));

test("matches R's pchisq at 100,000 degrees of freedom", () => {
  expectNear(chiSquareCdf(99000, 1e5), 0.012478315638082799, 1e-11); // pchisq(99000, 1e5)
  expectNear(chiSquareTail(101500, 1e5), 0.00042045497126965732, 1e-11); // pchisq(101500, 1e5, lower = FALSE)
});

test("P and Q add up to 1, P rises, both stay in 0..1", () => {
  const positive = fc.double({ min: 1e-3, max: 2000, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (a, x, step) => {
      expect(Math.abs(gammaP(a, x) + gammaQ(a, x) - 1)).toBeLessThan(1e-12);
      expect(gammaP(a, x + step) - gammaP(a, x)).toBeGreaterThan(-1e-12);
      expect(gammaQ(a, x) >= 0 && gammaQ(a, x) <= 1).toBe(true);
    }),
  );
  expect([gammaP(2, 0), gammaQ(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity)]).toEqual([0, 1, 1, 0]);
});

describe("chiSquareTest", () => {
  test.each([
    // scipy.stats.chi2_contingency([[10, 20, 30], [6, 9, 17]], correction=False)[:3]
    [
      [
        [10, 20, 30],
        [6, 9, 17],
      ],
      0.27157465150403504,
      0.873028283380073,
      2,
    ],
    // scipy.stats.chi2_contingency([[31, 53], [12, 88]], correction=False)[:3]
    [
      [
        [31, 53],
        [12, 88],
      ],
      15.811545753712993,
      6.997421110770599e-5,
      1,
    ],
  ])("matches scipy.stats.chi2_contingency(%j)", (table, statistic, p, df) => {
    const test = chiSquareTest(table);
    expectNear(test.statistic, statistic);
    expectNear(test.p, p, 1e-12);
    expect(test.df).toBe(df);
  });

  test("matches scipy.stats.chi2_contingency(correction=False) at a million deals, and underflows to 0", () => {
    // scipy 1.10.1: chi2_contingency([[249000, 250900], [251100, 249000]], correction=False)[:2]
    const many = chiSquareTest([
      [249000, 250900],
      [251100, 249000],
    ]);
    expectNear(many.statistic, 15.999681281574178, 1e-12);
    expectNear(many.p, 6.335314810878285e-5, 1e-11);
    // chi2_contingency([[1, 0], [0, 10**6]], correction=False)[:3]: 1000000.9999999998, 0, 1
    const certain = chiSquareTest([
      [1, 0],
      [0, 1e6],
    ]);
    expectNear(certain.statistic, 1e6 + 1, 1e-12);
    expect(certain.p).toBe(0);
  });

  test("empty rows and columns do not count", () => {
    const bare = chiSquareTest([
      [31, 53],
      [12, 88],
    ]);
    expect(
      chiSquareTest([
        [31, 0, 53],
        [0, 0, 0],
        [12, 0, 88],
      ]),
    ).toEqual(bare);
  });

  test("nothing to test gives p 1", () => {
    const nothing = { statistic: 0, df: 0, p: 1 };
    for (const table of [
      [],
      [[]],
      [
        [0, 0],
        [0, 0],
      ],
      [[3, 4]],
      [[3], [4]],
      [
        [0, 0],
        [3, 4],
      ],
    ]) {
      expect(chiSquareTest(table)).toEqual(nothing);
    }
  });

  test("does not mind transposing", () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count), { minLength: 1, maxLength: 5 }), (table) => {
        const transposed = [0, 1, 2].map((c) => table.map((row) => row[c]!));
        const straight = chiSquareTest(table);
        expect(Math.abs(chiSquareTest(transposed).p - straight.p)).toBeLessThan(1e-11);
        expect(straight.p >= 0 && straight.p <= 1).toBe(true);
      }),
    );
  });
});
