import { describe, expect, test } from "vitest";
import { type Booster, type CeilingPlan, ceilingFold, ceilingOf, partedFold } from "../../src/build/ceiling.ts";
import { splitFold } from "../../src/build/cross-fit.ts";
import { buildDraft } from "../../src/build/draft.ts";
import { fitOptions } from "../../src/build/fit.ts";
import { fitCard } from "../../src/build/fit-card.ts";
import { learn } from "../../src/build/learn.ts";
import { fitsOf } from "../../src/build/points.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";
import { crossedWorld } from "../generators/crossed-world.ts";
import { turnedWorld } from "../generators/turned-world.ts";
import { featuresOf } from "../generators/world.ts";

const boosterOf =
  (plan: CeilingPlan): Booster =>
  async (from, to) =>
    Array.from({ length: to - from }, (_, i) => ceilingFold(plan, from + i));

const learned = (matrix: CodedMatrix) => learn(matrix, 1, async () => {});

async function ceiling(matrix: CodedMatrix, booster = boosterOf) {
  const found = await ceilingOf(await learned(matrix), 1, fitOptions(matrix.n), booster);
  return found?.ceiling ?? null;
}

/** Employees and industry tell nothing alone; a flag adds a little. */
function either(n: number): CodedMatrix {
  const random = createRandom(9, 5);
  const columns = [0, 1, 2, 3].map(() => Array.from({ length: n }, () => 1 + random.int(2)));
  const y = columns[0]!.map((v, i) => {
    const chance = (v === columns[1]![i] ? 0.7 : 0.3) + (columns[2]![i] === 2 ? 0.15 : -0.15);
    return random.next() < chance ? 1 : 0;
  });
  return codedMatrix(
    columns.map((codes, j) => codedAttribute(`a${j}`, "ordered", 2, codes)),
    y,
  );
}

describe("the ceiling", () => {
  test("says so where attributes tell something only together, and that it is the combining", async () => {
    const found = (await ceiling(either(2000)))!;
    expect(found.verdict).toBe("beyond");
    expect(found.distance_interval[0]).toBeGreaterThan(0.1);
    expect(found.combining_interval[0]).toBeGreaterThan(0.1);
    expect(found.distance).toBeCloseTo(found.auc - found.card, 3);
    expect(found.combining).toBeCloseTo(found.auc - found.additive, 3);
    expect(found.auc_interval[0]).toBeLessThan(found.auc);
  });

  test("says nothing of the kind where all adds up", async () => {
    for (const deals of [300, 1000, 3000]) {
      const found = (await ceiling(crossedWorld(deals, { deals, together: 0 })))!;
      expect(found.verdict).not.toBe("beyond");
      expect(found.distance).toBeLessThan(0.02);
    }
  });

  test("is told against the cross-fitted AUC of the card, on the same deals", async () => {
    const matrix = crossedWorld(3, { deals: 1000 });
    const own = await learned(matrix);
    const found = (await ceilingOf(own, 1, fitOptions(matrix.n), boosterOf))!.ceiling;
    expect(found.card).toBeCloseTo(auc(own.heldOut[0]!.logit, matrix.y), 4);
    expect([found.n, found.won]).toEqual([1000, matrix.y.reduce((a, b) => a + b, 0)]);
  });

  test("asks nothing of too few deals, or of too few of one outcome", async () => {
    const never = (): Booster => () => Promise.reject(new Error("asked"));
    expect(await ceiling(crossedWorld(1, { deals: 199 }), never)).toBeNull();
    const world = crossedWorld(1, { deals: 600 });
    const rare = Uint8Array.from(world.y, (v, i) => (v === 1 && i < 120 ? 1 : 0));
    expect(rare.reduce((a, b) => a + b, 0)).toBeLessThan(50);
    expect(await ceiling({ ...world, y: rare }, never)).toBeNull();
  });

  test("draws whole accounts where there are more than 20,000 deals, and cards that learned from as many", async () => {
    const matrix = crossedWorld(2, { deals: 24_000, dealsPerAccount: 3, attributes: 3, telling: 3, together: 0 });
    const own = await learned(matrix);
    let plan: CeilingPlan | null = null;
    const found = (await ceilingOf(own, 1, fitOptions(matrix.n), (given) => {
      plan = given;
      return boosterOf(given);
    }))!.ceiling;
    expect(found.n).toBeLessThanOrEqual(20_000);
    expect(found.n).toBeGreaterThan(19_990);
    const { fold, matrix: drawn } = plan! as CeilingPlan;
    const folds = new Map<number, Set<number>>();
    for (const [i, a] of drawn.account.entries()) folds.set(a, (folds.get(a) ?? new Set()).add(fold[i]!));
    expect([...folds.values()].every((f) => f.size === 1)).toBe(true);
    expect(found.verdict).toBe("close");
  });
});

describe("cards for parts", () => {
  test("are offered where they win much back, and keep the promise on fresh deals", async () => {
    const matrix = turnedWorld(1, 4000);
    const found = (await ceilingOf(await learned(matrix), 1, fitOptions(matrix.n), boosterOf))!;
    expect(found.ceiling.verdict).toBe("beyond");
    const { index, parts, gain, gain_interval, auc: parted } = found.parted!;
    expect([index, parts.bands]).toEqual([0, 5]);
    expect(gain_interval[0]).toBeGreaterThan(0.05);
    expect(parted - found.ceiling.card).toBeCloseTo(gain, 3);
    const fresh = turnedWorld(2, 4000);
    const both = codedMatrix(
      matrix.attributes.map((a, j) =>
        codedAttribute(a.name, a.order, a.bins.length - 1, [...a.codes, ...fresh.attributes[j]!.codes]),
      ),
      [...matrix.y, ...fresh.y],
    );
    const fold = Uint8Array.from({ length: 8000 }, (_, i) => (i < 4000 ? 0 : 1));
    const said = partedFold({ matrix: both, fold, seed: 1 }, 1, 0);
    expect(auc(said, fresh.y)).toBeGreaterThan(found.ceiling.card + gain_interval[0]);
  });

  test("are not offered where all adds up, nor where few are left to learn from", async () => {
    const asked: number[] = [];
    const matrix = crossedWorld(7, { deals: 2000, together: 0 });
    const found = await ceilingOf(await learned(matrix), 1, fitOptions(matrix.n), (plan) => (from, to) => {
      asked.push(from);
      return boosterOf(plan)(from, to);
    });
    expect(found!.parted).toBeNull();
    expect(asked).toEqual([0]);
    const few = turnedWorld(3, 240);
    const fold = Uint8Array.from({ length: 240 }, (_, i) => i % 5);
    const held = { matrix: few, fold, seed: 1 };
    const { inside, outside } = splitFold(fold, 0);
    const card = fitCard(few, outside, fitOptions(240));
    const alone = fitsOf(card, few, inside).map((fit) => card.base + card.unit * fit);
    expect(partedFold(held, 0, 0)).toEqual(alone);
    expect(new Set(alone).size).toBeGreaterThan(2);
    const lost = { ...few, y: few.y.map((v, i) => (fold[i] === 0 ? v : 0)) };
    expect(partedFold({ ...held, matrix: lost }, 0, 0)).toEqual(new Float64Array(48));
  });
});

describe("a draft", () => {
  const draft = (matrix: CodedMatrix, booster: ((plan: CeilingPlan) => Booster) | null) =>
    buildDraft(
      {
        matrix,
        features: featuresOf(matrix.attributes),
        seed: 1,
        orderName: null,
        matured: () => true,
        forceScore: false,
      },
      { permuter: null, resampler: null, booster, batch: 1, progress: () => {}, pause: async () => {} },
    );

  test("holds the ceiling beside the checks, the same again; not without trees", async () => {
    const matrix = crossedWorld(4, { deals: 400 });
    const { ceiling: found } = (await draft(matrix, boosterOf)).validation;
    const { heldOut } = await learn(matrix, 1, async () => {}, fitOptions(matrix.n));
    expect(found!.card).toBeCloseTo(auc(heldOut[0]!.logit, matrix.y), 4);
    expect((await draft(matrix, boosterOf)).validation.ceiling).toEqual(found);
    expect(found!.parted).toBeUndefined();
    const parted = (await draft(turnedWorld(1, 3000), boosterOf)).validation.ceiling!.parted!;
    expect(parted).toMatchObject({ attribute: "size", parts: ["0 to 1", "1 to 2", "2 to 3", "3 to 4"] });
    expect((await draft(matrix, null)).validation).not.toHaveProperty("ceiling");
    expect((await draft(crossedWorld(4, { deals: 150 }), boosterOf)).validation).not.toHaveProperty("ceiling");
  });
});
