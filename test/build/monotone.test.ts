import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resampled } from "../../src/build/bootstrap.ts";
import { crossFit } from "../../src/build/cross-fit.ts";
import { familiesOf } from "../../src/build/families.ts";
import { FIT, fitModel, fitOptions, SMALLEST_BAND } from "../../src/build/fit.ts";
import { monotoneBands, monotoneEffects } from "../../src/build/monotone.ts";
import { toPoints } from "../../src/build/points.ts";
import { allRows } from "../../src/build/rows.ts";
import { STEADY_RESAMPLING } from "../../src/build/steady.ts";
import type { CodedAttribute, CodedMatrix, Direction } from "../../src/features/matrix.ts";
import { codedAttribute, codedMatrices, codedMatrix } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

/** The matrix with every ordered attribute held to one direction. */
function directed(matrix: CodedMatrix, direction: Direction): CodedMatrix {
  const attributes = matrix.attributes.map((a) => (a.order === "ordered" ? { ...a, monotone: direction } : a));
  return { ...matrix, attributes };
}

/** Points per pre-bin with rows, in the order of the bins, of the ordered attributes of a card. */
function orderedPoints(matrix: CodedMatrix, model: ReturnType<typeof fitModel>): number[][] {
  return toPoints(model)
    .attributes.filter(({ index }) => matrix.attributes[index]!.order === "ordered")
    .map(({ banding, points }) => Array.from(banding.bandOf.slice(1), (b) => points[b]!));
}

const turns = (points: readonly number[], direction: Direction): boolean =>
  points.some((p, i) => i > 0 && (direction === "up" ? p < points[i - 1]! : p > points[i - 1]!));

/** Rate falls, rises and falls again over six bins. */
function zigzag(n: number) {
  const rates = [0.7, 0.1, 0.3, 0.3, 0.5, 0.9];
  const codes: number[] = [];
  const y: number[] = [];
  rates.forEach((rate, c) => {
    for (let i = 0; i < n; i++) {
      codes.push(c + 1);
      y.push(i < rate * n ? 1 : 0);
    }
  });
  return codedMatrix([codedAttribute("x", "ordered", 6, codes)], y);
}

describe("monotoneEffects", () => {
  test("pools what turns by rows, and a band of few rows follows its neighbours", () => {
    const effects = Float64Array.of(-1, 0.5, 0, 1);
    expect([...monotoneEffects(effects, [10, 30, 10, 10], "up", 5)]).toEqual([-1, 0.375, 0.375, 1]);
    expect([...monotoneEffects(effects, [10, 30, 4, 10], "up", 5)]).toEqual([-1, 0.5, 0.5, 1]);
    expect([...monotoneEffects(Float64Array.of(1, -2, 0), [1, 1, 1], "down", 1)]).toEqual([1, -1, -1]);
  });
});

describe("monotoneBands", () => {
  test("joins neighbours that may not stand apart; missing stays alone", () => {
    const banding = { bandOf: Uint8Array.of(0, 1, 1, 2, 3, 4), bands: 5 };
    const joined = monotoneBands(banding, Float64Array.of(9, -1, 0.5, 0, 1), new Float64Array(5).fill(20), "up", 5);
    expect([...joined.bandOf]).toEqual([0, 1, 1, 2, 2, 3]);
    expect(joined.bands).toBe(4);
  });
});

describe.each([
  ["steady", fitOptions(100)],
  ["steady, fine", fitOptions(1500)],
  ["steady, for shuffles", { ...FIT, steady: STEADY_RESAMPLING }],
  ["bands that follow the outcome", FIT],
  ["the same, for shuffles", { ...FIT, refit: 1, swap: false }],
])("%s", (_, options) => {
  test.each(["up", "down"] as const)("every ordered attribute's points go %s only, whatever the deals", (direction) => {
    fc.assert(
      fc.property(codedMatrices(), (drawn) => {
        const matrix = directed(drawn, direction);
        const model = fitModel(matrix, allRows(matrix), options);
        expect(orderedPoints(matrix, model).filter((points) => turns(points, direction))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("a rate that zigzags: free it turns, held to up it rises from band to band, none under 5 deals", () => {
    const free = zigzag(800);
    const freePoints = orderedPoints(free, fitModel(free, allRows(free), options));
    expect(freePoints.some((points) => turns(points, "up"))).toBe(true);
    const held = directed(free, "up");
    const model = fitModel(held, allRows(held), options);
    const [points] = orderedPoints(held, model);
    expect(turns(points!, "up")).toBe(false);
    expect(points!.at(-1)).toBe(100);
    const { effects, count } = model.attributes[0]!;
    for (let b = 2; b < effects.length; b++) expect(effects[b]!).toBeGreaterThan(effects[b - 1]!);
    expect(Math.min(...count.slice(1))).toBeGreaterThanOrEqual(SMALLEST_BAND);
  });

  test("an attribute that goes the other way earns nothing; the others are learned as ever", () => {
    const matrix = world(3, { accounts: 600, effects: [-3, 2, 2] });
    const [against, ...rest] = matrix.attributes;
    const card = toPoints(
      fitModel({ ...matrix, attributes: [{ ...against!, monotone: "up" }, ...rest] }, allRows(matrix), options),
    );
    expect(card.attributes.map(({ index }) => index)).not.toContain(0);
    expect(card.attributes.map(({ index }) => index)).toEqual(expect.arrayContaining([1, 2]));
  });
});

test("the direction holds inside folds and resamples: held against the truth, neither learns anything", () => {
  const matrix = world(5, { accounts: 400, attributes: 1, effects: [3] });
  const against = directed(matrix, "down");
  const { family, families } = familiesOf(against);
  const fold = Uint8Array.from({ length: matrix.n }, (_, i) => i % 5);
  expect(new Set(crossFit(matrix, fold, fitOptions(matrix.n)).fit).size).toBeGreaterThan(2);
  expect(new Set(crossFit(against, fold, fitOptions(matrix.n)).fit)).toEqual(new Set([0]));
  const probes = Int32Array.of(0, 1, 2);
  const plan = { family, families, probes, fit: new Float64Array(3), seed: 1 };
  expect(resampled({ ...plan, matrix }, 0)!.weights[0]).toBe(100);
  expect(resampled({ ...plan, matrix: against }, 0)!.weights[0]).toBe(0);
});

test("what is pooled to nothing leaves nothing behind in the points of others", () => {
  const n = 600;
  const at = (i: number, k: number) => (Math.imul(i + 1, 2654435761 + 97 * k) >>> 8) % 100;
  const a = Array.from({ length: n }, (_, i) => (i % 4) + 1);
  const b = a.map((code, i) => (at(i, 1) < 60 ? code : (at(i, 2) % 4) + 1));
  const y = a.map((code, i) => (at(i, 3) < 15 * code + 5 * b[i]! ? 1 : 0));
  const of = (monotone: Partial<CodedAttribute>) =>
    codedMatrix([{ ...codedAttribute("a", "ordered", 4, a), ...monotone }, codedAttribute("b", "ordered", 4, b)], y);
  const rows = Int32Array.from(y.keys());
  const effects = (matrix: CodedMatrix, index: number) =>
    fitModel(matrix, rows, fitOptions(n)).attributes.find((one) => one.index === index)?.effects;
  const against = of({ monotone: "down" });
  const without = { ...against, attributes: [against.attributes[1]!] };
  expect(effects(against, 0)).toBeUndefined();
  expect(effects(of({}), 0)).toBeDefined();
  expect([...effects(against, 1)!]).toEqual([...effects(without, 0)!].map((f) => expect.closeTo(f, 3)));
});
