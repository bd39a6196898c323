import fc from "fast-check";
import { expect, test } from "vitest";
import { auc } from "../../src/stats/auc.ts";
import { placements } from "../../src/stats/placements.ts";
import { expectNear } from "./near.ts";
import { tied, y } from "./sample.ts";

test("matches numpy's pairs of winners and losers", () => {
  // numpy 1.24.2, sample.ts: a, b = tied[y == 1], tied[y == 0]; P = (a[:, None] > b) + .5 * (a[:, None] == b)
  // P.mean(1)[:3], P.mean(0)[:3]
  const share = placements(tied, y);
  const won = [...share].filter((_, i) => y[i] === 1).slice(0, 3);
  const lost = [...share].filter((_, i) => y[i] === 0).slice(0, 3);
  [0.10714285714285714, 0.6964285714285714, 0.2857142857142857].forEach((want, i) => {
    expectNear(won[i]!, want, 1e-14);
  });
  [0.125, 0.125, 0.375].forEach((want, i) => {
    expectNear(lost[i]!, want, 1e-14);
  });
});

test("inside 0..1, and its mean over either class is the AUC", () => {
  const row = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 1 }));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const scores = Float64Array.from(rows, ([score]) => score);
      const outcome = Uint8Array.from(rows, ([, won]) => won);
      const area = auc(scores, outcome);
      fc.pre(!Number.isNaN(area));
      const share = placements(scores, outcome);
      for (const side of [0, 1]) {
        const own = [...share].filter((_, i) => outcome[i] === side);
        expect(own.every((value) => value >= 0 && value <= 1)).toBe(true);
        expectNear(own.reduce((sum, value) => sum + value, 0) / own.length, area, 1e-12);
      }
    }),
  );
  expect(placements(new Float64Array(0), new Uint8Array(0))).toHaveLength(0);
});
