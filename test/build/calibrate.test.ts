import { describe, expect, test } from "vitest";
import { type Calibration, calibrate } from "../../src/build/calibrate.ts";
import { learn } from "../../src/build/learn.ts";
import { fitsOf, type Scorecard } from "../../src/build/points.ts";
import { allRows } from "../../src/build/rows.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom } from "../../src/stats/random.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";
import { shuffledOutcomes, world } from "../generators/world.ts";

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

function expectSound({ p, low, high }: Calibration): void {
  expect(p).toHaveLength(101);
  for (let fit = 0; fit <= 100; fit++) {
    expect(low[fit]!).toBeGreaterThanOrEqual(0);
    expect(low[fit]!).toBeLessThanOrEqual(p[fit]! + 1e-12);
    expect(p[fit]!).toBeLessThanOrEqual(high[fit]! + 1e-12);
    expect(high[fit]!).toBeLessThanOrEqual(1);
    if (fit === 0) continue;
    expect(p[fit]!).toBeGreaterThanOrEqual(p[fit - 1]!);
    expect(low[fit]!).toBeGreaterThanOrEqual(low[fit - 1]!);
    expect(high[fit]!).toBeGreaterThanOrEqual(high[fit - 1]!);
  }
}

async function pOfRows(matrix: CodedMatrix): Promise<{ p: Float64Array; calibration: Calibration }> {
  const { card, calibration } = await learn(matrix, 1, pause);
  return { p: fitsOf(card, matrix, allRows(matrix)).map((fit) => calibration.p[fit]!), calibration };
}

const pause = async (): Promise<void> => {};

const EFFECTS = [2.2, -1.8, 1.2];

describe("calibrate", () => {
  test.each([40, 150, 600])(
    "planted world of %d: p and its limits rise with fit, and p averages to the base rate",
    async (accounts) => {
      for (let seed = 0; seed < 4; seed++) {
        const matrix = world(seed, { accounts, effects: EFFECTS });
        const { p, calibration } = await pOfRows(matrix);
        expect(calibration.method).toBe("slope");
        expectSound(calibration);
        expect(Math.abs(mean(p) - mean(matrix.y))).toBeLessThan(1e-6);
      }
    },
  );

  test("isotonic from 2,000 rows with 200 of each outcome: sound, and close to the base rate on average", async () => {
    const matrix = world(1, { accounts: 2400, effects: EFFECTS });
    const { p, calibration } = await pOfRows(matrix);
    expect(calibration.method).toBe("isotonic");
    expectSound(calibration);
    expect(Math.abs(mean(p) - mean(matrix.y))).toBeLessThan(0.02);
  });

  test("few wins in many rows keep the slope", async () => {
    const matrix = world(1, { accounts: 2400, effects: EFFECTS, intercept: -3.5 });
    expect(matrix.y.reduce((a, b) => a + b, 0)).toBeLessThan(200);
    expect((await pOfRows(matrix)).calibration.method).toBe("slope");
  });

  test("what it says comes true on fresh deals: within .06 in each third of the fits", async () => {
    const matrix = world(8, { accounts: 900, effects: EFFECTS });
    const { card, calibration } = await learn(matrix, 1, pause);
    const fresh = world(9, { accounts: 6000, effects: EFFECTS });
    const fits = fitsOf(card, fresh, allRows(fresh));
    const order = [...fits.keys()].sort((a, b) => fits[a]! - fits[b]!);
    for (let third = 0; third < 3; third++) {
      const rows = order.slice(third * 2000, (third + 1) * 2000);
      const said = mean(rows.map((r) => calibration.p[fits[r]!]!));
      expect(Math.abs(said - mean(rows.map((r) => fresh.y[r]!)))).toBeLessThan(0.06);
    }
  });

  test("on noise p stays near the base rate for the rows there are", async () => {
    let spread = 0;
    for (let seed = 0; seed < 10; seed++) {
      const matrix = shuffledOutcomes(world(seed, { accounts: 200, effects: EFFECTS }), createRandom(seed));
      const { p } = await pOfRows(matrix);
      const rate = mean(matrix.y);
      spread += Math.sqrt(mean(p.map((v) => (v - rate) ** 2)));
    }
    expect(spread / 10).toBeLessThan(0.05);
  });

  test("an empty card gives the base rate at every fit", () => {
    const y = Uint8Array.from({ length: 100 }, (_, i) => (i < 30 ? 1 : 0));
    const logit = new Float64Array(200).fill(-0.8);
    const both = Uint8Array.from([...y, ...y]);
    const card: Scorecard = { attributes: [], base: -0.8, unit: 0 };
    const calibration = calibrate(card, { logit, y: both, effect: 1, steady: false }, new Float64Array(100), y);
    for (const p of calibration.p) expect(p).toBeCloseTo(0.3, 9);
    expect(calibration.slope).toBe(0);
    expectSound(calibration);
  });

  test("a score that held-out deals contradict is flattened, never turned round; one too timid is widened to 1.5 at most", () => {
    const y = Uint8Array.from({ length: 400 }, (_, i) => i % 2);
    const card: Scorecard = { attributes: [], base: -1, unit: 0.02 };
    const fits = Float64Array.from({ length: 400 }, (_, i) => i % 101);
    const heldOut = (sign: number) => ({
      logit: Float64Array.from({ length: 800 }, (_, i) => sign * (i % 2 === 0 ? -0.1 : 0.1) + 0.05 * ((i * 7) % 5)),
      y: Uint8Array.from([...y, ...y]),
      effect: 1,
      steady: false,
    });
    const against = calibrate(card, heldOut(-1), fits, y);
    expect(against.slope).toBe(0.02);
    expect(against.p[100]! - against.p[0]!).toBeLessThan(0.02);
    const timid = calibrate(card, heldOut(1), fits, y);
    expect(timid.slope).toBe(1.5);
    expectSound(timid);
  });

  test("the slope is what held-out deals say: half the spread gives half the slope", () => {
    const random = createRandom(3);
    const n = 4000;
    const logit = Float64Array.from({ length: n }, () => 6 * (random.next() - 0.5));
    const y = Uint8Array.from(logit, (z) => (random.next() < sigmoid(0.5 * z) ? 1 : 0));
    const card: Scorecard = { attributes: [], base: -3, unit: 0.06 };
    const fits = Float64Array.from({ length: 1000 }, (_, i) => i % 101);
    const { slope } = calibrate(card, { logit, y, effect: 1, steady: false }, fits, y.subarray(0, 1000));
    expect(Math.abs(slope - 0.5)).toBeLessThan(0.06);
  });
});
