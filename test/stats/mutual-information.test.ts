import fc from "fast-check";
import { expect, test } from "vitest";
import { normalisedMutualInformation } from "../../src/stats/mutual-information.ts";
import { expectNear } from "./near.ts";

test("matches sklearn.metrics.normalized_mutual_info_score", () => {
  const a = Uint8Array.from({ length: 40 }, (_, i) => (i * i) % 5);
  const b = Uint16Array.from({ length: 40 }, (_, i) => (i * 7 + Math.floor(i / 3)) % 4);
  // i = np.arange(40); normalized_mutual_info_score((i * i) % 5, (i * 7 + i // 3) % 4)
  expectNear(normalisedMutualInformation(a, b, 5, 4, 40), 0.021031662829131693, 1e-12);
});

test("a constant column shares nothing, nor does an empty one; only n rows are read", () => {
  const constant = new Uint8Array(6);
  const column = Uint8Array.of(0, 1, 2, 0, 1, 2);
  expect(normalisedMutualInformation(constant, column, 1, 3, 6)).toBe(0);
  expect(normalisedMutualInformation(constant, constant, 1, 1, 6)).toBe(0);
  expect(normalisedMutualInformation(column, column, 3, 3, 0)).toBe(0);
  expect(normalisedMutualInformation(Uint8Array.of(0, 1, 0), Uint8Array.of(0, 1, 1), 2, 2, 2)).toBe(1);
});

test("1 for a renaming, symmetric, between 0 and 1", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
      const a = Uint8Array.from(pairs, ([code]) => code);
      const b = Uint16Array.from(pairs, ([, code]) => code);
      const shared = normalisedMutualInformation(a, b, 5, 4, pairs.length);
      expect(shared >= 0 && shared <= 1).toBe(true);
      expectNear(normalisedMutualInformation(b, a, 4, 5, pairs.length), shared, 1e-12);
      const renamed = a.map((code) => (code * 2) % 5);
      const self = normalisedMutualInformation(a, renamed, 5, 5, pairs.length);
      expectNear(self, new Set(a).size > 1 ? 1 : 0, 1e-12);
    }),
  );
});
