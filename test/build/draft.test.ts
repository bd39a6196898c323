import { describe, expect, test } from "vitest";
import { type BuildInput, baseRateInterval, buildDraft, type Draft } from "../../src/build/draft.ts";
import { learn } from "../../src/build/learn.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import type { Condition } from "../../src/icp/document.ts";
import { auc, aucInterval } from "../../src/stats/auc.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedMatrix } from "../generators/coded.ts";
import { featuresOf, shuffledOutcomes, world } from "../generators/world.ts";
import { permuterOf, resamplerOf } from "./permuter.ts";

const PLANTED = { accounts: 300, effects: [2.5, -2, 1.8] };

function input(matrix: CodedMatrix, rest: Partial<BuildInput> = {}): BuildInput {
  const features = featuresOf(matrix.attributes);
  return { matrix, features, seed: 1, orderName: null, matured: () => true, forceScore: false, ...rest };
}

function build(matrix: CodedMatrix, rest: Partial<BuildInput> = {}, batch = 10): Promise<Draft> {
  return buildDraft(input(matrix, rest), {
    permuter: permuterOf,
    resampler: resamplerOf,
    batch,
    progress: () => {},
    pause,
  });
}

function untested(matrix: CodedMatrix): Promise<Draft> {
  return buildDraft(input(matrix), { permuter: null, resampler: null, batch: 1, progress: () => {}, pause });
}

const pause = async (): Promise<void> => {};

const bytes = (draft: Draft): string => JSON.stringify({ ...draft, used: [...draft.used] });

/** Noise that the permutation test calls `none`: the first of a few shuffles that does (nearly all do). */
async function noise(): Promise<{ matrix: CodedMatrix; draft: Draft }> {
  for (let seed = 1; ; seed++) {
    const matrix = shuffledOutcomes(world(seed, PLANTED), createRandom(seed));
    const draft = await build(matrix);
    if (draft.separation.verdict === "none") return { matrix, draft };
  }
}

describe("on a planted world of 300", () => {
  test("same bytes for any batch; another seed may differ only in what folds and shuffles decide", async () => {
    const matrix = world(1, PLANTED);
    const one = await build(matrix, {}, 1);
    expect(bytes(await build(matrix, {}, 7))).toBe(bytes(one));
    const other = await build(matrix, { seed: 2 });
    const card = ({ scorecard }: Draft) =>
      scorecard.attributes.map(({ weight_range: _range, inclusion: _inclusion, ...rest }) => rest);
    expect(card(other)).toEqual(card(one));
    expect(bytes(other)).not.toBe(bytes(one));
  });

  test("more deals than are held out by turns: checks and what is told beyond the sum go by the sample, the card by all", async () => {
    const matrix = world(1, { ...PLANTED, accounts: 600, deals: 2 });
    const draft = await buildDraft(
      { ...input(matrix), heldOutRows: 300 },
      { permuter: null, resampler: null, batch: 1, progress: () => {}, pause },
    );
    const { cross_fit } = draft.validation;
    expect(cross_fit!.n).toBeLessThanOrEqual(300);
    expect(cross_fit!.n).toBeGreaterThan(290);
    expect(cross_fit!.cut).toContain(`of ${cross_fit!.n} deals drawn from ${matrix.n}`);
    expect(draft.interactions!.pairs).toBeGreaterThan(0);
    const first = draft.scorecard.attributes[0]!;
    expect(first.bands.reduce((sum, { n }) => sum + n, 0)).toBe(matrix.n);
  });

  test("reliable, data-driven, and the planted attributes are used", async () => {
    const draft = await build(world(1, PLANTED));
    expect(draft.separation).toMatchObject({ verdict: "reliable", permutations: 200, deals_needed: null });
    expect(draft.maturity).toBe("data-driven");
    expect([...draft.used]).toEqual(expect.arrayContaining(["a0", "a1", "a2"]));
    expect(draft.validation.forward).toMatchObject({ method: "forward" });
    expect(draft.validation.cross_fit).toMatchObject({ method: "cross-fit", n: 300, train: 300 });
    expect(draft.validation.cross_fit!.auc).toBe(draft.separation.auc);
  });

  test("the forward check never sees the newer deals: changing their outcomes changes only its own counts", async () => {
    const matrix = world(1, PLANTED);
    const sorted = [...matrix.created].sort((a, b) => a - b);
    const cut = sorted[Math.floor(0.75 * sorted.length)]!;
    const changed = { ...matrix, y: matrix.y.map((v, i) => (matrix.created[i]! >= cut ? 1 - v : v)) };
    const [a, b] = [await untested(matrix), await untested(changed)];
    const [before, after] = [a.validation.forward!, b.validation.forward!];
    expect(after.train).toBe(before.train);
    expect(after.levels.map((l) => l.n)).toEqual(before.levels.map((l) => l.n));
    expect(after.auc).toBeCloseTo(1 - before.auc!, 4);
  });

  test("cross-fit ranks by the folds' logits, twice held out, and counts levels on the scale of the published card", async () => {
    const matrix = world(1, PLANTED);
    const { heldOut, card } = await learn(matrix, 1, pause);
    const { cross_fit } = (await untested(matrix)).validation;
    const areas = heldOut.map(({ logit }) => auc(logit, matrix.y));
    expect(auc(heldOut[0]!.fit, matrix.y)).not.toBeCloseTo(areas[0]!, 4);
    expect(cross_fit!.auc).toBeCloseTo((areas[0]! + areas[1]!) / 2, 4);
    const high = heldOut[0]!.logit.filter((z) => Math.round((z - card.base) / card.unit) >= 70);
    expect(cross_fit!.levels[0]!.n).toBe(high.length);
    const [low, up] = cross_fit!.auc_interval!;
    const own = aucInterval(heldOut[0]!.logit, matrix.y);
    expect(up - low).toBeGreaterThan(1.15 * (own.high - own.low));
  });

  test("held-out verdicts agree with the limits that are shown", async () => {
    for (let seed = 0; seed < 16; seed++) {
      const { cross_fit, forward } = (await untested(world(seed, { ...PLANTED, effects: [0.7, -0.6] }))).validation;
      for (const check of [cross_fit, forward])
        if (check !== null && check.verdict !== "not enough data")
          expect(check.verdict).toBe(check.auc_interval![0] > 0.5 ? "confirmed" : "not confirmed");
    }
  });

  test("without resampling: untested, interim at most, scored", async () => {
    const draft = await untested(world(1, PLANTED));
    expect(draft.separation).toMatchObject({ verdict: "untested", p: null, permutations: 0 });
    expect(draft.maturity).toBe("interim");
    expect(draft.scorecard.attributes.length).toBeGreaterThan(0);
  });
});

describe("the scorecard of the document", () => {
  /** Whether a bin's value matches a band's condition, as scoring will judge it. */
  function matches(match: Condition, bin: { values: readonly string[]; from: number }, code: number): boolean {
    if ("missing" in match) return code === 0;
    if (code === 0) return false;
    if ("in" in match) return match.in.includes(bin.values[0]!);
    if ("from" in match) {
      const at = bin.from === Number.NEGATIVE_INFINITY ? -1e300 : bin.from;
      return at >= (match.from ?? Number.NEGATIVE_INFINITY) && at < (match.below ?? Number.POSITIVE_INFINITY);
    }
    throw new Error("no such condition here");
  }

  test("bands partition the bins; their rows and wins are facts; rates are shrunk and inside their limits", async () => {
    const matrix = world(1, PLANTED);
    const { scorecard } = await untested(matrix);
    const base = matrix.y.reduce((a, b) => a + b, 0) / matrix.n;
    expect(scorecard.attributes.reduce((a, s) => a + s.weight, 0)).toBe(100);
    for (const scored of scorecard.attributes) {
      const coded = matrix.attributes.find((a) => a.name === scored.attribute)!;
      const bandOf = coded.bins.map((bin, code) => scored.bands.findIndex((b) => matches(b.match, bin, code)));
      expect(bandOf).not.toContain(-1);
      scored.bands.forEach((b, k) => {
        const rows = [...coded.codes.keys()].filter((i) => bandOf[coded.codes[i]!] === k);
        const won = rows.reduce((sum, i) => sum + matrix.y[i]!, 0);
        expect([b.n, b.won], `${scored.attribute} ${b.label}`).toEqual([rows.length, won]);
        expect(b.rate).toBeCloseTo((won + 20 * base) / (rows.length + 20), 4);
        expect(b.rate_interval![0]).toBeLessThanOrEqual(b.rate);
        expect(b.rate_interval![1]).toBeGreaterThanOrEqual(b.rate);
      });
      expect(new Set(scored.bands.map((b) => b.label)).size).toBe(scored.bands.length);
      expect(Math.max(...scored.bands.map((b) => b.points))).toBe(scored.weight);
      expect(scored.bands.at(-1)).toMatchObject({ label: "not known", match: { missing: true } });
    }
  });

  test("the heaviest attribute comes first, and by_fit has 101 rising entries with limits around them", async () => {
    const { scorecard } = await untested(world(1, PLANTED));
    const weights = scorecard.attributes.map((a) => a.weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(scorecard.by_fit.map((f) => f.fit)).toEqual([...Array(101).keys()]);
    scorecard.by_fit.forEach((f, i) => {
      expect(f.low!).toBeLessThanOrEqual(f.p);
      expect(f.high!).toBeGreaterThanOrEqual(f.p);
      if (i > 0) expect(f.p).toBeGreaterThanOrEqual(scorecard.by_fit[i - 1]!.p);
    });
  });
});

describe("on noise", () => {
  test("separation none: the scorecard is empty, nothing is used; forced, there is one, and the verdict stays", async () => {
    const { matrix, draft } = await noise();
    expect(draft.scorecard).toEqual({ attributes: [], levels: { high: 70, medium: 40 }, by_fit: [] });
    expect(draft.used.size).toBe(0);
    expect(draft.maturity).toBe("interim");
    expect(draft.validation.cross_fit).not.toBeNull();
    const forced = await build(matrix, { forceScore: true });
    expect(forced.separation).toEqual(draft.separation);
    expect(forced.scorecard.attributes.length).toBeGreaterThan(0);
    expect(forced.scorecard.by_fit).toHaveLength(101);
  });

  test("at most 2 of 12 worlds, several deals per account, outcomes that vary by account, are reliable", async () => {
    let reliable = 0;
    for (let seed = 20; seed < 32; seed++) {
      const options = { accounts: 80, deals: 5, attributes: 6, accountSd: 0.7, dealAttributes: true };
      if ((await build(world(seed, options), { seed })).separation.verdict === "reliable") reliable++;
    }
    expect(reliable).toBeLessThanOrEqual(2);
  });
});

describe("edges", () => {
  test("no dates and no order: no forward check", async () => {
    const { attributes, y, account } = world(1, PLANTED);
    expect((await untested(codedMatrix(attributes, y, { account }))).validation.forward).toBeNull();
  });

  test("a table sorted by age with an order column is checked forward by it", async () => {
    const matrix = world(1, PLANTED);
    const ordered = { ...matrix, order: Float64Array.from(matrix.created.keys()) };
    const draft = await buildDraft(input(ordered, { orderName: "No." }), {
      permuter: null,
      resampler: null,
      batch: 1,
      progress: () => {},
      pause,
    });
    expect(draft.validation.forward).toMatchObject({ train: 225, n: 75, cut: "the newest 25% by No. (from 225)" });
  });

  test("fewer than 10 wins is a hypothesis", async () => {
    const matrix = world(2, { accounts: 60 });
    let wins = 0;
    const few = { ...matrix, y: matrix.y.map((v) => (v === 1 && ++wins <= 9 ? 1 : 0)) };
    expect((await build(few)).maturity).toBe("hypothesis");
  });

  test("twelve deals, and attributes that are never known", async () => {
    const tiny = await build(world(3, { accounts: 12, intercept: 0 }));
    expect(["none", "weak"]).toContain(tiny.separation.verdict);
    const blank = await build(world(3, { accounts: 40, missing: 1, intercept: 0 }));
    expect(blank.separation.verdict).toBe("none");
    expect(blank.scorecard.attributes).toEqual([]);
  });

  test("above 20,000 rows the permutations run on whole accounts; one too huge is left out, not the rest", async () => {
    const matrix = world(4, { accounts: 21_000, attributes: 2, bins: 2, effects: [2] });
    const account = Int32Array.from({ length: matrix.n }, (_, i) => (i < 20_500 ? 0 : i - 20_499));
    const sizes: number[] = [];
    await buildDraft(input({ ...matrix, account, accounts: matrix.n - 20_499 }), {
      permuter: (plan) => {
        sizes.push(plan.matrix.n);
        return async (from, to) => new Array(to - from).fill(1);
      },
      resampler: null,
      batch: 20,
      progress: () => {},
      pause,
    });
    expect(sizes).toEqual([500]);
  });

  test("progress never runs past its end", async () => {
    const told: [string, number, number][] = [];
    await buildDraft(input(world(1, PLANTED)), {
      permuter: permuterOf,
      resampler: resamplerOf,
      batch: 30,
      progress: (...step) => told.push(step),
      pause,
    });
    for (const [, done, of] of told) expect(done).toBeLessThanOrEqual(of);
    expect(new Set(told.map(([step]) => step)).size).toBe(4);
  });
});

test("baseRateInterval: Wilson to four digits, wider where deals of one account go together", () => {
  const y = Uint8Array.from({ length: 84 }, (_, i) => (i < 31 ? 1 : 0));
  expect(
    baseRateInterval(
      y,
      Int32Array.from(y, (_, i) => i),
    ),
  ).toEqual([0.2737, 0.4758]);
  const [low, high] = baseRateInterval(
    y,
    Int32Array.from(y, (_, i) => Math.floor(i / 7)),
  );
  expect(low).toBeLessThan(0.2);
  expect(high).toBeGreaterThan(0.55);
});
