import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustedRand } from "../../src/stats/adjusted-rand.ts";
import { createRandom } from "../../src/stats/random.ts";
import { expectNear } from "./near.ts";

const i = Array.from({ length: 40 }, (_, k) => k);

test("matches sklearn.metrics.adjusted_rand_score", () => {
  // scikit-learn 1.2.1, i = np.arange(40): adjusted_rand_score((i * i) % 5, (i * 7 + i // 3) % 4)
  const a = i.map((k) => (k * k) % 5);
  const b = i.map((k) => (k * 7 + Math.floor(k / 3)) % 4);
  expectNear(adjustedRand(a, b, 5, 4), -0.03875550065621863, 1e-13);
  // adjusted_rand_score(i // 10, i // 8)
  const tens = i.map((k) => Math.floor(k / 10));
  const eights = i.map((k) => Math.floor(k / 8));
  expectNear(adjustedRand(tens, eights, 4, 5), 0.5301204819277109, 1e-13);
});

test("nothing, one row, all alone, all one, one group against all alone", () => {
  const zeros = new Array(6).fill(0);
  const alone = [0, 1, 2, 3, 4, 5];
  expect(adjustedRand([], [], 0, 0)).toBe(1);
  expect(adjustedRand([0], [0], 1, 1)).toBe(1);
  expect(adjustedRand(zeros, zeros, 1, 1)).toBe(1);
  expect(adjustedRand(alone, alone, 6, 6)).toBe(1);
  expect(adjustedRand(zeros, alone, 1, 6)).toBe(0); // scikit-learn 1.2.1: adjusted_rand_score([0] * 6, range(6)) = 0.0
});

test("symmetric, at most 1, and 1 for a renaming, whatever the unused codes", () => {
  const pair = fc.tuple(fc.nat(4), fc.nat(3));
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const a = pairs.map(([code]) => code);
      const b = pairs.map(([, code]) => code);
      const index = adjustedRand(a, b, 5, 4);
      expect(index).toBeLessThanOrEqual(1);
      expectNear(adjustedRand(b, a, 4, 9), index, 1e-12);
      expect(
        adjustedRand(
          a,
          a.map((code) => (code * 2) % 5),
          5,
          5,
        ),
      ).toBe(1);
    }),
  );
});

test("about 0 for a million rows that agree by chance", () => {
  const random = createRandom(4);
  const draw = (): Uint8Array => Uint8Array.from({ length: 1_000_000 }, () => random.int(4));
  expect(Math.abs(adjustedRand(draw(), draw(), 4, 4))).toBeLessThan(1e-4);
});
