import fc from "fast-check";
import { expect, test } from "vitest";
import { jaccard } from "../../src/stats/jaccard.ts";
import { expectNear } from "./near.ts";
import { y } from "./sample.ts";

test("matches sklearn.metrics.jaccard_score", () => {
  // scikit-learn 1.2.1, y of sample.ts, i = np.arange(40): jaccard_score(y, i % 2), jaccard_score(y, i % 3 > 0)
  expectNear(
    jaccard(
      y,
      y.map((_, i) => i % 2),
    ),
    0.23076923076923078,
    1e-15,
  );
  expectNear(
    jaccard(
      y,
      y.map((_, i) => (i % 3 > 0 ? 1 : 0)),
    ),
    0.26666666666666666,
    1e-15,
  );
});

test("empty sets are the same, an empty one and another share nothing", () => {
  expect([jaccard([], []), jaccard([0, 0], [0, 0]), jaccard([0, 0], [0, 1]), jaccard([1], [1])]).toEqual([1, 1, 0, 1]);
});

test("symmetric, inside 0..1, 1 with itself, and 1 less it is a distance", () => {
  const rows = fc.array(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)));
  fc.assert(
    fc.property(rows, (sets) => {
      const [a, b, c] = [0, 1, 2].map((k) => sets.map((row) => row[k]!)) as [number[], number[], number[]];
      const alike = jaccard(a, b);
      expect(alike >= 0 && alike <= 1).toBe(true);
      expect(jaccard(b, a)).toBe(alike);
      expect(jaccard(a, a)).toBe(1);
      expect(1 - jaccard(a, c)).toBeLessThanOrEqual(2 - alike - jaccard(b, c) + 1e-12);
    }),
  );
});
