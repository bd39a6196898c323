import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dealsNeeded,
  dealsToClear,
  judgeSeparation,
  PERMUTATIONS,
  type PermutationTest,
  permutationTest,
  type SeparationEvidence,
} from "../../src/build/separation.ts";
import { world } from "../generators/world.ts";
import { separate } from "./permuter.ts";

/** A permuter that reads its statistics from a list. */
const reads = (values: readonly number[]) => async (from: number, to: number) => values.slice(from, to);
const silent = (): void => {};

/** 200 statistics of which every k-th beats .6. */
const everyKth = (k: number): number[] =>
  Array.from({ length: PERMUTATIONS }, (_, i) => ((i + 1) % k === 0 ? 0.7 : 0.5));

describe("permutationTest", () => {
  test.each([1, 2, 3, 7, 10])("every %d-th shuffle does as well: stops at the 20th with p = 20 / draws", async (k) => {
    const { p, draws } = await permutationTest(0.6, reads(everyKth(k)), 8, silent);
    expect(draws).toBe(20 * k);
    expect(p).toBe(1 / k);
  });

  test.each([11, 20, 50, 201])("every %d-th: all 200, p = (1 + #) / 201", async (k) => {
    const { p, draws, exceedances } = await permutationTest(0.6, reads(everyKth(k)), 8, silent);
    expect(draws).toBe(200);
    expect(p).toBe((1 + Math.floor(200 / k)) / 201);
    expect(exceedances).toBe(Math.floor(200 / k));
  });

  test("a tie counts as doing as well, and so does a statistic that could not be told", async () => {
    expect((await permutationTest(0.5, reads(new Array(200).fill(0.5)), 8, silent)).p).toBe(1);
    expect((await permutationTest(Number.NaN, reads(new Array(200).fill(0.5)), 8, silent)).p).toBe(1);
  });

  test("the result is the same whatever the batch", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0.4, max: 0.7, noNaN: true }), { minLength: 200, maxLength: 200 }),
        fc.double({ min: 0.4, max: 0.7, noNaN: true }),
        fc.integer({ min: 1, max: 250 }),
        async (values, observed, batch) => {
          const one = await permutationTest(observed, reads(values), 1, silent);
          expect(await permutationTest(observed, reads(values), batch, silent)).toEqual(one);
        },
      ),
    );
  });

  test("never asks for more than 200 shuffles, and tells its progress", async () => {
    const asked: number[] = [];
    const told: number[] = [];
    await permutationTest(
      0.6,
      async (from, to) => {
        asked.push(to);
        return new Array(to - from).fill(0.5);
      },
      60,
      (done) => told.push(done),
    );
    expect(asked).toEqual([60, 120, 180, 200]);
    expect(told).toEqual(asked);
  });

  test("mean and SD are those of the shuffles drawn", async () => {
    const { mean, sd } = await permutationTest(0.6, reads(everyKth(2)), 7, silent);
    expect(mean).toBeCloseTo(0.6, 12);
    expect(sd).toBeCloseTo(0.1 * Math.sqrt(40 / 39), 12);
  });
});

const shuffled = (p: number, exceedances = 0): PermutationTest => ({
  p,
  draws: 200,
  exceedances,
  mean: 0.5,
  sd: 0.03,
});

describe("dealsNeeded", () => {
  test("n (2.49 / z)^2, two digits, upward: 100 deals one SD above noise need 630", () => {
    expect(dealsNeeded(100, 0.53, shuffled(0.2))).toBe(630);
    expect(dealsNeeded(1000, 0.53, shuffled(0.2))).toBe(6300);
  });

  test("never fewer than there are, and nothing within half an SD of noise", () => {
    expect(dealsNeeded(100, 0.8, shuffled(0.01))!).toBeGreaterThan(100);
    expect(dealsNeeded(100, 0.514, shuffled(0.4))).toBeNull();
    expect(dealsNeeded(100, 0.4, shuffled(1))).toBeNull();
  });
});

describe("judgeSeparation", () => {
  const evidence: SeparationEvidence = {
    test: shuffled(0.01),
    observed: 0.6,
    loss: 0.6,
    baseLoss: 0.62,
    forward: null,
    crossFit: [0.53, 0.67],
    n: 300,
  };

  test.each<[string, Partial<SeparationEvidence>, string]>([
    ["p .05, loss below base, no forward", { test: shuffled(0.05) }, "reliable"],
    ["... and forward above .5", { forward: [0.51, 0.7] }, "reliable"],
    ["forward inconclusive", { forward: [0.48, 0.7] }, "weak"],
    ["forward failed", { forward: [0.35, 0.49] }, "weak"],
    [
      "no forward, and the card's own ranking of deals held out in turn inconclusive",
      { crossFit: [0.39, 0.81] },
      "weak",
    ],
    ["... below .5 by the limit of one side", { crossFit: [0.47, 0.73] }, "weak"],
    ["... above .5 by the limit of one side, not between two", { crossFit: [0.49, 0.71] }, "reliable"],
    ["... which forward above .5 outweighs", { crossFit: [0.49, 0.81], forward: [0.51, 0.7] }, "reliable"],
    ["p just above .05", { test: shuffled(0.051) }, "weak"],
    ["p .20", { test: shuffled(0.2) }, "weak"],
    ["p above .20", { test: shuffled(0.21) }, "none"],
    ["p above .20 with forward above .5", { test: shuffled(0.21), forward: [0.55, 0.7] }, "none"],
    ["p .6", { test: shuffled(0.6), loss: 0.7 }, "none"],
    ["p .05 with a loss not below base", { test: shuffled(0.05), loss: 0.62 }, "weak"],
    ["p .01 with a loss above base and forward above .5", { loss: 0.7, forward: [0.51, 0.7] }, "weak"],
    ["no resampling", { test: null }, "untested"],
  ])("%s: %s", (_, change, verdict) => {
    expect(judgeSeparation({ ...evidence, ...change }).verdict).toBe(verdict);
  });

  test("loss not below base is never reliable", () => {
    expect(judgeSeparation({ ...evidence, loss: 0.62 }).verdict).not.toBe("reliable");
    expect(judgeSeparation({ ...evidence, loss: 0.7 }).verdict).not.toBe("reliable");
  });

  test("where the limits of the ranking are too wide, the deals that would narrow them enough", () => {
    expect(dealsToClear(40, [0.4, 0.8])).toBe(160);
    expect(dealsToClear(40, [0.3, 0.7])).toBeNull();
    expect(dealsToClear(40, [0.499, 0.8])).toBeGreaterThan(40);
    expect(judgeSeparation({ ...evidence, n: 40, crossFit: [0.4, 0.8] }).dealsNeeded).toBe(160);
  });

  test("reliable needs no more deals; what is not says how many, where that can be told", () => {
    expect(judgeSeparation(evidence).dealsNeeded).toBeNull();
    expect(judgeSeparation({ ...evidence, test: shuffled(0.1) }).dealsNeeded).toBeGreaterThan(300);
    expect(judgeSeparation({ ...evidence, test: shuffled(0.5), observed: 0.53 }).dealsNeeded).toBe(1900);
  });

  test.each([
    [0, /none of 200 shuffles of the same data does/],
    [1, /1 of 200 shuffles of the same data does/],
    [19, /19 of 200 shuffles of the same data do /],
  ])("the reason tells how many shuffles do as well: %d", (exceedances, words) => {
    expect(judgeSeparation({ ...evidence, test: shuffled(0.1, exceedances) }).reason).toMatch(words);
  });
});

describe("on made-up worlds", () => {
  test("12 noise worlds, several deals per account, outcomes vary by account: at most 2 reliable", async () => {
    let fired = 0;
    for (let seed = 0; seed < 12; seed++) {
      const options = { accounts: 80, deals: 5, attributes: 6, accountSd: 0.7, dealAttributes: true };
      const { test: t } = await separate(world(seed, options), seed);
      if (t.p <= 0.05) fired++;
    }
    expect(fired).toBeLessThanOrEqual(2);
  });

  test("a planted world of 300 deals is told apart from chance", async () => {
    for (let seed = 0; seed < 3; seed++) {
      const matrix = world(seed, { accounts: 300, effects: [2.2, -1.8, 1.5] });
      const { observed, test: t } = await separate(matrix, seed);
      expect(observed).toBeGreaterThan(0.6);
      expect(t.p).toBeLessThanOrEqual(0.05);
    }
  });

  test("the same batch by batch: p, draws, mean and SD", async () => {
    const matrix = world(5, { accounts: 80 });
    expect(await separate(matrix, 3, 1)).toEqual(await separate(matrix, 3, 64));
  });
});
