import { describe, expect, it } from "vitest";
import { declaredWorld, type Hypothesis } from "../../bench/declared-world.ts";
import { fitModel, fitOptions } from "../../src/build/fit.ts";
import { fitsOf, toPoints } from "../../src/build/points.ts";
import { allRows } from "../../src/build/rows.ts";
import { declaredColumns } from "../../src/build/steady-declared.ts";
import { BEFOREHAND, supportOf } from "../../src/build/support.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";

function learnedAuc(seed: number, n: number, hypothesis: Hypothesis): number {
  const world = declaredWorld(seed);
  const own = world.told(world.draw(1, n), hypothesis);
  const fresh = world.draw(2, 2000);
  return auc(fitsOf(toPoints(fitModel(own, allRows(own), fitOptions(n))), fresh, allRows(fresh)), fresh.y);
}

function gain(n: number, hypothesis: Hypothesis): number {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 101);
  return seeds.reduce((sum, s) => sum + learnedAuc(s, n, hypothesis) - learnedAuc(s, n, "none"), 0) / seeds.length;
}

const support = (matrix: CodedMatrix) => {
  const { columns, offset } = declaredColumns(matrix, allRows(matrix));
  return supportOf(columns, matrix.y, offset);
};

describe("a hypothesis in the steady fit", () => {
  it("that is fair tells more of new deals when there are few", () => {
    expect(gain(20, "fair")).toBeGreaterThan(0.04);
    expect(gain(50, "fair")).toBeGreaterThan(0.03);
  });

  it("that is wrong costs next to nothing from 150 deals on", () => {
    expect(gain(150, "random")).toBeGreaterThan(-0.025);
    expect(gain(150, "opposite")).toBeGreaterThan(-0.015);
    expect(gain(300, "opposite")).toBeGreaterThan(-0.005);
  });

  it("is supported where it is right, not where it is the opposite, and as believed beforehand where deals are few", () => {
    const of = (n: number, hypothesis: Hypothesis) => {
      const world = declaredWorld(7);
      return support(world.told(world.draw(1, n), hypothesis));
    };
    expect(of(400, "exact").mean).toBeGreaterThan(0.7);
    expect(of(400, "opposite").mean).toBeLessThan(0.05);
    expect(BEFOREHAND.mean).toBeCloseTo(0.82, 2);
    expect(of(20, "random").sd).toBeGreaterThan(0.6 * BEFOREHAND.sd);
  });

  it("keeps the points of bands that no deal was in, so that who was never called is not scored like who was", () => {
    const n = 40;
    const all = Array.from({ length: n }, () => 1);
    const y = Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const coded = codedAttribute("industry", "unordered", 3, all);
    const other = codedAttribute(
      "noise",
      "ordered",
      4,
      Array.from({ length: n }, (_, i) => 1 + ((i * 7) % 4)),
    );
    const matrix = codedMatrix([{ ...coded, declared: Float64Array.of(0, 1, 0.5, 0) }, other], y);
    const card = toPoints(fitModel(matrix, allRows(matrix), fitOptions(n)));
    const industry = card.attributes.find(({ index }) => index === 0)!;
    const earned = [1, 2, 3].map((code) => industry.points[industry.banding.bandOf[code]!]!);
    expect(earned[0]).toBe(industry.weight);
    expect(earned[0]).toBeGreaterThan(earned[1]!);
    expect(earned[1]).toBeGreaterThan(earned[2]!);
    expect(earned[2]).toBe(0);
  });

  it("of nothing but zeros changes nothing that deals say", () => {
    const world = declaredWorld(3);
    const plain = world.draw(1, 200);
    const flat = {
      ...plain,
      attributes: plain.attributes.map((a) => ({ ...a, declared: new Float64Array(a.bins.length) })),
    };
    const of = (matrix: CodedMatrix) => {
      const fresh = world.draw(2, 2000);
      return auc(fitsOf(toPoints(fitModel(matrix, allRows(matrix), fitOptions(200))), fresh, allRows(fresh)), fresh.y);
    };
    expect(Math.abs(of(flat) - of(plain))).toBeLessThan(0.01);
  });

  it("weights sum to 100 and points lie within them, whatever was declared", () => {
    for (const hypothesis of ["exact", "random", "opposite"] as const)
      for (let seed = 1; seed <= 10; seed++) {
        const world = declaredWorld(seed);
        const own = world.told(world.draw(1, 12 + 7 * seed), hypothesis);
        const card = toPoints(fitModel(own, allRows(own), fitOptions(own.n)));
        if (card.attributes.length === 0) continue;
        expect(card.attributes.reduce((sum, a) => sum + a.weight, 0)).toBe(100);
        for (const a of card.attributes) for (const p of a.points) expect(p >= 0 && p <= a.weight).toBe(true);
      }
  });
});
