import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOf, limitsOf, naivePValue, pValue, sameSign } from "../../src/disqualify/evidence.ts";
import { neededFor } from "../../src/disqualify/needed.ts";
import { coveredShare, jaccard, matchesOf, rowsOf, type Tally, tallyOf } from "../../src/disqualify/rows.ts";
import { fewestRows } from "../../src/disqualify/search.ts";
import { binomialCdf } from "../../src/stats/binomial.ts";
import { designEffect } from "../../src/stats/clustered.ts";
import { codedMatrices, codedMatrix } from "../generators/coded.ts";

const tally = (n: number, good: number, rest: Partial<Tally> = {}): Tally => ({
  n,
  good,
  accounts: n,
  together: 1,
  whole: 0,
  largest: { n: 0, good: 0 },
  halves: [
    { n: n / 2, good: good / 2 },
    { n: n / 2, good: good / 2 },
  ],
  ...rest,
});

describe("counting a rule", () => {
  it("counts rows, good ends, accounts and halves as a plain loop does", () => {
    fc.assert(
      fc.property(codedMatrices(3), fc.integer({ min: 0, max: 5 }), (matrix, wanted) => {
        const rows = rowsOf(matrix, matrix.y, [
          Int32Array.from({ length: matrix.n >> 1 }, (_, i) => i),
          Int32Array.from({ length: matrix.n - (matrix.n >> 1) }, (_, i) => (matrix.n >> 1) + i),
        ]);
        const { codes, bins } = matrix.attributes[0]!;
        const meets = new Uint8Array(bins.length).map((_, code) => (code > 0 && code <= wanted ? 1 : 0));
        const found = tallyOf(
          rows,
          matchesOf(rows, [{ attribute: 0, meets, is: { in: [] }, label: "", plainness: 0 }]),
        );
        const hit = Array.from({ length: matrix.n }, (_, i) => i).filter((i) => meets[codes[i]!] === 1);
        const sizes = new Map<number, number>();
        for (const i of hit) sizes.set(matrix.account[i]!, (sizes.get(matrix.account[i]!) ?? 0) + 1);
        const squares = [...sizes.values()].reduce((a, m) => a + m * m, 0);
        const won = (of: number[]): number => of.reduce((a, i) => a + matrix.y[i]!, 0);
        const late = hit.filter((i) => i >= matrix.n >> 1);
        expect(found.n).toBe(hit.length);
        expect(found.good).toBe(won(hit));
        expect(found.accounts).toBe(sizes.size);
        expect(found.together).toBeCloseTo(hit.length === 0 ? 1 : squares / hit.length, 12);
        const sizeOf = (account: number): number => matrix.account.filter((a) => a === account).length;
        const whole = [...sizes].filter(([account, own]) => own === sizeOf(account)).length;
        expect(found.whole).toBe(sizes.size === 0 ? 0 : whole / sizes.size);
        expect(found.largest.n).toBe(Math.max(0, ...sizes.values()));
        expect(found.halves[1]).toEqual({ n: late.length, good: won(late) });
        expect(found.halves[0]).toEqual({ n: hit.length - late.length, good: won(hit) - won(late) });
      }),
    );
  });

  it("leaves out the rows that others match", () => {
    const rows = rowsOf(codedMatrix([], [1, 0, 1, 0]), Uint8Array.from([1, 0, 1, 0]), [Int32Array.from([0, 1, 2, 3])]);
    expect(tallyOf(rows, Uint8Array.from([1, 1, 1, 0]), Uint8Array.from([1, 0, 0, 0]))).toMatchObject({
      n: 2,
      good: 1,
    });
  });

  it("measures how much two rules share", () => {
    const [a, b] = [Uint8Array.from([1, 1, 1, 0]), Uint8Array.from([0, 1, 1, 1])];
    expect(jaccard(a, b)).toBe(0.5);
    expect(coveredShare(a, b)).toBeCloseTo(2 / 3, 12);
    expect(jaccard(new Uint8Array(3), new Uint8Array(3))).toBe(0);
  });

  it("takes the agreement within accounts from the design effect of all rows", () => {
    const account = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 3));
    const y = Uint8Array.from(account, (a) => (a % 4 === 0 ? 1 : 0));
    const rows = rowsOf(codedMatrix([], y, { account }), y, [Int32Array.from(y.keys())]);
    expect(rows.agreement).toBe(1);
    const mixed = Uint8Array.from(y, (v, i) => (i % 5 === 0 ? 1 - v : v));
    const some = rowsOf(codedMatrix([], mixed, { account }), mixed, [Int32Array.from(y.keys())]);
    expect(effectOf(some, tally(30, 10, { together: 3 }), some.base)).toBeCloseTo(designEffect(mixed, account), 12);
  });
});

describe("p-values", () => {
  const free = { n: 1000, agreement: 0, base: 0.2 };

  it("are exact binomial ones for independent rows", () => {
    expect(pValue(free, tally(60, 0), 0.1)).toBeCloseTo(0.9 ** 60, 12);
    expect(pValue(free, tally(118, 2), 0.1)).toBeCloseTo(binomialCdf(2, 118, 0.1), 12);
  });

  it("are worse for rows of few accounts that agree", () => {
    const loyal = tally(60, 0, { together: 6 });
    expect(pValue({ ...free, agreement: 0.4, base: 0.1 }, loyal, 0.1)).toBeCloseTo(0.9 ** (60 / 3), 12);
    expect(pValue({ ...free, agreement: 0.4 }, loyal, 0.1)).toBeCloseTo(0.9 ** (60 / (1 + (2 * 0.09) / 0.16)), 12);
  });

  it("do not take for agreement what a rule about accounts explains", () => {
    const rows = { n: 1000, agreement: 0.1, base: 0.2 };
    const whole = tally(250, 5, { together: 3, whole: 1 });
    const between = 0.25 * 0.75 * (5 / 250 - 195 / 750) ** 2;
    const left = (0.1 * 0.16 - between) / (0.16 - between) ** 2;
    expect(effectOf(rows, whole, 0.1)).toBeCloseTo(1 + left * 0.09 * 2, 12);
    expect(effectOf(rows, { ...whole, whole: 0.5 }, 0.1)).toBeCloseTo(1 + (0.1 / 0.16) * 0.09 * 2, 12);
    expect(effectOf({ ...rows, agreement: 0.01 }, whole, 0.1)).toBe(1);
  });

  it("do not rest on one account", () => {
    expect(pValue(free, tally(64, 0, { largest: { n: 60, good: 0 } }), 0.1)).toBeCloseTo(0.9 ** 4, 12);
    expect(pValue(free, tally(64, 0, { largest: { n: 64, good: 0 } }), 0.1)).toBe(1);
  });

  it("are never below those of independent rows, and rise with every good end", () => {
    const counts = fc.tuple(
      fc.integer({ min: 2, max: 300 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(
        counts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        ([n, share, together], agreement, limit) => {
          const good = Math.floor(share * (n - 1));
          const rows = { ...free, agreement };
          const some = tally(n, good, { together: Math.min(together, n) });
          const p = pValue(rows, some, limit);
          if (good / n <= limit) expect(p).toBeGreaterThanOrEqual(naivePValue(some, limit) - 1e-12);
          expect(pValue(rows, { ...some, good: good + 1 }, limit)).toBeGreaterThanOrEqual(p - 1e-12);
        },
      ),
    );
  });
});

describe("limits of a rule's rate", () => {
  const rows = { n: 1000, agreement: 0, base: 0.2 };

  it("are drawn toward the base rate and hold the plain rate", () => {
    const [low, high] = limitsOf(rows, tally(118, 2));
    expect(low).toBeCloseTo(2 / 118, 12);
    expect(high).toBeGreaterThan(0.06);
    expect(high).toBeLessThan(0.09);
    expect(limitsOf(rows, tally(0, 0))[1]).toBeGreaterThan(0.2);
  });

  it("widen where rows of one account agree", () => {
    const wide = limitsOf({ ...rows, agreement: 0.5 }, tally(118, 12, { together: 4 }));
    const narrow = limitsOf(rows, tally(118, 12));
    expect(wide[1]).toBeGreaterThan(narrow[1]);
  });
});

describe("both halves of time", () => {
  const all = tally(200, 40);
  it("must be below their own base rate", () => {
    const part = (a: number, b: number): Tally =>
      tally(40, a + b, {
        halves: [
          { n: 20, good: a },
          { n: 20, good: b },
        ],
      });
    expect(sameSign(all, part(1, 2))).toBe(true);
    expect(sameSign(all, part(0, 4))).toBe(false);
    expect(
      sameSign(
        all,
        tally(20, 0, {
          halves: [
            { n: 20, good: 0 },
            { n: 0, good: 0 },
          ],
        }),
      ),
    ).toBe(false);
  });
});

describe("what it would take", () => {
  it("is 61 deals at a base rate of .20 with 60 kinds tried", () => {
    expect(neededFor(60, 0.1)).toEqual({ tried: 60, rows: 61 });
  });

  it("is the first number of rows that passes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (tried, limit) => {
          const { rows } = neededFor(tried, limit)!;
          expect(rows).toBeGreaterThanOrEqual(15);
          expect((1 - limit) ** rows).toBeLessThanOrEqual((0.1 / tried) * (1 + 1e-6));
          if (rows > 15) expect((1 - limit) ** (rows - 1)).toBeGreaterThan((0.1 / tried) * (1 - 1e-6));
        },
      ),
    );
    expect(neededFor(0, 0.1)).toBeNull();
    expect(neededFor(9, 0)).toBeNull();
  });
});

describe("rules too small to pass", () => {
  it("need not be paid for: the others could each pass among themselves", () => {
    const sizes = fc.array(fc.integer({ min: 15, max: 300 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.02, max: 0.4, noNaN: true }), (all, limit) => {
        const least = fewestRows(all, limit, 0.1);
        const kept = all.filter((n) => n >= least);
        for (const n of kept) expect((1 - limit) ** n).toBeLessThanOrEqual((0.1 / kept.length) * (1 + 1e-9));
        const k = Math.round(0.1 / (1 - limit) ** least);
        expect(kept.length).toBeLessThanOrEqual(k);
        const before = Math.log(0.1 / (k - 1)) / Math.log1p(-limit);
        if (k > 1) expect(all.filter((n) => n >= before).length).toBeGreaterThan(k - 1);
      }),
    );
    expect(fewestRows([200, 20, 20, 20], 0.1, 0.1)).toBeCloseTo(Math.log(0.1) / Math.log(0.9), 9);
  });
});
