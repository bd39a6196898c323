import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Banding, type BandOptions, bandAttribute, bandOptions, Evidence } from "../../src/build/bands.ts";
import type { BinOrder } from "../../src/features/matrix.ts";
import { logBeta } from "../../src/stats/gamma.ts";
import { type BinCounts, binCounts, codedAttribute } from "../generators/coded.ts";
import { expectNear } from "../stats/near.ts";

const OPTIONS: BandOptions = { most: 3, smallest: 0.1, priorRows: 20, price: 0.5 };
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

function rateOf({ count, won }: BinCounts): number {
  const rows = total(count);
  return rows > 0 ? total(won) / rows : 0.5;
}

function band(counts: BinCounts, order: BinOrder, options = OPTIONS): Banding {
  const attribute = codedAttribute("x", order, counts.count.length - 1, []);
  const rate = rateOf(counts);
  const evidence = new Evidence(total(counts.count), rate, options.priorRows);
  return bandAttribute(attribute, counts.count, counts.won, rate, evidence, options);
}

/** Non-empty known bins as they may be joined: by position, or by their rate drawn 5 rows toward the base rate. */
function joinable(counts: BinCounts, order: BinOrder): number[] {
  const rate = rateOf(counts);
  const codes = [...counts.count.keys()].slice(1).filter((c) => counts.count[c]! > 0);
  if (order === "ordered") return codes;
  const smoothed = (c: number): number => (counts.won[c]! + 5 * rate) / (counts.count[c]! + 5);
  return codes.sort((a, b) => smoothed(a) - smoothed(b) || a - b);
}

/** Evidence less price of a partition into runs; -Infinity when a band is too small. */
function worth(runs: number[][], counts: BinCounts, order: BinOrder, options: BandOptions): number {
  const known = total(counts.count) - counts.count[0]!;
  const levels = runs.flat().length;
  const price = order === "ordered" ? options.price : options.price * (1 + 0.5 * Math.log(levels));
  const p = Math.min(Math.max(rateOf(counts), 1e-3), 1 - 1e-3);
  const a = options.priorRows * p;
  const b = options.priorRows - a;
  let sum = -price * (runs.length - 1);
  for (const run of runs) {
    const n = total(run.map((c) => counts.count[c]!));
    const e = total(run.map((c) => counts.won[c]!));
    if (runs.length > 1 && n < Math.max(options.smallest * known, 2)) return Number.NEGATIVE_INFINITY;
    sum += logBeta(e + a, n - e + b) - logBeta(a, b);
  }
  return sum;
}

/** Every way to cut a list into runs. */
function partitions(codes: number[]): number[][][] {
  if (codes.length === 0) return [[]];
  return codes.flatMap((_, i) => partitions(codes.slice(i + 1)).map((rest) => [codes.slice(0, i + 1), ...rest]));
}

function runsOf(banding: Banding, codes: number[]): number[][] {
  const runs: number[][] = [];
  for (const c of codes) {
    if (runs.length > 0 && banding.bandOf[c] === banding.bandOf[runs.at(-1)![0]!]) runs.at(-1)!.push(c);
    else runs.push([c]);
  }
  return runs;
}

const orders = fc.constantFrom<BinOrder>("ordered", "unordered");

describe("bandAttribute", () => {
  test("is the best of all partitions into at most 3 runs, by brute force", () => {
    fc.assert(
      fc.property(binCounts(7), orders, (counts, order) => {
        const codes = joinable(counts, order);
        fc.pre(codes.length > 0);
        const best = Math.max(
          ...partitions(codes)
            .filter((runs) => runs.length <= OPTIONS.most)
            .map((runs) => worth(runs, counts, order, OPTIONS)),
        );
        const found = runsOf(band(counts, order), codes);
        expectNear(worth(found, counts, order, OPTIONS), best, 1e-9);
      }),
      { numRuns: 400 },
    );
  });

  test("at most `most` bands, each of the smallest share, numbered without gaps; band 0 is missing", () => {
    fc.assert(
      fc.property(binCounts(25, 60), orders, (counts, order) => {
        const options = bandOptions(total(counts.count));
        const { bandOf, bands } = band(counts, order, options);
        const known = total(counts.count) - counts.count[0]!;
        expect(bandOf[0]).toBe(0);
        expect(bands).toBeLessThanOrEqual(options.most + 1);
        const rows = new Array<number>(bands).fill(0);
        bandOf.forEach((b, c) => {
          expect(b).toBeLessThan(bands);
          if (c > 0) rows[b]! += counts.count[c]!;
        });
        expect(rows[0]).toBe(0);
        if (bands > 2)
          for (const n of rows.slice(1)) expect(n).toBeGreaterThanOrEqual(Math.max(2, options.smallest * known));
      }),
    );
  });

  test("ordered bands are runs, and every bin belongs to one, empty ones too", () => {
    fc.assert(
      fc.property(binCounts(20), (counts) => {
        const { bandOf, bands } = band(counts, "ordered");
        if (bands === 1) return;
        for (let c = 2; c < bandOf.length; c++) {
          expect(bandOf[c]! - bandOf[c - 1]!).toBeGreaterThanOrEqual(0);
          expect(bandOf[c]! - bandOf[c - 1]!).toBeLessThanOrEqual(1);
        }
        expect(bandOf[1]).toBe(1);
      }),
    );
  });

  test("an unordered bin without rows in the fit was not seen: it goes with missing", () => {
    const counts = { count: Float64Array.of(5, 40, 0, 40), won: Float64Array.of(2, 36, 0, 4) };
    expect([...band(counts, "unordered").bandOf]).toEqual([0, 2, 0, 1]);
    expect([...band(counts, "ordered").bandOf]).toEqual([0, 1, 1, 2]);
  });

  test("empty bins at both ends go with their neighbours", () => {
    const counts = { count: Float64Array.of(0, 0, 40, 40, 0), won: Float64Array.of(0, 0, 36, 4, 0) };
    expect([...band(counts, "ordered").bandOf]).toEqual([0, 1, 1, 2, 2]);
  });

  test("all missing, and only one outcome: nothing to tell apart", () => {
    const none = { count: Float64Array.of(30, 0, 0), won: Float64Array.of(10, 0, 0) };
    expect(band(none, "ordered")).toEqual({ bandOf: new Uint8Array(3), bands: 1 });
    for (const wins of [0, 1])
      for (const order of ["ordered", "unordered"] as const) {
        const count = Float64Array.of(3, 30, 40, 50);
        expect(band({ count, won: count.map((n) => n * wins) }, order).bands).toBe(2);
      }
  });

  test("a plain difference makes two bands, none makes one; categories pay more for a band", () => {
    const split = { count: Float64Array.of(0, 50, 50), won: Float64Array.of(0, 10, 40) };
    expect(band(split, "ordered").bands).toBe(3);
    const flat = { count: Float64Array.of(0, 50, 50), won: Float64Array.of(0, 25, 25) };
    expect(band(flat, "ordered").bands).toBe(2);
    const slight = { count: Float64Array.of(0, 50, 50), won: Float64Array.of(0, 20, 30.5).map(Math.floor) };
    const gain = worth([[1], [2]], slight, "ordered", OPTIONS) - worth([[1, 2]], slight, "ordered", OPTIONS) + 0.5;
    const between = { ...OPTIONS, price: gain / (1 + 0.25 * Math.log(2)) };
    expect(band(slight, "ordered", between).bands).toBe(3);
    expect(band(slight, "unordered", between).bands).toBe(2);
  });

  test("the same counts give the same bands", () => {
    fc.assert(
      fc.property(binCounts(12), orders, (counts, order) => {
        expect(band(counts, order)).toEqual(band(counts, order));
      }),
    );
  });
});

describe("Evidence", () => {
  test("of(n, e) is lnB(e + a, n - e + b) - lnB(a, b) with a = 20 p0, b = 20 (1 - p0)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, rate, share) => {
          const e = Math.round(share * n);
          const a = 20 * rate;
          const want = logBeta(e + a, n - e + 20 - a) - logBeta(a, 20 - a);
          expect(Math.abs(new Evidence(n, rate, 20).of(n, e) - want)).toBeLessThan(1e-9 * n + 1e-9);
        },
      ),
    );
  });

  test("matches scipy.special.betaln(13, 27) - betaln(6, 14)", () => {
    expectNear(new Evidence(20, 0.3, 20).of(20, 7), -13.382615412685546, 1e-12);
  });
});

test("bandOptions: 5 of 5%, and 8 of 2% from 3,000 rows", () => {
  expect(bandOptions(2999)).toMatchObject({ most: 5, smallest: 0.05 });
  expect(bandOptions(3000)).toMatchObject({ most: 8, smallest: 0.02 });
});
