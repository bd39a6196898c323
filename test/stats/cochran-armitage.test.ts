import fc from "fast-check";
import { expect, test } from "vitest";
import { cochranArmitage } from "../../src/stats/cochran-armitage.ts";
import { expectNear } from "./near.ts";

test.each([
  // R 4.2.2: r <- prop.trend.test(won, n, doses); c(sqrt(r$statistic), r$p.value); the sign is that of the trend
  [[10, 18, 31], [60, 70, 84], undefined, 2.7076514251180424, 0.006776115081692078],
  [[10, 18, 31, 5], [60, 70, 84, 9], [0, 1, 3, 10], 3.0430554597059691, 0.0023418916829017321],
  [[200500, 100000, 99000], [1e6, 5e5, 5e5], undefined, -3.4661374509863143, 0.00052799328150883115],
])("matches R's prop.trend.test(%j, %j, %j)", (won, n, doses, z, p) => {
  const trend = cochranArmitage(won, n, doses);
  expectNear(trend.z, z, 1e-10);
  expectNear(trend.p, p, 1e-9);
  expectNear(z > 0 ? trend.rising : trend.falling, p / 2, 1e-9);
  expectNear(z > 0 ? trend.falling : trend.rising, 1 - p / 2, 1e-12);
});

test("nothing to see: no rows, one group, one class, the same place, groups without rows", () => {
  const none = { z: 0, p: 1, rising: 1, falling: 1 };
  expect(cochranArmitage([], [])).toEqual(none);
  expect(cochranArmitage([3], [10])).toEqual(none);
  expect(cochranArmitage([0, 0], [5, 7])).toEqual(none);
  expect(cochranArmitage([5, 7], [5, 7])).toEqual(none);
  expect(cochranArmitage([1, 2], [5, 7], [3, 3])).toEqual(none);
  expect(cochranArmitage([0, 0], [0, 0])).toEqual(none);
  expect(cochranArmitage([2, 0, 6], [9, 0, 9], [0, 99, 1])).toEqual(cochranArmitage([2, 6], [9, 9]));
});

test("minds neither origin nor unit of the doses; turned over, it mirrors; equal rates show none", () => {
  const group = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([won, lost]) => ({ won, n: won + lost }));
  fc.assert(
    fc.property(fc.array(group, { minLength: 2, maxLength: 6 }), (groups) => {
      const won = groups.map((g) => g.won);
      const n = groups.map((g) => g.n);
      const { z, p, rising, falling } = cochranArmitage(won, n);
      expect(p >= 0 && p <= 1).toBe(true);
      if (z !== 0) expect(Math.abs(rising + falling - 1)).toBeLessThan(1e-12);
      const shifted = cochranArmitage(
        won,
        n,
        n.map((_, i) => 70 + 5 * i),
      );
      expect(Math.abs(shifted.z - z)).toBeLessThan(1e-9);
      expect(Math.abs(cochranArmitage([...won].reverse(), [...n].reverse()).z + z)).toBeLessThan(1e-9);
      const equal = cochranArmitage(
        n,
        n.map((rows) => 3 * rows),
      );
      expect(Math.abs(equal.z)).toBeLessThan(1e-9);
    }),
  );
});
