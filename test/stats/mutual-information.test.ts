import fc from "fast-check";
import { expect, test } from "vitest";
import { correctedMutualInformation, normalisedMutualInformation } from "../../src/stats/mutual-information.ts";
import { createRandom } from "../../src/stats/random.ts";
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

test("less what chance shares: near 0 for independent columns of many codes, 1 for the same column however few its rows", () => {
  const codes = (seed: number, n: number, k: number) => {
    const random = createRandom(seed);
    return Uint8Array.from({ length: n }, () => random.int(k));
  };
  let [plain, corrected] = [0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const [a, b] = [codes(seed, 60, 8), codes(seed + 1000, 60, 8)];
    plain += normalisedMutualInformation(a, b, 8, 8, 60) / 200;
    corrected += correctedMutualInformation(a, b, 8, 8, 60) / 200;
  }
  expect(plain).toBeGreaterThan(0.15);
  expect(corrected).toBeLessThan(0.05);
  for (const [n, k] of [
    [26, 13],
    [40, 4],
    [3000, 20],
  ] as const) {
    const column = Uint8Array.from({ length: n }, (_, i) => i % k);
    expect(correctedMutualInformation(column, column, k, k, n)).toBe(1);
    expect(
      correctedMutualInformation(
        column,
        column.map(() => 0),
        k,
        1,
        n,
      ),
    ).toBe(0);
  }
});
