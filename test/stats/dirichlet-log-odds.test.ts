import fc from "fast-check";
import { expect, test } from "vitest";
import { dirichletLogOdds } from "../../src/stats/dirichlet-log-odds.ts";
import { expectNear } from "./near.ts";

test("matches numpy on Monroe et al.'s (16), (20) and (22)", () => {
  // numpy 1.24.2: f, g, p = np.array([12, 0, 30, 5]), np.array([3, 4, 50, 5]), np.array([1.5, .4, 8, 1])
  // A, B = (f + p).sum(), (g + p).sum(); d = np.log((f + p) / (A - f - p)) - np.log((g + p) / (B - g - p))
  // d, d / np.sqrt(1 / (f + p) + 1 / (g + p))
  const found = dirichletLogOdds([12, 0, 30, 5], [3, 4, 50, 5], [1.5, 0.4, 8, 1]);
  const difference = [1.5307456438584353, -2.2228464753334958, -0.7122153695990663, 0.25388017696233955];
  const z = [2.812159315080952, -1.346000383629564, -3.412569619032929, 0.43973336553334974];
  found.forEach((word, i) => {
    expectNear(word.difference, difference[i]!, 1e-13);
    expectNear(word.z, z[i]!, 1e-13);
  });
});

test("no words, one word, nothing read, huge counts", () => {
  expect(dirichletLogOdds([], [], [])).toEqual([]);
  expect(dirichletLogOdds([5], [9], [1])).toEqual([{ difference: 0, z: 0 }]);
  expect(dirichletLogOdds([0, 0], [0, 0], [1, 3])).toEqual([
    { difference: 0, z: 0 },
    { difference: 0, z: 0 },
  ]);
  const [rare, common] = dirichletLogOdds([1e6, 1e9], [1.1e6, 1e9], [0.1, 10]);
  expect(rare!.z).toBeLessThan(-60);
  expect(common!.z).toBeGreaterThan(60);
});

const count = fc.nat(10_000);

test("swapped texts change the sign; a word as common in both, as in the background, sets nothing apart", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count), { minLength: 2 }), (words) => {
      const [a, b] = [words.map(([x]) => x), words.map(([, x]) => x)];
      const prior = words.map(([x, other]) => 0.01 * (x + other) + 0.1);
      const found = dirichletLogOdds(a, b, prior);
      dirichletLogOdds(b, a, prior).forEach((word, i) => {
        expect(Math.abs(word.z + found[i]!.z)).toBeLessThan(1e-9);
      });
      for (const { z, difference } of found) expect(Number.isFinite(z) && Number.isFinite(difference)).toBe(true);
      for (const { z } of dirichletLogOdds(a, a, prior)) expect(z).toBe(0);
    }),
  );
});

test("a larger prior draws every word towards no difference", () => {
  const weak = dirichletLogOdds([9, 1], [1, 9], [1, 1]);
  const strong = dirichletLogOdds([9, 1], [1, 9], [50, 50]);
  expect(Math.abs(strong[0]!.difference)).toBeLessThan(Math.abs(weak[0]!.difference));
  expect(Math.abs(strong[0]!.z)).toBeLessThan(Math.abs(weak[0]!.z));
});
