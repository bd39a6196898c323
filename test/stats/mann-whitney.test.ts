import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auc } from "../../src/stats/auc.ts";
import { mannWhitney } from "../../src/stats/mann-whitney.ts";
import { expectNear } from "./near.ts";
import { tied } from "./sample.ts";

describe("mannWhitney", () => {
  test("matches scipy.stats.mannwhitneyu(method='exact') for few without ties", () => {
    // scipy 1.10.1: mannwhitneyu([1, 5, 2, 9, 7.5], [3, 4, 8, 10, 12, 6], method='exact', alternative=...)
    const few = mannWhitney([1, 5, 2, 9, 7.5], [3, 4, 8, 10, 12, 6]);
    expect(few).toMatchObject({ u: 9, exact: true });
    expectNear(few.p, 0.329004329004329, 1e-13);
    expectNear(few.less, 0.16450216450216448, 1e-13);
    expectNear(few.greater, 0.8766233766233766, 1e-13);
    // mannwhitneyu(np.arange(20) * 7 % 41, np.arange(20) * 11 % 41 + .5, method='exact')
    const most = mannWhitney(
      Array.from({ length: 20 }, (_, i) => (i * 7) % 41),
      Array.from({ length: 20 }, (_, i) => ((i * 11) % 41) + 0.5),
    );
    expect(most).toMatchObject({ u: 185, exact: true });
    expectNear(most.p, 0.6980275512025765, 1e-12);
  });

  test("matches scipy.stats.mannwhitneyu with ties", () => {
    // scipy 1.10.1: mannwhitneyu(tied[:17], tied[17:] + 1, alternative=...)
    const result = mannWhitney(
      tied.slice(0, 17),
      tied.slice(17).map((value) => value + 1),
    );
    expect(result).toMatchObject({ u: 144, exact: false });
    expectNear(result.p, 0.15530657227812164, 1e-12);
    expectNear(result.less, 0.07765328613906082, 1e-12);
    expectNear(result.greater, 0.9263170314249265, 1e-12);
  });

  test("matches scipy.stats.mannwhitneyu at 100,000 on either side", () => {
    // scipy 1.10.1: mannwhitneyu(np.arange(100000) * 37 % 1009, np.arange(100000) * 41 % 1013)
    const many = mannWhitney(
      Float64Array.from({ length: 100_000 }, (_, i) => (i * 37) % 1009),
      Float64Array.from({ length: 100_000 }, (_, i) => (i * 41) % 1013),
    );
    expect(many.u).toBe(4980491271);
    expectNear(many.p, 0.13075365854114157, 1e-10);
  });

  test("an empty sample or equal values tell nothing; infinities are values", () => {
    const nothing = { u: 0, p: 1, less: 1, greater: 1, exact: true };
    expect(mannWhitney([], [])).toEqual(nothing);
    expect(mannWhitney([1, 2], [])).toEqual(nothing);
    expect(mannWhitney([], [1])).toEqual(nothing);
    expect(mannWhitney([4, 4, 4], [4, 4])).toEqual({ u: 3, p: 1, less: 1, greater: 1, exact: false });
    expect(mannWhitney([1], [2])).toEqual({ u: 0, p: 1, less: 0.5, greater: 1, exact: true });
    expect(mannWhitney([Infinity, 3], [-Infinity, 1])).toMatchObject({ u: 4, exact: true });
  });

  test("every order of few values: p counts the orders as extreme", () => {
    for (const [a, b] of [
      [1, 4],
      [3, 3],
      [4, 2],
    ] as const) {
      const us = orders(a + b, a).map((own) => {
        const rest = Array.from({ length: a + b }, (_, i) => i).filter((i) => !own.includes(i));
        return mannWhitney(own, rest);
      });
      for (const { u, less, greater } of us) {
        expectNear(less, us.filter((other) => other.u <= u).length / us.length, 1e-12);
        expectNear(greater, us.filter((other) => other.u >= u).length / us.length, 1e-12);
      }
    }
  });

  test("u is the AUC times the pairs; swapped samples swap the sides; a rising transform changes nothing", () => {
    const sample = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const result = mannWhitney(a, b);
        const swapped = mannWhitney(b, a);
        expect(swapped.u).toBe(a.length * b.length - result.u);
        expectNear(swapped.p, result.p, 1e-12);
        expectNear(swapped.less, result.greater, 1e-12);
        expect(mannWhitney(a.map(Math.exp), b.map(Math.exp))).toEqual(result);
        expect(result.p > 0 && result.p <= 1).toBe(true);
        if (a.length === 0 || b.length === 0) return;
        const y = Uint8Array.from([...a, ...b], (_, i) => (i < a.length ? 1 : 0));
        expectNear(result.u, auc(Float64Array.from([...a, ...b]), y) * a.length * b.length, 1e-12);
      }),
    );
  });

  test("exact and approximate agree on either side of the switch", () => {
    const a = Array.from({ length: 20 }, (_, i) => i * i);
    const b = (n: number): number[] => Array.from({ length: n }, (_, i) => 120.25 + 9.5 * i);
    const [exact, approximate] = [mannWhitney(a, b(20)), mannWhitney(a, b(21))];
    expect([exact.exact, approximate.exact]).toEqual([true, false]);
    expect(Math.abs(Math.log(exact.p / approximate.p))).toBeLessThan(0.35);
  });
});

/** Every choice of `size` of 0..n-1. */
function orders(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (n < size) return [];
  return [...orders(n - 1, size), ...orders(n - 1, size - 1).map((own) => [...own, n - 1])];
}
