import fc from "fast-check";
import { expect, test } from "vitest";
import { auc, aucInterval } from "../../src/stats/auc.ts";
import { aucDifference } from "../../src/stats/delong.ts";
import { expectNear } from "./near.ts";
import { scores, tied, y } from "./sample.ts";

const other = Float64Array.from({ length: 40 }, (_, i) => ((i * 23) % 37) / 4 + 2 * y[i]!);

test("matches R's pROC::roc.test(paired = TRUE, method = 'delong')", () => {
  // R 4.2.2, pROC: b <- ((i * 23) %% 37) / 4 + 2 * y; x <- roc.test(roc(y, scores), roc(y, b), paired = TRUE, method = "delong")
  // c(A - B, x$p.value, x$conf.int, (A - B) / x$statistic)
  const found = aucDifference(scores, other, y);
  expectNear(found.difference, -0.14880952380952384, 1e-13);
  expectNear(found.p, 0.18231024298550319, 1e-11);
  expectNear(found.low, -0.36749939069070325, 1e-12);
  expectNear(found.se, 0.11157851297583914, 1e-12);
  expectNear(found.high, 2 * found.difference - found.low, 1e-12);
});

test("too few rows leave everything possible; a score against itself differs by nothing", () => {
  expect(aucDifference(new Float64Array(0), new Float64Array(0), new Uint8Array(0))).toEqual({
    difference: Number.NaN,
    low: -1,
    high: 1,
    se: Number.NaN,
    p: 1,
  });
  const few = [Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1), Uint8Array.of(0, 1, 0)] as const;
  expect(aucDifference(...few)).toEqual({ difference: 0, low: -1, high: 1, se: Number.NaN, p: 1 });
  expect(aucDifference(tied, tied, y)).toEqual({ difference: 0, low: 0, high: 0, se: 0, p: 1 });
  const opposite = [Float64Array.of(1, 2, 3, 4), Float64Array.of(4, 3, 2, 1), Uint8Array.of(0, 0, 1, 1)] as const;
  expect(aucDifference(...opposite)).toEqual({ difference: 1, low: 1, high: 1, se: 0, p: 0 });
});

test("mirrors, stays inside -1..1, and against a constant score it is DeLong's error of the AUC", () => {
  const row = fc.tuple(
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: 0, max: 1 }),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const a = Float64Array.from(rows, ([score]) => score);
      const b = Float64Array.from(rows, ([, score]) => score);
      const outcome = Uint8Array.from(rows, ([, , won]) => won);
      const found = aucDifference(a, b, outcome);
      fc.pre(!Number.isNaN(found.se));
      expectNear(found.difference, auc(a, outcome) - auc(b, outcome), 1e-12);
      expect(-1 <= found.low && found.low <= found.high && found.high <= 1).toBe(true);
      const swapped = aucDifference(b, a, outcome);
      expect(Math.abs(swapped.low + found.high)).toBeLessThan(1e-9);
      expectNear(swapped.p, found.p, 1e-9);
      const flat = aucDifference(a, new Float64Array(rows.length), outcome);
      expect(Math.abs(flat.se - aucInterval(a, outcome).se)).toBeLessThan(1e-12);
    }),
  );
});
