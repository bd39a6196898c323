import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { familiesOf } from "../../src/build/families.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { codedAttribute, codedMatrices, codedMatrix } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

const together = (matrix: CodedMatrix, a: number, b: number): boolean => {
  const { family } = familiesOf(matrix);
  return family[a] === family[b];
};

/** Ten attributes of six bins, 200 companies, the last of them a copy of the first. */
function withCopy(change: (codes: Uint16Array, j: number) => void = () => {}): CodedMatrix {
  const matrix = world(1, { accounts: 200, attributes: 10, bins: 6, missing: 0.2 });
  for (const [j, a] of matrix.attributes.entries()) {
    a.codes[199] = a.codes[0]!;
    change(a.codes, j);
  }
  return matrix;
}

describe("familiesOf", () => {
  test("deals of one account always share a family, and family numbers are dense", () => {
    fc.assert(
      fc.property(codedMatrices(), (matrix) => {
        const { family, families } = familiesOf(matrix);
        const ofAccount = new Map<number, number>();
        matrix.account.forEach((a, i) => {
          expect(ofAccount.get(a) ?? family[i]).toBe(family[i]);
          ofAccount.set(a, family[i]!);
        });
        expect([...new Set(family)].sort((a, b) => a - b)).toEqual(Array.from({ length: families }, (_, i) => i));
      }),
    );
  });

  test("identical rows of a pattern that is rare by chance are one family", () => {
    expect(together(withCopy(), 0, 199)).toBe(true);
    expect(
      together(
        withCopy((codes, j) => j === 4 && codes.set([(codes[0]! % 6) + 1], 199)),
        0,
        199,
      ),
    ).toBe(false);
    expect(familiesOf(withCopy()).families).toBe(199);
  });

  test("identical rows of a pattern expected anyway are not: coarse data still stratifies", () => {
    const coarse = world(2, { accounts: 400, attributes: 2, bins: 2, missing: 0 });
    expect(familiesOf(coarse).families).toBe(400);
  });

  test("companies of which nothing is known are not copies of each other", () => {
    const blank = withCopy((codes) => codes.fill(0, 0, 60));
    expect(familiesOf(blank).families).toBeGreaterThanOrEqual(199);
    const oneKnown = withCopy((codes, j) => j > 0 && codes.fill(0, 0, 60));
    expect(familiesOf(oneKnown).families).toBeGreaterThanOrEqual(195);
  });

  test("copies join whole accounts, and what copies joined before stays joined", () => {
    const base = world(3, { accounts: 60, attributes: 10, bins: 6 });
    const attributes = base.attributes.map((a) => {
      const codes = Array.from(a.codes);
      codes[10] = codes[1]!;
      codes[11] = codes[5]!;
      return codedAttribute(a.name, a.order, 6, codes);
    });
    const account = Int32Array.from({ length: 60 }, (_, i) => (i === 11 ? 10 : i === 59 ? 11 : i));
    const { family } = familiesOf(codedMatrix(attributes, base.y, { account, accounts: 60 }));
    expect(new Set([1, 5, 10, 11].map((r) => family[r])).size).toBe(1);
    expect(family[59]).not.toBe(family[1]);
  });

  test("without attributes a family is an account", () => {
    const account = Int32Array.of(0, 1, 0, 2);
    expect(familiesOf(codedMatrix([], Uint8Array.of(0, 1, 0, 1), { account }))).toEqual({
      family: account,
      families: 3,
    });
  });
});
