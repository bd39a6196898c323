import { describe, expect, test } from "vitest";
import { BOOTSTRAPS, type BootstrapPlan, probesOf, resampled, stabilityOf } from "../../src/build/bootstrap.ts";
import { LEVELS } from "../../src/build/check.ts";
import { familiesOf } from "../../src/build/families.ts";
import { fitModel } from "../../src/build/fit.ts";
import { fitsOf, type Scorecard, toPoints } from "../../src/build/points.ts";
import { allRows } from "../../src/build/rows.ts";
import { openPool } from "../../src/engine/pool.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { world } from "../generators/world.ts";

function planOf(matrix: CodedMatrix, card: Scorecard): BootstrapPlan {
  const { family, families } = familiesOf(matrix);
  const probes = probesOf(matrix, 1);
  return { matrix, family, families, probes, fit: fitsOf(card, matrix, probes), seed: 1 };
}

function stability(matrix: CodedMatrix, resamples = 60, scale = 1) {
  const card = toPoints(fitModel(matrix, allRows(matrix)));
  const plan = planOf(matrix, card);
  const weights = new Float64Array(matrix.attributes.length);
  for (const a of card.attributes) weights[a.index] = a.weight;
  const drawn = Array.from({ length: resamples }, (_, i) => resampled(plan, i));
  return { card, plan, stable: stabilityOf(plan, drawn, weights, LEVELS, scale)! };
}

describe("a planted world of 600 deals", () => {
  const matrix = world(1, { accounts: 600, effects: [2.5, -2, 1.8] });
  const { stable, card } = stability(matrix);

  test("what carries the world is in nearly every card, noise in half of them", () => {
    for (const j of [0, 1, 2]) expect(stable.inclusion[j]).toBeGreaterThan(0.9);
    const noise = Array.from(stable.inclusion.slice(3));
    expect(noise.reduce((a, b) => a + b, 0) / noise.length).toBeLessThan(0.6);
  });

  test("the range of a weight holds the weight of the card", () => {
    for (const { index, weight } of card.attributes.filter((a) => a.index < 3)) {
      expect(stable.range[index]![0]).toBeLessThanOrEqual(weight);
      expect(stable.range[index]![1]).toBeGreaterThanOrEqual(weight);
    }
  });

  test("level shares add up to 1; the ends are sure, the limits between levels are not", () => {
    for (const { high, medium, low } of stable.levels) expect(high + medium + low).toBeCloseTo(1, 9);
    expect(stable.levels[100]!.high).toBeGreaterThan(0.8);
    expect(stable.levels[0]!.low).toBeGreaterThan(0.8);
    expect(Math.max(stable.levels[70]!.high, stable.levels[70]!.medium)).toBeLessThan(0.9);
  });

  test("m out of n: deviations shrink, so more accounts are sure", () => {
    const scaled = stability(matrix, 60, 0.5).stable;
    const surest = (levels: typeof stable.levels) =>
      levels.filter(({ high, medium, low }) => Math.max(high, medium, low) >= 0.8).length;
    expect(surest(scaled.levels)).toBeGreaterThan(surest(stable.levels));
  });
});

test("a hundred deals are less sure than six hundred of the same world", () => {
  const many = stability(world(2, { accounts: 600, effects: [2.5, -2, 1.8] })).stable;
  const few = stability(world(2, { accounts: 100, effects: [2.5, -2, 1.8] })).stable;
  expect(few.inclusion[2]!).toBeLessThanOrEqual(many.inclusion[2]!);
  expect(few.levels[80]!.high).toBeLessThan(many.levels[80]!.high);
});

test("deals of one account are drawn together", () => {
  const matrix = world(3, { accounts: 60, deals: 4, effects: [2.5] } as Parameters<typeof world>[1]);
  const { plan } = stability(matrix, 1);
  expect(plan.probes.length).toBeLessThanOrEqual(matrix.accounts);
  expect(new Set(Array.from(plan.probes, (row) => matrix.account[row]!)).size).toBe(plan.probes.length);
});

test("a sample in which hardly any resample holds both outcomes gives what can be drawn, or nothing", () => {
  const matrix = world(4, { accounts: 40, effects: [1] });
  const one = { ...matrix, y: matrix.y.map((_, i) => (i === 0 ? 1 : 0)) };
  const plan = planOf(one, toPoints(fitModel(matrix, allRows(matrix))));
  const drawn = Array.from({ length: 5 }, (_, i) => resampled(plan, i));
  for (const sample of drawn) if (sample !== null) expect(sample.shift).toHaveLength(plan.probes.length);
  expect(stabilityOf(plan, [null, null], new Float64Array(matrix.attributes.length), LEVELS, 1)).toBeNull();
});

test("resamples give the same numbers in this thread and on workers", async () => {
  const { plan } = stability(world(5, { accounts: 120, effects: [2] }), 1);
  const values: unknown[] = [];
  for (const workers of [1, 3]) {
    const pool = openPool(workers, new AbortController().signal);
    values.push(await pool.resampler(plan)(0, 5));
    await pool.close();
  }
  expect(values[1]).toEqual(values[0]);
  expect(BOOTSTRAPS).toBe(200);
});
