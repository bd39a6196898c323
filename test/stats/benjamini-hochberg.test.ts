import fc from "fast-check";
import { expect, test } from "vitest";
import { benjaminiHochberg } from "../../src/stats/benjamini-hochberg.ts";
import { expectNear } from "./near.ts";

test("matches statsmodels.stats.multitest.multipletests(method='fdr_bh') and R's p.adjust", () => {
  // multipletests([0.01, 0.02, 0.03, 0.005, 0.8, 0.04, 0.04, 1], method='fdr_bh')[1]
  const q = benjaminiHochberg([0.01, 0.02, 0.03, 0.005, 0.8, 0.04, 0.04, 1]);
  const want = [
    0.04, 0.05333333333333334, 0.05333333333333334, 0.04, 0.9142857142857144, 0.05333333333333334, 0.05333333333333334,
    1,
  ];
  want.forEach((value, i) => {
    expectNear(q[i]!, value, 1e-14);
  });
});

test("none gives none, a single p is its own q", () => {
  expect(benjaminiHochberg([])).toEqual([]);
  expect(benjaminiHochberg([0.3])).toEqual([0.3]);
  expect(benjaminiHochberg([0, 0, 1])).toEqual([0, 0, 1]);
});

test("between p and 1, in the order of p, and follows a reordering", () => {
  const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(p, (values) => {
      const q = benjaminiHochberg(values);
      values.forEach((value, i) => {
        expect(q[i]! >= value * (1 - 1e-15) && q[i]! <= 1).toBe(true);
        values.forEach((other, j) => {
          if (value < other) expect(q[i]!).toBeLessThanOrEqual(q[j]!);
        });
      });
      expect(benjaminiHochberg([...values].reverse())).toEqual([...q].reverse());
    }),
  );
});
