import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exchangeRows, familyMembers, withExchangedRows } from "../../src/build/exchange.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedMatrices } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 60 });

/** Families of the given sizes with their rows dealt out in turn. */
function familiesOfSizes(list: readonly number[]): { family: Int32Array; members: number[][] } {
  const rows = list.flatMap((size, f) => new Array<number>(size).fill(f));
  const family = Int32Array.from(rows, (_, i) => rows[(i * 7919) % rows.length]!);
  return { family, members: familyMembers(family, list.length) };
}

test("familyMembers lists each row once, under its family", () => {
  fc.assert(
    fc.property(sizes, (list) => {
      const { family, members } = familiesOfSizes(list);
      expect(members.flat().sort((a, b) => a - b)).toEqual([...family.keys()]);
      members.forEach((rows, f) => {
        for (const r of rows) expect(family[r]).toBe(f);
      });
    }),
  );
});

describe("exchangeRows", () => {
  test("a family receives the rows of one family, whole", () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (list, seed) => {
        const { family, members } = familiesOfSizes(list);
        const source = exchangeRows(members, family.length, createRandom(seed));
        for (const rows of members) {
          const givers = new Set(rows.map((r) => family[source[r]!]!));
          expect(givers.size).toBe(1);
          const given = new Set(rows.map((r) => source[r]!));
          expect(given.size).toBe(Math.min(rows.length, members[[...givers][0]!]!.length));
        }
      }),
    );
  });

  test("among five and more families of equal size it is a bijection", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer(),
        (families, size, seed) => {
          const { family, members } = familiesOfSizes(new Array(families).fill(size));
          const source = exchangeRows(members, family.length, createRandom(seed));
          expect([...source].sort((a, b) => a - b)).toEqual([...family.keys()]);
        },
      ),
    );
  });

  test("families exchange with families of like size only, where there are five of them", () => {
    const { family, members } = familiesOfSizes([...new Array(20).fill(1), ...new Array(6).fill(3), 9, 9]);
    for (let seed = 0; seed < 50; seed++) {
      const source = exchangeRows(members, family.length, createRandom(seed));
      for (const rows of members.slice(0, 20)) expect(members[family[source[rows[0]!]!]!]).toHaveLength(1);
      for (const rows of members.slice(20)) expect(members[family[source[rows[0]!]!]!]!.length).toBeGreaterThan(1);
    }
  });

  test("every family has someone to exchange with, the only one of its size as well", () => {
    const list = [...new Array(8).fill(1), 2, 2, 5, 40];
    const { family, members } = familiesOfSizes(list);
    const moved = new Set<number>();
    for (let seed = 0; seed < 60; seed++) {
      const source = exchangeRows(members, family.length, createRandom(seed));
      members.forEach((rows, f) => {
        if (family[source[rows[0]!]!] !== f) moved.add(f);
      });
    }
    expect(moved.size).toBe(list.length);
  });

  test("every family is as likely a giver as any other of its stratum", () => {
    const { family, members } = familiesOfSizes(new Array(5).fill(2));
    const seen = new Float64Array(25);
    for (let seed = 0; seed < 2000; seed++) {
      const source = exchangeRows(members, 10, createRandom(seed));
      members.forEach((rows, f) => {
        seen[f * 5 + family[source[rows[0]!]!]!]! += 1;
      });
    }
    for (const times of seen) expect(Math.abs(times - 400)).toBeLessThan(5 * Math.sqrt(320));
  });
});

describe("withExchangedRows", () => {
  test("whole attribute rows move together; outcomes, accounts and dates never do", () => {
    fc.assert(
      fc.property(codedMatrices(), fc.integer(), (matrix, seed) => {
        const members = familyMembers(matrix.account, matrix.accounts);
        const source = exchangeRows(members, matrix.n, createRandom(seed));
        const exchanged = withExchangedRows(matrix, source);
        expect(exchanged.y).toBe(matrix.y);
        expect(exchanged.account).toBe(matrix.account);
        expect(exchanged.created).toBe(matrix.created);
        exchanged.attributes.forEach((a, j) => {
          expect([...a.codes]).toEqual([...source].map((s) => matrix.attributes[j]!.codes[s]));
        });
      }),
      { numRuns: 50 },
    );
  });

  test("attributes of the account stay the same for all its deals", () => {
    const matrix = world(4, { accounts: 80, deals: 4 });
    const members = familyMembers(matrix.account, matrix.accounts);
    const exchanged = withExchangedRows(matrix, exchangeRows(members, matrix.n, createRandom(1)));
    for (const a of exchanged.attributes)
      for (const rows of members) expect(new Set(rows.map((r) => a.codes[r])).size).toBe(1);
  });
});
