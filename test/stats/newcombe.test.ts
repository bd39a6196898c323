import fc from "fast-check";
import { expect, test } from "vitest";
import { newcombe } from "../../src/stats/newcombe.ts";
import { createRandom } from "../../src/stats/random.ts";
import { expectNear } from "./near.ts";

test.each([
  // statsmodels 0.13.5: statsmodels.stats.proportion.confint_proportions_2indep(31, 84, 12, 100, method='newcomb', compare='diff')
  [31, 84, 12, 100, 0.95, 0.12578435520279585, 0.3669748412095452],
  [0, 10, 10, 10, 0.95, -1, -0.6075093504305241], // ...(0, 10, 10, 10, ...)
  [56, 70, 48, 80, 0.95, 0.05243147240236498, 0.33387265403690614], // ...(56, 70, 48, 80, ...), the example of Newcombe's paper
  [300, 1e6, 250, 1e6, 0.95, 4.004023020768469e-6, 9.6241408509007e-5], // ...(300, 10**6, 250, 10**6, ...)
  [31, 84, 12, 100, 0.9, 0.14580608384887908, 0.3485668776807844], // ...(31, 84, 12, 100, ..., alpha=.1)
])(
  "matches statsmodels' confint_proportions_2indep(%i, %i, %i, %i) at %f",
  (wonA, a, wonB, b, confidence, low, high) => {
    const found = newcombe(wonA, a, wonB, b, confidence);
    expectNear(found.difference, wonA / a - wonB / b, 1e-12);
    expectNear(found.low, low, 1e-9);
    expectNear(found.high, high, 1e-9);
  },
);

test("nothing seen leaves that side anywhere", () => {
  expect(newcombe(0, 0, 0, 0)).toEqual({ difference: Number.NaN, low: -1, high: 1 });
  const half = newcombe(5, 10, 0, 0);
  expect(half.difference).toBeNaN();
  expect(half.low).toBeLessThan(-0.7);
  expect(half.high).toBeGreaterThan(0.7);
});

test("holds the difference inside -1..1, mirrors, narrows with more rows", () => {
  const side = fc.tuple(fc.nat(500), fc.nat(500)).map(([won, lost]) => [won, won + lost + 1] as const);
  fc.assert(
    fc.property(side, side, ([wonA, a], [wonB, b]) => {
      const found = newcombe(wonA, a, wonB, b);
      expect(-1 <= found.low && found.low <= found.difference + 1e-12).toBe(true);
      expect(found.difference <= found.high + 1e-12 && found.high <= 1).toBe(true);
      const swapped = newcombe(wonB, b, wonA, a);
      expect(Math.abs(swapped.low + found.high)).toBeLessThan(1e-12);
      const more = newcombe(9 * wonA, 9 * a, 9 * wonB, 9 * b);
      expect(more.high - more.low).toBeLessThan(found.high - found.low);
    }),
  );
});

test("covers a difference of .3 against .2 at 40 and 60 rows in about 95% of samples", () => {
  const random = createRandom(8);
  const draw = (n: number, p: number): number => {
    let won = 0;
    for (let i = 0; i < n; i++) if (random.next() < p) won++;
    return won;
  };
  let inside = 0;
  for (let run = 0; run < 4000; run++) {
    const { low, high } = newcombe(draw(40, 0.3), 40, draw(60, 0.2), 60);
    if (low <= 0.1 && 0.1 <= high) inside++;
  }
  expect(inside / 4000).toBeGreaterThan(0.935);
  expect(inside / 4000).toBeLessThan(0.975);
});
