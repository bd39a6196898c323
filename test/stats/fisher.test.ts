import fc from "fast-check";
import { expect, test } from "vitest";
import { fisherExact } from "../../src/stats/fisher.ts";
import { expectNear } from "./near.ts";

test.each([
  // scipy.stats.fisher_exact([[a, b], [c, d]], alternative=...)[1]; the last three also R's fisher.test(matrix(c(a, c, b, d), 2))
  [8, 2, 1, 5, 0.034965034965034975, 0.9991258741258742, 0.024475524475524483],
  [12, 5, 29, 2, 0.08026855207410466, 0.044554737835076859, 0.99452520602188221],
  [0, 40, 30, 100, 0.00020937727477171218, 0.00012853384380125384, 1],
  [250, 251, 249, 251, 1, 0.53780611999156003, 0.51256852393336427],
])(
  "matches scipy.stats.fisher_exact and R's fisher.test for [[%i, %i], [%i, %i]]",
  (a, b, c, d, twoSided, less, greater) => {
    const p = fisherExact(a, b, c, d);
    expectNear(p.twoSided, twoSided, 1e-12);
    expectNear(p.less, less, 1e-12);
    expectNear(p.greater, greater, 1e-12);
  },
);

test("matches R's fisher.test at a million deals", () => {
  const p = fisherExact(249000, 251100, 250900, 249000); // fisher.test(matrix(c(249000, 250900, 251100, 249000), 2))
  expectNear(p.twoSided, 6.3878562000396159e-5, 1e-9);
  expectNear(p.less, 3.1944677159970341e-5, 1e-9);
  expectNear(p.greater, 0.99996859072582356, 1e-12);
});

test("tables that are as likely as the one seen count, whatever the rounding", () => {
  expect(fisherExact(2, 3, 3, 2).twoSided).toBe(1); // R: 0.99999999999999989
  expect(fisherExact(3, 3, 3, 3).twoSided).toBe(1); // R: 1
});

test("an empty margin proves nothing; extremes underflow to 0, not to NaN", () => {
  const empty: [number, number, number, number][] = [
    [0, 0, 0, 0],
    [0, 0, 3, 5],
    [3, 5, 0, 0],
    [3, 0, 5, 0],
    [0, 3, 0, 5],
  ];
  for (const [a, b, c, d] of empty) {
    expect(fisherExact(a, b, c, d)).toEqual({ twoSided: 1, less: 1, greater: 1 });
  }
  const extreme = fisherExact(1e6, 0, 0, 1e6);
  expect(extreme).toEqual({ twoSided: 0, less: 1, greater: 0 });
});

const count = fc.integer({ min: 0, max: 60 });

test("matches the sum over every table with the same margins", () => {
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const p = fisherExact(a, b, c, d);
      const want = byEnumeration(a, b, c, d);
      expect(Math.abs(p.twoSided - want.twoSided)).toBeLessThan(1e-11);
      expect(Math.abs(p.less - want.less)).toBeLessThan(1e-11);
      expect(Math.abs(p.greater - want.greater)).toBeLessThan(1e-11);
    }),
  );
});

test("does not mind transposing, and swapping rows swaps the sides", () => {
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const p = fisherExact(a, b, c, d);
      const transposed = fisherExact(a, c, b, d);
      const swapped = fisherExact(c, d, a, b);
      expectNear(transposed.twoSided, p.twoSided, 1e-10);
      expectNear(swapped.twoSided, p.twoSided, 1e-10);
      expectNear(swapped.less, p.greater, 1e-10);
    }),
  );
});

/** Binomial coefficients by Pascal's rule on log factorials summed plainly: slow, and nothing in common with the code under test. */
function byEnumeration(
  a: number,
  b: number,
  c: number,
  d: number,
): { twoSided: number; less: number; greater: number } {
  const logFactorial = [0];
  for (let i = 1; i <= a + b + c + d; i++) logFactorial.push(logFactorial[i - 1]! + Math.log(i));
  const choose = (n: number, k: number): number => logFactorial[n]! - logFactorial[k]! - logFactorial[n - k]!;
  const mass = (k: number): number =>
    Math.exp(choose(a + b, k) + choose(c + d, a + c - k) - choose(a + b + c + d, a + c));
  const sums = { twoSided: 0, less: 0, greater: 0 };
  for (let k = Math.max(0, a - d); k <= Math.min(a + b, a + c); k++) {
    if (mass(k) <= mass(a) * (1 + 1e-7)) sums.twoSided += mass(k);
    if (k <= a) sums.less += mass(k);
    if (k >= a) sums.greater += mass(k);
  }
  return sums;
}
