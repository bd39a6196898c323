import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatBackground, universeBackground } from "../../src/segments/background.ts";
import { cellCounts, cellShares, packCells } from "../../src/segments/cells.ts";
import { admissible, chooseClasses, fitClasses } from "../../src/segments/choose.ts";
import { expect as expectClasses, type Mixture, maximise } from "../../src/segments/mixture.ts";
import { mergeClasses, seededClasses, splitClass } from "../../src/segments/starts.ts";
import { digamma } from "../../src/stats/digamma.ts";
import { createRandom } from "../../src/stats/random.ts";
import { segmentWorld } from "../generators/segment-world.ts";
import { CLEAR } from "./planted.ts";

const everyone = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

/** Two attributes of two and three levels, some cells missing. */
const small = packCells([Uint8Array.of(1, 2, 0, 1), Uint8Array.of(3, 0, 2, 3)], Int32Array.of(2, 3), everyone(4));

describe("known cells", () => {
  it("are packed row by row, missing ones left out", () => {
    expect(Array.from(small.start)).toEqual([0, 2, 3, 4, 6]);
    expect(Array.from(small.cell)).toEqual([0, 4, 1, 3, 0, 4]);
    expect(Array.from(cellCounts(small))).toEqual([2, 1, 0, 1, 2]);
  });

  it("give shares within each attribute, none of them 0", () => {
    const shares = cellShares(small);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1);
    expect(shares[2]! + shares[3]! + shares[4]!).toBeCloseTo(1);
    expect(Math.min(...shares)).toBeGreaterThan(0);
  });
});

describe("the mixture", () => {
  const model: Mixture = {
    classes: 1,
    share: Float64Array.of(0.6, 0.4),
    background: Float64Array.of(0.5, 0.5, 0.2, 0.3, 0.5),
    contrast: Float64Array.of(Math.log(0.9 / 0.5), Math.log(0.1 / 0.5), 0, 0, 0),
    active: Uint8Array.of(1, 0),
    evidence: 0,
  };

  it("weighs an account by its known cells alone", () => {
    const { of, logLikelihood } = expectClasses(small, model);
    // 4 accounts in classes of 2.4 and 1.6, each class as likely as the other before seeing any.
    const [none, kind] = [3.4, 2.6].map((x) => Math.exp(digamma(x) - digamma(6))) as [number, number];
    expect(of[1]).toBeCloseTo((kind * 0.9) / (kind * 0.9 + none * 0.5));
    expect(of[3]).toBeCloseTo((kind * 0.1) / (kind * 0.1 + none * 0.5));
    expect(of[5]).toBeCloseTo(kind / (kind + none));
    const first = Math.log((kind * 0.9 + none * 0.5) * 0.5);
    const second = Math.log(kind * 0.1 + none * 0.5);
    const third = Math.log((kind + none) * 0.3);
    expect(logLikelihood).toBeCloseTo(2 * first + second + third);
  });

  it("has the entropy of its probabilities", () => {
    const { of, entropy } = expectClasses(small, model);
    expect(entropy).toBeCloseTo(-of.reduce((sum, r) => sum + r * Math.log(r), 0));
  });

  it("gives probabilities whatever it is fed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 4 }), (seed, K) => {
        const world = segmentWorld(seed, { kinds: 1, won: 40, universe: 50, missing: 0.5 });
        const cells = packCells(world.won, world.levels, everyone(40));
        const prior = flatBackground(cells);
        const of = seededClasses(cells, K, prior.shares, createRandom(seed));
        const sparse = maximise(cells, of, K, prior, new Uint8Array(cells.attributes * K).fill(1));
        const next = expectClasses(cells, sparse).of;
        for (const table of [of, next])
          for (let i = 0; i < 40; i++) {
            const row = table.slice(i * (K + 1), (i + 1) * (K + 1));
            expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
            expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
          }
        sparse.active.forEach((a, at) => {
          const [j, k] = [Math.floor(at / K), at % K];
          if (a === 0)
            for (let c = cells.offset[j]!; c < cells.offset[j + 1]!; c++) expect(sparse.contrast[c * K + k]).toBe(0);
        });
        expect(Number.isFinite(sparse.evidence)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("splits and merges classes without losing anyone", () => {
    const world = segmentWorld(2, { ...CLEAR, kinds: 2, won: 100 });
    const cells = packCells(world.won, world.levels, everyone(100));
    const split = splitClass(cells, world.posterior, 2, 0, cellShares(cells), createRandom(1));
    const merged = mergeClasses(world.posterior, 100, 2, 2, 1);
    if (split !== null) expect(split.reduce((a, b) => a + b, 0)).toBeCloseTo(100);
    expect(splitClass(cells, world.posterior, 2, 1, cellShares(cells), createRandom(1))).not.toBeNull();
    expect(merged.reduce((a, b) => a + b, 0)).toBeCloseTo(100);
    expect(merged).toHaveLength(200);
  });
});

describe("the number of classes", () => {
  it("is the one with the most evidence, and every class of it is admissible", () => {
    const world = segmentWorld(7, { ...CLEAR, kinds: 2 });
    const cells = packCells(world.won, world.levels, everyone(200));
    const market = packCells(world.universe, world.levels, everyone(1500));
    const prior = universeBackground(cellShares(market));
    const all = fitClasses(cells, prior, 1);
    const chosen = chooseClasses(cells, prior, 1);
    expect(all).toHaveLength(5);
    expect(chosen.model.classes).toBe(2);
    expect(admissible(cells, chosen.model)).toBe(true);
    expect(chosen.evidence).toBe(Math.max(...all.filter((f) => admissible(cells, f.model)).map((f) => f.evidence)));
  });

  it("is right where kinds are clear, with the universe of another world or none", () => {
    let right = 0;
    for (let seed = 1; seed <= 4; seed++)
      for (const kinds of [0, 1, 2]) {
        const world = segmentWorld(100 * kinds + seed, { ...CLEAR, kinds, mismatch: 0.6 });
        const cells = packCells(world.won, world.levels, everyone(200));
        const prior = universeBackground(cellShares(packCells(world.universe, world.levels, everyone(1500))));
        if (chooseClasses(cells, prior, seed).model.classes === kinds) right++;
        if (chooseClasses(cells, flatBackground(cells), seed).model.classes === kinds) right++;
      }
    expect(right).toBeGreaterThanOrEqual(20);
  });
});
