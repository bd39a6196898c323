import fc from "fast-check";
import { expect, test } from "vitest";
import { choleskySolve } from "../../src/stats/cholesky.ts";
import { expectNear } from "./near.ts";

test("matches numpy.linalg.solve", () => {
  const matrix = Float64Array.of(4, 2, 0.6, 2, 5, 1.5, 0.6, 1.5, 3);
  const rhs = Float64Array.of(1, -2, 3);
  expect(choleskySolve(matrix, rhs, 3)).toBe(true);
  // np.linalg.solve([[4, 2, .6], [2, 5, 1.5], [.6, 1.5, 3]], [1, -2, 3])
  [0.5625, -1.048529411764706, 1.411764705882353].forEach((want, i) => {
    expectNear(rhs[i]!, want, 1e-14);
  });
});

test("refuses what is not positive definite", () => {
  expect(choleskySolve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 2)).toBe(false);
  expect(choleskySolve(Float64Array.of(0), Float64Array.of(1), 1)).toBe(false);
  expect(choleskySolve(Float64Array.of(Number.NaN), Float64Array.of(1), 1)).toBe(false);
  expect(choleskySolve(Float64Array.of(Infinity), Float64Array.of(1), 1)).toBe(false);
  expect(choleskySolve(new Float64Array(0), new Float64Array(0), 0)).toBe(true);
});

test("solves A'A + I whatever A, reading k of a longer buffer and the lower triangle only", () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(entry, { minLength: 72, maxLength: 72 }), (k, entries) => {
      const matrix = new Float64Array(k * k + 5).fill(Number.NaN);
      for (let i = 0; i < k; i++) {
        for (let j = 0; j <= i; j++) {
          matrix[i * k + j] = i === j ? 1 : 0;
          for (let m = 0; m < k; m++) matrix[i * k + j]! += entries[m * k + i]! * entries[m * k + j]!;
        }
      }
      const lower = matrix.slice();
      const x = Float64Array.from(entries.slice(64, 64 + k));
      expect(choleskySolve(matrix, x, k)).toBe(true);
      for (let i = 0; i < k; i++) {
        let value = 0;
        for (let j = 0; j < k; j++) value += lower[Math.max(i, j) * k + Math.min(i, j)]! * x[j]!;
        expect(Math.abs(value - entries[64 + i]!)).toBeLessThan(1e-7);
      }
    }),
  );
});
