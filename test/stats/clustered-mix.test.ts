import { describe, expect, it } from "vitest";
import { chiSquareTest } from "../../src/stats/chi-square.ts";
import { clusteredMix } from "../../src/stats/clustered-mix.ts";
import { createRandom } from "../../src/stats/random.ts";

/** Rows of counts, one cluster each. */
function rowsOf(before: readonly number[], now: readonly number[]) {
  const cell = [before, now].flatMap((counts) => counts.flatMap((n, c) => Array.from({ length: n }, () => c)));
  const m = before.reduce((a, b) => a + b, 0);
  return { cell, second: cell.map((_, i) => (i < m ? 0 : 1)), cluster: cell.map((_, i) => i) };
}

describe("clusteredMix", () => {
  it("is twice Pearson's test where every row stands for itself and many cells moved a little", () => {
    const [before, now] = [
      [120, 100, 90, 110, 80],
      [40, 60, 30, 62, 28],
    ];
    const { cell, second, cluster } = rowsOf(before, now);
    const { p, effect } = clusteredMix(cell, second, cluster, 5);
    const pearson = chiSquareTest([before, now]).p;
    expect(effect).toBeLessThan(1.02);
    expect(p / (2 * pearson)).toBeGreaterThan(0.95);
    expect(p / (2 * pearson)).toBeLessThan(1.1);
  });

  it("counts rows of one company as what they are worth", () => {
    const { cell, second, cluster } = rowsOf([120, 100, 90], [40, 60, 30]);
    const twice = <T>(list: readonly T[]): T[] => list.flatMap((one) => [one, one]);
    const once = clusteredMix(cell, second, cluster, 3);
    const copied = clusteredMix(twice(cell), twice(second), twice(cluster), 3);
    expect(copied.effect).toBeCloseTo(2 * once.effect, 1);
    expect(copied.p).toBeCloseTo(once.p, 2);
    expect(copied.psi).toBeCloseTo(once.psi, 10);
  });

  it("sees one cell of many that moved much better than Pearson's test does", () => {
    const before = [200, ...Array.from({ length: 11 }, () => 70)];
    const now = [80, ...Array.from({ length: 11 }, () => 12)];
    const { cell, second, cluster } = rowsOf(before, now);
    expect(clusteredMix(cell, second, cluster, 12).p).toBeLessThan(chiSquareTest([before, now]).p / 10);
  });

  it("has nothing to say without rows or with one cell", () => {
    expect(clusteredMix([], [], [], 3).p).toBe(1);
    expect(clusteredMix([0, 0, 0, 0], [0, 0, 1, 1], [0, 1, 2, 3], 2).p).toBe(1);
  });

  it("rejects at 5% about as often as it should when companies have several deals", () => {
    const random = createRandom(3);
    let rejected = 0;
    for (let world = 0; world < 300; world++) {
      const [cell, second, cluster]: [number[], number[], number[]] = [[], [], []];
      for (let company = 0; company < 200; company++) {
        const own = Math.floor(random.next() * 4);
        for (let deal = 0; deal < 1 + (company % 4); deal++) {
          cell.push(own);
          second.push(random.next() < 0.25 ? 1 : 0);
          cluster.push(company);
        }
      }
      if (clusteredMix(cell, second, cluster, 4).p <= 0.05) rejected++;
    }
    expect(rejected / 300).toBeLessThan(0.08);
  });
});
