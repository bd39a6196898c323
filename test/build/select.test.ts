import { describe, expect, test } from "vitest";
import { FIT, fitModel } from "../../src/build/fit.ts";
import type { BandColumn } from "../../src/build/newton.ts";
import { allRows } from "../../src/build/rows.ts";
import { type SelectOptions, selectAttributes } from "../../src/build/select.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

const FAST: SelectOptions = { ...FIT, refit: 1, swap: false };

function chosenOf(matrix: CodedMatrix, options = FIT): number[] {
  return fitModel(matrix, allRows(matrix), options).attributes.map((a) => a.index);
}

function columnsOf(matrix: CodedMatrix): BandColumn[] {
  return matrix.attributes.map((a) => ({ codes: Uint8Array.from(a.codes), bands: a.bins.length }));
}

describe("selectAttributes", () => {
  test.each([1, 2, 3, 4, 5])("finds what was planted (world %d) and little else, each once", (seed) => {
    for (const options of [FIT, { ...FIT, ...FAST }]) {
      const chosen = chosenOf(world(seed, { accounts: 800, attributes: 15, effects: [2.5, -2, 2] }), options);
      expect(chosen).toEqual(expect.arrayContaining([0, 1, 2]));
      expect(chosen.length).toBeLessThanOrEqual(FIT.most);
      expect(new Set(chosen).size).toBe(chosen.length);
    }
  });

  test("on noise it stops by itself: on average before 4 of 15 attributes, and at price 4 before the first", () => {
    const average = (price: number): number => {
      let chosen = 0;
      for (let seed = 0; seed < 20; seed++)
        chosen += chosenOf(world(seed, { accounts: 800, attributes: 15 }), { ...FIT, price }).length;
      return chosen / 20;
    };
    expect(average(FIT.price)).toBeLessThan(4);
    expect(average(4)).toBeLessThan(1);
  });

  test("never more than `most`", () => {
    const matrix = world(6, { accounts: 1500, attributes: 12, effects: new Array(12).fill(2) });
    for (const most of [1, 3, 8]) {
      expect(chosenOf(matrix, { ...FIT, most })).toHaveLength(most);
      expect(chosenOf(matrix, { ...FIT, ...FAST, most })).toHaveLength(most);
    }
  });

  test("of two that tell the same story (NMI >= .5) only one is kept, in the swap pass too", () => {
    let original = 0;
    for (let seed = 0; seed < 8; seed++) {
      const base = world(seed, { accounts: 600, attributes: 6, effects: [2.5, 2, 1.5] });
      const random = createRandom(seed, 9);
      const blurred = Array.from(base.attributes[0]!.codes, (c) => (random.next() < 0.06 ? random.int(6) : c));
      const twin = codedAttribute("twin", "ordered", 5, blurred);
      const chosen = chosenOf({ ...base, attributes: [...base.attributes, twin] });
      expect(chosen.filter((j) => j === 0 || j === 6)).toHaveLength(1);
      if (chosen.includes(0)) original++;
    }
    expect(original).toBeGreaterThanOrEqual(6);
  });

  test("two honest attributes that one source leaves blank together are both kept", () => {
    const base = world(3, { accounts: 1200, attributes: 4, missing: 0, effects: [2.5, 2.5] });
    const blank = (j: number) => {
      const { name, order, codes } = base.attributes[j]!;
      return codedAttribute(
        name,
        order,
        5,
        Array.from(codes, (c, i) => (i % 2 === 0 ? 0 : c)),
      );
    };
    const chosen = chosenOf({ ...base, attributes: [blank(0), blank(1), ...base.attributes.slice(2)] });
    expect(chosen).toEqual(expect.arrayContaining([0, 1]));
  });

  test("a column of one known band cannot be chosen, however well missing tells", () => {
    const codes = Uint8Array.from({ length: 200 }, (_, i) => i % 2);
    const { indices } = selectAttributes([{ codes, bands: 2 }], codes, 4, FIT);
    expect(indices).toEqual([]);
  });

  test("the swap pass never ends with a worse fit than the greedy pass", () => {
    for (let seed = 0; seed < 10; seed++) {
      const matrix = world(seed, { accounts: 300, attributes: 10, effects: [1.2, -1, 0.8, 0.8] });
      const columns = columnsOf(matrix);
      const greedy = selectAttributes(columns, matrix.y, 4, { ...FIT, swap: false });
      const swapped = selectAttributes(columns, matrix.y, 4, FIT);
      expect(swapped.fit.loss).toBeLessThanOrEqual(greedy.fit.loss + 1e-6);
      expect(swapped.indices).toHaveLength(greedy.indices.length);
      expect(swapped.fit.effects.map((f) => f.length)).toEqual(swapped.indices.map((j) => columns[j]!.bands));
    }
  });

  test("the order of columns does not decide what is chosen", () => {
    const matrix = world(7, { accounts: 600, attributes: 9, effects: [2, 0, -2, 0, 1.5] });
    const reversed = { ...matrix, attributes: [...matrix.attributes].reverse() };
    expect(
      chosenOf(reversed)
        .map((j) => 8 - j)
        .sort(),
    ).toEqual(chosenOf(matrix).sort());
  });
});
