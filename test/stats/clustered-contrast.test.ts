import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designEffect } from "../../src/stats/clustered.ts";
import { clusteredContrast, contrastBase, liftLimits } from "../../src/stats/clustered-contrast.ts";
import { fisherExact } from "../../src/stats/fisher.ts";
import { expectNear } from "./near.ts";

const alone = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const deal = fc.record({ y: fc.nat({ max: 1 }), x: fc.boolean(), cluster: fc.nat({ max: 11 }) });
const deals = fc.array(deal, { minLength: 4, maxLength: 60 });
type Deal = { readonly y: number; readonly x: boolean; readonly cluster: number };

function contrastOf(all: readonly Deal[]) {
  const base = contrastBase(
    Uint8Array.from(all, ({ y }) => y),
    Int32Array.from(all, ({ cluster }) => cluster),
  );
  return {
    base,
    found: clusteredContrast(
      base,
      all.flatMap(({ x }, i) => (x ? [i] : [])),
    ),
  };
}

/** The formulas of the docstring, row by row and cluster by cluster. */
function plainly(all: readonly Deal[]): { readonly z: number; readonly se: number } {
  const n = all.length;
  const won = all.filter(({ y }) => y === 1).length;
  const has = all.filter(({ x }) => x).length;
  const hasWon = all.filter(({ x, y }) => x && y === 1).length;
  const [shareWon, shareLost] = [(hasWon + 0.5) / (won + 1), (has - hasWon + 0.5) / (n - won + 1)];
  const influence = ({ x, y }: Deal): number =>
    y === 1 ? (Number(x) - shareWon) / ((won + 1) * shareWon) : -(Number(x) - shareLost) / ((n - won + 1) * shareLost);
  const clusters = [...new Set(all.map(({ cluster }) => cluster))];
  const robust = (of: (one: Deal) => number): number => {
    const sums = clusters.map((g) => all.filter(({ cluster }) => cluster === g).reduce((sum, one) => sum + of(one), 0));
    return clusters.length < 2
      ? sums.reduce((a, s) => a + s * s, 0)
      : (sums.reduce((a, s) => a + s * s, 0) * clusters.length) / (clusters.length - 1);
  };
  const score = ({ x, y }: Deal): number => (Number(x) - has / n) * (y - won / n);
  const exchange = (won * (n - won) * has * (n - has)) / (n * n * (n - 1));
  const variance = Math.max(robust(score), exchange);
  const plain = 1 / (hasWon + 0.5) - 1 / (won + 1) + 1 / (has - hasWon + 0.5) - 1 / (n - won + 1);
  const effect = designEffect(
    Uint8Array.from(all, ({ y }) => y),
    Int32Array.from(all, ({ cluster }) => cluster),
  );
  return {
    z: variance > 0 ? all.reduce((sum, one) => sum + score(one), 0) / Math.sqrt(variance) : 0,
    se: Math.sqrt(Math.max(robust(influence), plain * effect)),
  };
}

describe("clusteredContrast", () => {
  test("is the cluster-robust score test and ratio of the formulas, in time of the rows", () => {
    fc.assert(
      fc.property(deals, (all) => {
        const { found } = contrastOf(all);
        const want = plainly(all);
        expect(found.z).toBeCloseTo(want.z, 8);
        expect(found.se).toBeCloseTo(want.se, 8);
      }),
    );
  });

  test("counts rows and clusters, and the order of rows does not count", () => {
    fc.assert(
      fc.property(deals, (all) => {
        const { found } = contrastOf(all);
        const has = all.filter(({ x }) => x);
        expect([found.won, found.lost]).toEqual([1, 0].map((y) => has.filter((one) => one.y === y).length));
        expect(found.clusters).toBe(new Set(has.map(({ cluster }) => cluster)).size);
        expectNear(contrastOf([...all].reverse()).found.p, found.p, 1e-9);
      }),
    );
  });

  test("has the design effect of `designEffect`", () => {
    const all: Deal[] = Array.from({ length: 40 }, (_, i) => ({ y: i % 5 < 2 ? 1 : 0, x: true, cluster: i >> 2 }));
    const { base, found } = contrastOf(all);
    const want = designEffect(base.y, base.cluster);
    expect(base.effect).toBeCloseTo(want, 10);
    expect(found.effect).toBeCloseTo(want, 10);
  });

  test("is never surer than Fisher's test of independent rows", () => {
    const y = Uint8Array.from({ length: 40 }, (_, i) => (i < 16 ? 1 : 0));
    const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 21];
    const { p, won, lost } = clusteredContrast(contrastBase(y, alone(40)), rows);
    expect(p).toBeGreaterThanOrEqual(fisherExact(won, lost, 16 - won, 24 - lost).twoSided);
    expect(p).toBeLessThan(0.05);
  });

  test("takes ten deals of one account for about one: what independent rows would claim is not claimed", () => {
    const y = Uint8Array.from({ length: 200 }, (_, i) => (i % 20 < 10 ? 1 : 0));
    const rows = Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 20 < 10);
    const together = clusteredContrast(
      contrastBase(
        y,
        Int32Array.from(y, (_, i) => Math.floor(i / 10)),
      ),
      rows,
    );
    const apart = clusteredContrast(contrastBase(y, alone(200)), rows);
    expect(apart.p).toBeLessThan(1e-8);
    expect(together.clusters).toBe(3);
    expect(together.p).toBeGreaterThan(0.05);
    expect(together.se).toBeGreaterThan(apart.se);
  });

  test("has limits of the ratio that hold it, wider for more confidence, finite where one side has none", () => {
    const y = Uint8Array.from({ length: 60 }, (_, i) => (i < 20 ? 1 : 0));
    const found = clusteredContrast(contrastBase(y, alone(60)), [0, 1, 2, 3, 4, 5, 6]);
    const [low, high] = liftLimits(found);
    const [lower, higher] = liftLimits(found, 0.99);
    expect(lower).toBeLessThan(low);
    expect(low).toBeLessThan(Math.exp(found.logLift));
    expect(high).toBeGreaterThan(Math.exp(found.logLift));
    expect(higher).toBeGreaterThan(high);
    expect(Number.isFinite(higher)).toBe(true);
  });

  test("says nothing of one class, of all rows, of none", () => {
    const y = Uint8Array.from({ length: 10 }, (_, i) => i % 2);
    expect(clusteredContrast(contrastBase(y, alone(10)), alone(10)).p).toBe(1);
    expect(clusteredContrast(contrastBase(y, alone(10)), []).p).toBe(1);
    expect(clusteredContrast(contrastBase(new Uint8Array(10), alone(10)), [1, 2]).p).toBe(1);
  });
});
