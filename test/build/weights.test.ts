import { describe, expect, test } from "vitest";
import { bandPrior } from "../../src/build/band-prior.ts";
import { Evidence, weightedEvidence } from "../../src/build/bands.ts";
import { resampled } from "../../src/build/bootstrap.ts";
import { buildDraft } from "../../src/build/draft.ts";
import { familiesOf } from "../../src/build/families.ts";
import { type FitOptions, fitModel, fitOptions } from "../../src/build/fit.ts";
import { learn } from "../../src/build/learn.ts";
import { fitLogit } from "../../src/build/newton.ts";
import { toPoints } from "../../src/build/points.ts";
import { posterior } from "../../src/build/posterior.ts";
import { allRows, takeRows, worth } from "../../src/build/rows.ts";
import { permutedStatistic, separationStatistic } from "../../src/build/separation.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { groupFolds } from "../../src/stats/folds.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";
import { featuresOf, world } from "../generators/world.ts";
import { expectNear } from "../stats/near.ts";

/** The deals of test/build/newton.test.ts, weighted w = 2.0 ** (-i / 20). */
const index = Array.from({ length: 60 }, (_, i) => i);
const codes = [
  Uint8Array.from(index, (i) => (i * 7) % 4),
  Uint8Array.from(index, (i) => (i * i + 1) % 3),
  Uint8Array.from(index, (i) => Math.floor((i * i * i) / 5) % 5),
];
const y = Uint8Array.from(index, (i) => ((i * 5 + i * i) % 7 < 3 ? 1 : 0));
const halving = Float64Array.from(index, (i) => 2 ** (-i / 20));

const METHODS: readonly (readonly [string, FitOptions])[] = [
  ["steady", fitOptions(400)],
  ["steady, fine", fitOptions(1500)],
  ["following the outcome", fitOptions(4000)],
];

const REPEATED = [1, 3, 1, 2];

/** Every row as often as its weight says. */
function spelledOut(matrix: CodedMatrix, times: (row: number) => number): CodedMatrix {
  return takeRows(
    matrix,
    Int32Array.from(Array.from(allRows(matrix)).flatMap((r) => new Array<number>(times(r)).fill(r))),
  );
}

/** Two attributes; what tells is turned round in the newer half of the deals. */
function turned(n: number): CodedMatrix {
  const random = createRandom(5);
  const a = Uint16Array.from({ length: n }, () => 1 + random.int(3));
  const b = Uint16Array.from({ length: n }, () => 1 + random.int(4));
  const outcome = Uint8Array.from(a, (c, i) => (random.next() < (c === (i < n / 2 ? 1 : 3) ? 0.7 : 0.3) ? 1 : 0));
  const attributes = [codedAttribute("a", "unordered", 3, a), codedAttribute("b", "ordered", 4, b)];
  return codedMatrix(attributes, outcome);
}

/** Half the weight for every sixth of the deals that came later. */
function recent(matrix: CodedMatrix): CodedMatrix {
  const weight = Float64Array.from(matrix.y, (_, i) => 2 ** ((6 * i) / matrix.n));
  return { ...matrix, weight, recency: weight };
}

describe("one weighted fit", () => {
  test("fitLogit matches scikit-learn with sample_weight", () => {
    const columns = codes.map((c, j) => ({ codes: c, bands: [4, 3, 5][j]! }));
    const fit = fitLogit(columns, y, 4, { intercept: 0, effects: [] }, 30, halving);
    // LogisticRegression(C=1/4, solver="newton-cholesky", tol=1e-14).fit(X, y, sample_weight=w), scikit-learn 1.9.1
    expectNear(fit.intercept, 0.2889448861954615, 1e-7);
    [0.10094219963752848, -0.03563989422007745, -0.01429808828323175, -0.05100421713421927].forEach((want, b) => {
      expectNear(fit.effects[0]![b]!, want, 1e-6);
    });
    expectNear(fit.effects[2]![4]!, -0.16601191337233775, 1e-6);
  });

  test("posterior: a weight of k is a row k times", () => {
    const times = Float64Array.from(index, (i) => REPEATED[i % 4]!);
    const rows = index.flatMap((i) => new Array<number>(times[i]!).fill(i));
    const prior = bandPrior(Float64Array.of(20, 20, 20), "ordered");
    const column = (all: readonly number[]) => ({ codes: Uint8Array.from(all, (i) => codes[0]![i]!), bands: 3, prior });
    const short = posterior([column(index)], y, 0.3, undefined, 30, times);
    const outcomes = Uint8Array.from(rows, (i) => y[i]!);
    const long = posterior([column(rows)], outcomes, 0.3, undefined, 30);
    expectNear(short.evidence, long.evidence, 1e-6);
    short.effects[0]!.forEach((f, b) => {
      expect(f).toBeCloseTo(long.effects[0]![b]!, 4);
    });
  });

  test("evidence of whole counts is that of counts, and scipy's in between", () => {
    const [whole, real] = [new Evidence(50, 0.3, 20), weightedEvidence(0.3, 20)];
    for (const [n, e] of [
      [0, 0],
      [1, 0],
      [20, 7],
      [50, 50],
    ] as const)
      expect(real.of(n, e)).toBeCloseTo(whole.of(n, e), 9);
    expectNear(real.of(10.5, 3.25), -6.717577081453772, 1e-12); // scipy 1.17: betaln(3.25 + 6, 7.25 + 14) - betaln(6, 14)
  });
});

describe.each(METHODS)("the whole fit, %s", (_, options) => {
  const matrix = world(7, { accounts: 500, effects: [1.4, 1], attributes: 5 });

  test("equal weights, however large, are no weights", () => {
    const weighted = { ...matrix, weight: new Float64Array(matrix.n).fill(0.125) };
    const [plain, same] = [matrix, weighted].map((m) => fitModel(m, allRows(m), options));
    expect(same!.attributes.map((a) => a.index)).toEqual(plain!.attributes.map((a) => a.index));
    same!.attributes.forEach((a, k) => {
      expect(a.banding).toEqual(plain!.attributes[k]!.banding);
      a.effects.forEach((f, b) => {
        expect(f).toBeCloseTo(plain!.attributes[k]!.effects[b]!, 6);
      });
    });
    expect(toPoints(same!).attributes.map((a) => a.points)).toEqual(toPoints(plain!).attributes.map((a) => a.points));
  });

  test("counts are facts: what a band holds and won is not weighted", () => {
    const card = fitModel(recent(matrix), allRows(matrix), options);
    for (const { index: j, banding, count, won } of card.attributes) {
      const rows = new Float64Array(banding.bands);
      const wins = new Float64Array(banding.bands);
      matrix.attributes[j]!.codes.forEach((code, i) => {
        const b = banding.bandOf[code]!;
        rows[b] = rows[b]! + 1;
        wins[b] = wins[b]! + matrix.y[i]!;
      });
      expect([count, won]).toEqual([rows, wins]);
    }
  });

  test("what turned round is learned as it is now", () => {
    const deals = turned(600);
    const effectsOf = (m: CodedMatrix) => {
      const found = fitModel(m, allRows(m), options).attributes.find((a) => a.index === 0);
      return found === undefined ? null : [1, 3].map((code) => found.effects[found.banding.bandOf[code]!]!);
    };
    const plain = effectsOf(deals);
    const [older, newer] = effectsOf(recent(deals))!;
    expect(newer! - older!).toBeGreaterThan(0.5);
    if (plain !== null) expect(Math.abs(plain[1]! - plain[0]!)).toBeLessThan(newer! - older!);
  });
});

test("the ridge takes weighted deals for as many as they are worth, not for as many as there are", () => {
  const deals = turned(600);
  const times = (row: number): number => REPEATED[row % 4]!;
  const weighted = { ...deals, weight: Float64Array.from(deals.y, (_, i) => times(i)) };
  const long = spelledOut(deals, times);
  expect(worth(weighted)).toBeLessThan(deals.n);
  const spread = (m: CodedMatrix): number => {
    const [first] = fitModel(m, allRows(m), { ...fitOptions(m.n), most: 1 }).attributes;
    return Math.max(...first!.effects) - Math.min(...first!.effects);
  };
  expect(spread(weighted)).toBeLessThan(spread(long));
});

describe("around the fit", () => {
  test("taken rows keep their weights", () => {
    const matrix = recent(turned(30));
    const some = takeRows(matrix, Int32Array.of(4, 29, 4));
    expect(some.weight).toEqual(Float64Array.of(matrix.weight![4]!, matrix.weight![29]!, matrix.weight![4]!));
    expect(some.recency).toEqual(some.weight);
    expect("weight" in takeRows(turned(30), Int32Array.of(1))).toBe(false);
  });

  test("win rates are levelled by age alone: deals that weigh more by strategy win no oftener", async () => {
    const matrix = world(11, { accounts: 900, effects: [2], attributes: 2 });
    const weight = Float64Array.from(matrix.attributes[0]!.codes, (c) => (c === 5 ? 8 : 1));
    const rate = (m: CodedMatrix, w?: Float64Array): number =>
      m.y.reduce((sum, v, i) => sum + v * (w?.[i] ?? 1), 0) / (w?.reduce((a, b) => a + b, 0) ?? m.n);
    const expected = async (m: CodedMatrix, w?: Float64Array): Promise<number> => {
      const { card, calibration } = await learn(m, 1, async () => {});
      let [sum, total] = [0, 0];
      for (let i = 0; i < m.n; i++) {
        const fit = card.attributes.reduce(
          (f, a) => f + a.points[a.banding.bandOf[m.attributes[a.index]!.codes[i]!]!]!,
          0,
        );
        sum += (w?.[i] ?? 1) * calibration.p[fit]!;
        total += w?.[i] ?? 1;
      }
      return sum / total;
    };
    expect(rate(matrix, weight)).toBeGreaterThan(rate(matrix) + 0.05);
    expectNear(await expected({ ...matrix, weight }), rate(matrix), 1e-6);
    const aged = { ...matrix, weight, recency: weight };
    expectNear(await expected(aged, weight), rate(matrix, weight), 1e-6);
  });

  test("forward learns with weights as of its cut, and counts every newer deal once", async () => {
    const deals = turned(1600);
    const day = Float64Array.from(deals.y, (_, i) => 19_000 + i / 2);
    const dated = { ...deals, created: day, closed: day.map((d) => d + 10) };
    const check = async (matrix: CodedMatrix) => {
      const { validation } = await buildDraft(
        {
          matrix,
          features: featuresOf(matrix.attributes),
          seed: 1,
          orderName: null,
          matured: () => true,
          forceScore: false,
        },
        { permuter: null, resampler: null, batch: 1, progress: () => {}, pause: async () => {} },
      );
      return validation;
    };
    const [plain, aged] = [await check(dated), await check(recent(dated))];
    expect(aged.forward).toMatchObject({ n: plain.forward!.n, won: plain.forward!.won, train: plain.forward!.train });
    expect(aged.forward!.auc!).toBeGreaterThan(plain.forward!.auc! + 0.05);
    expect(aged.cross_fit!.cut).toContain("; here every deal counts the same");
    expect(plain.cross_fit!.cut).not.toContain("every deal");
  });

  test("limits are wider by as much as fewer deals count", async () => {
    const matrix = world(12, { accounts: 800, effects: [2], attributes: 2 });
    const aged = recent(matrix);
    const width = async (m: CodedMatrix): Promise<number> => {
      const { calibration } = await learn(m, 1, async () => {});
      return calibration.high.reduce((a, h, f) => a + h - calibration.low[f]!, 0);
    };
    expect(worth(aged)).toBeLessThan(0.5 * matrix.n);
    expect(await width(aged)).toBeGreaterThan(1.2 * (await width(matrix)));
  });

  test("shuffles and resamples weigh deals, too", () => {
    const deals = turned(1200);
    const matrix = recent(deals);
    const fold = groupFolds(matrix.account, matrix.y, 5, createRandom(3));
    expect(separationStatistic(matrix, fold)).toBeGreaterThan(separationStatistic(deals, fold) + 0.05);
    const { family, families } = familiesOf(matrix);
    const plan = { matrix, family, families, fold, seed: 1 };
    const shuffled = Array.from({ length: 10 }, (_, i) => permutedStatistic(plan, i));
    expect(Math.max(...shuffled)).toBeLessThan(separationStatistic(matrix, fold));
    const probes = Int32Array.of(0, 1, 2);
    const drawn = (m: CodedMatrix) =>
      resampled({ matrix: m, family, families, probes, fit: new Float64Array(3), seed: 1 }, 0)!;
    expect(drawn(matrix).shift).not.toEqual(drawn(deals).shift);
  });
});
