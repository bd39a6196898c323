import { describe, expect, it } from "vitest";
import { bandPrior } from "../../src/build/band-prior.ts";
import { FIT, fitModel, fitOptions, predictLogit, STEADY_BELOW } from "../../src/build/fit.ts";
import { allRows, takeRows } from "../../src/build/rows.ts";
import { STEADY, steadyOptions } from "../../src/build/steady.ts";
import { COARSE, steadyBands } from "../../src/build/steady-bands.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

const learned = (matrix: CodedMatrix) => fitModel(matrix, allRows(matrix), { ...FIT, steady: STEADY });

describe("bands that do not look at the outcome", () => {
  it("are fifths of ordered bins; an empty bin goes with its neighbour below", () => {
    const attribute = codedAttribute("size", "ordered", 10, []);
    const count = Float64Array.of(9, 10, 10, 10, 10, 0, 10, 10, 10, 10, 20);
    const { bandOf, bands } = steadyBands(attribute, count, COARSE);
    expect(bands).toBe(6);
    expect([...bandOf]).toEqual([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5]);
  });

  it("are the twelve commonest levels and the rest; a level that no row has was not seen", () => {
    const attribute = codedAttribute("industry", "unordered", 16, []);
    const count = Float64Array.from({ length: 17 }, (_, c) => (c === 3 ? 0 : 40 - c));
    const { bandOf, bands } = steadyBands(attribute, count, COARSE);
    expect(bands).toBe(14);
    expect(bandOf[3]).toBe(0);
    expect([bandOf[1], bandOf[2], bandOf[4], bandOf[13]]).toEqual([1, 2, 3, 12]);
    expect([bandOf[14], bandOf[15], bandOf[16]]).toEqual([13, 13, 13]);
  });
});

it("the prior of ordered bands: precision is the inverse of the correlation, of unordered ones the unit matrix", () => {
  const { precision, logDet } = bandPrior(Float64Array.of(10, 30, 20, 40), "ordered");
  // numpy: r = [-.45, -.25, 0, .3]; K = .35 exp(-|ri - rj| / .5) + .65 * 12 ri rj + .001 I; linalg.slogdet(K), linalg.inv(K)
  expect(logDet).toBeCloseTo(-3.364054710012598, 9);
  [3.3610155718217722, -3.6226344506842687, 0.008356286846381539, 1.4984590154722188].forEach((want, c) => {
    expect(precision[c]).toBeCloseTo(want, 7);
  });
  expect([...bandPrior(Float64Array.of(3, 4), "unordered").precision]).toEqual([1, 0, 0, 1]);
});

describe("the steady fit", () => {
  it("is what few deals are learned by, and from 3,000 bands follow the outcome", () => {
    expect(fitOptions(STEADY_BELOW - 1).steady).not.toBeNull();
    expect(fitOptions(STEADY_BELOW).steady).toBeNull();
    expect(steadyOptions(999).fine).toBeNull();
    expect(steadyOptions(1000).fine).not.toBeNull();
  });

  it("tells more of new deals than bands that follow the outcome, over 20 worlds of 80 deals", () => {
    let gain = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const all = world(seed, { accounts: 880, attributes: 10, effects: [1.6, -1.2, 1, 0.6] });
      const own = takeRows(all, allRows(all).slice(0, 80));
      const others = allRows(all).slice(80);
      const y = Uint8Array.from(others, (r) => all.y[r]!);
      const of = (steady: typeof STEADY | null): number =>
        auc(predictLogit(fitModel(own, allRows(own), { ...FIT, steady }), all, others), y);
      gain += (of(STEADY) - of(null)) / 20;
    }
    expect(gain).toBeGreaterThan(0.02);
  });

  it("one attribute that tells all is kept with its effects in order; attributes of noise mostly go", () => {
    let noise = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const matrix = world(seed, { accounts: 600, attributes: 10, missing: 0, effects: [3] });
      const model = learned(matrix);
      const told = model.attributes.find((a) => a.index === 0)!;
      const effects = [...told.effects.slice(1)];
      const rises = [...effects].sort((a, b) => a - b);
      expect([rises, rises.toReversed()]).toContainEqual(effects);
      noise += model.attributes.length - 1;
    }
    expect(noise / 10).toBeLessThan(2);
  });

  it("of two columns that say the same, one is used", () => {
    const matrix = world(4, { accounts: 300, attributes: 4, effects: [2.5] });
    const twin = { ...matrix.attributes[0]!, name: "twin" };
    const model = learned({ ...matrix, attributes: [...matrix.attributes, twin] });
    expect(model.attributes.filter((a) => a.index === 0 || a.index === 4)).toHaveLength(1);
  });

  it("so it is of two columns of many values that few rows know", () => {
    const codes = Array.from({ length: 60 }, (_, i) => (i < 26 ? (i % 13) + 1 : 0));
    const y = codes.map((c, i) => (c === 0 ? i % 2 : c % 2));
    const columns = ["one", "twin"].map((name) => codedAttribute(name, "unordered", 13, codes));
    expect(learned(codedMatrix(columns, y)).attributes).toHaveLength(1);
  });

  it("more columns than are fitted together: those that tell most alone go on", () => {
    const matrix = world(5, { accounts: 400, attributes: 90, effects: [2.5, -2] });
    const used = learned(matrix).attributes.map((a) => a.index);
    expect(used).toContain(0);
    expect(used).toContain(1);
  });

  it("is the same whatever order the rows come in", () => {
    const matrix = world(6, { accounts: 120, attributes: 6, effects: [2] });
    const turned = takeRows(matrix, allRows(matrix).reverse());
    const [one, other] = [learned(matrix), learned(turned)];
    expect(other.attributes.map((a) => a.index)).toEqual(one.attributes.map((a) => a.index));
    one.attributes.forEach((a, k) => {
      expect([...other.attributes[k]!.banding.bandOf]).toEqual([...a.banding.bandOf]);
      a.effects.forEach((f, b) => {
        expect(other.attributes[k]!.effects[b]).toBeCloseTo(f, 6);
      });
    });
  });

  it("learns nothing from columns that are empty or the same everywhere", () => {
    const codes = Array.from({ length: 40 }, () => 0);
    const matrix = codedMatrix(
      [
        codedAttribute("empty", "ordered", 2, codes),
        codedAttribute(
          "same",
          "unordered",
          2,
          codes.map(() => 1),
        ),
      ],
      codes.map((_, i) => i % 2),
    );
    expect(learned(matrix).attributes).toHaveLength(0);
  });
});
