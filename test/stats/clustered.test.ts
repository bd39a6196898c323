import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aucInterval } from "../../src/stats/auc.ts";
import { clusteredAucDifference, clusteredAucInterval, designEffect } from "../../src/stats/clustered.ts";
import { aucDifference } from "../../src/stats/delong.ts";
import { expectNear } from "./near.ts";
import { scores, tied, y } from "./sample.ts";

const Y = Uint8Array.from([1, 1, 0, 0, 1, 0, 1, 0, 0, 0]);
const SCORES = Float64Array.from([0.9, 0.8, 0.7, 0.2, 0.6, 0.3, 0.4, 0.4, 0.1, 0.5]);
const CLUSTERS = Int32Array.from([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
const alone = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

describe("designEffect", () => {
  // python3: import statsmodels.api as sm, numpy as np; y = np.array([1,1,0,0,1,0,1,0,0,0]); g = np.repeat(range(5), 2)
  // r = sm.OLS(y, np.ones(10)).fit(cov_type="cluster", cov_kwds={"groups": g, "use_correction": False})
  // r.bse[0]**2 * 5/4 / (.4*.6/9) = 1.25 x .028 x 9 / .24
  test("matches statsmodels' cluster-robust variance of a mean", () => {
    expect(designEffect(Y, CLUSTERS)).toBeCloseTo((1.25 * 0.028 * 9) / 0.24, 12);
  });

  test("copies of every row count once", () => {
    const twice = Uint8Array.from([...Y, ...Y]);
    const cluster = Int32Array.from([...alone(10), ...alone(10)]);
    expect(designEffect(twice, cluster)).toBeCloseTo(19 / 9, 12);
  });

  test("is 1 where every row is its own cluster", () => {
    expect(designEffect(Y, alone(10))).toBeCloseTo(1, 12);
  });

  test("is at least 1 and finite, and the order of rows does not count", () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const effect = (of: typeof rows): number =>
          designEffect(
            Uint8Array.from(of, ([, won]) => won),
            Int32Array.from(of, ([cluster]) => cluster),
          );
        expect(effect(rows)).toBeGreaterThanOrEqual(1);
        expectNear(effect([...rows].reverse()), effect(rows), 1e-11);
      }),
    );
  });

  test("is 1 with one class, one cluster or nothing", () => {
    expect(designEffect(Uint8Array.from([1, 1, 1]), alone(3))).toBe(1);
    expect(designEffect(Y, new Int32Array(10))).toBe(1);
    expect(designEffect(new Uint8Array(0), alone(0))).toBe(1);
  });
});

describe("clusteredAucInterval", () => {
  test.each([
    // i = np.arange(40); a, b = s[y == 1], s[y == 0]; P = (a[:, None] > b) + .5 * (a[:, None] == b); A = P.mean()
    // f = np.zeros(40); f[y == 1] = (P.mean(1) - A) / len(a); f[y == 0] = (P.mean(0) - A) / len(b)
    // r = sm.OLS(40 * f, np.ones(40)).fit(cov_type="cluster", cov_kwds={"groups": i // 4, "use_correction": False})
    // r.bse[0] * np.sqrt(10 / 9), the last with groups i % 3 and 3 / 2; statsmodels 0.13.5
    ["scores in runs of 4", scores, (i: number) => i >> 2, 0.12291082370977646],
    ["scores with ties in runs of 4", tied, (i: number) => i >> 2, 0.1091503976675871],
    ["scores with ties in 3 clusters", tied, (i: number) => i % 3, 0.1735252686234293],
  ])("matches statsmodels' cluster-robust error of DeLong's placements: %s", (_, values, cluster, se) => {
    const clustered = clusteredAucInterval(
      values,
      y,
      Int32Array.from(values, (_, i) => cluster(i)),
    );
    expectNear(clustered.se, se, 1e-12);
  });

  test("one cluster, one class or perfect order: what plain DeLong says", () => {
    expect(clusteredAucInterval(SCORES, Y, new Int32Array(10))).toEqual(aucInterval(SCORES, Y));
    const won = Uint8Array.of(1, 1, 1);
    expect(clusteredAucInterval(Float64Array.of(1, 2, 3), won, alone(3))).toEqual(
      aucInterval(Float64Array.of(1, 2, 3), won),
    );
    const perfect = [Float64Array.of(1, 2, 3, 4), Uint8Array.of(0, 0, 1, 1)] as const;
    expect(clusteredAucInterval(...perfect, Int32Array.of(0, 0, 1, 1))).toEqual(aucInterval(...perfect));
  });

  test("equals DeLong within a few percent when every row is its own cluster", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean()), { minLength: 60, maxLength: 200 }),
        (rows) => {
          const scores = Float64Array.from(rows, ([s]) => s);
          const y = Uint8Array.from(rows, ([, won]) => (won ? 1 : 0));
          const plain = aucInterval(scores, y);
          const clustered = clusteredAucInterval(scores, y, alone(rows.length));
          expect(clustered.auc).toBe(plain.auc);
          if (!(plain.auc > 0 && plain.auc < 1) || Number.isNaN(plain.se)) return;
          expect(clustered.se).toBeGreaterThanOrEqual(plain.se);
          expect(clustered.se).toBeLessThan(1.08 * plain.se + 1e-12);
        },
      ),
    );
  });

  test("copies of every row do not narrow it: twice the rows, the same limits", () => {
    const once = clusteredAucInterval(SCORES, Y, alone(10));
    const scores = Float64Array.from([...SCORES, ...SCORES]);
    const twice = clusteredAucInterval(
      scores,
      Uint8Array.from([...Y, ...Y]),
      Int32Array.from([...alone(10), ...alone(10)]),
    );
    expect(twice.auc).toBeCloseTo(once.auc, 12);
    expect(twice.se / once.se).toBeGreaterThan(0.9);
    expect(twice.se / aucInterval(scores, Uint8Array.from([...Y, ...Y])).se).toBeGreaterThan(1.3);
  });
});

describe("clusteredAucDifference", () => {
  const other = Float64Array.from({ length: 40 }, (_, i) => ((i * 23) % 37) / 4 + 2 * y[i]!);

  test.each([
    // As above with b = ((i * 23) % 37) / 4 + 2 * y and f = the placements of s less those of b less A - B; statsmodels 0.13.5
    ["runs of 4", (i: number) => i >> 2, 0.12921870883908215],
    ["3 clusters", (i: number) => i % 3, 0.14407353728189118],
    ["pairs", (i: number) => i >> 1, 0.12072515805911692],
  ])("matches statsmodels' cluster-robust error of paired placements: %s", (_, cluster, se) => {
    const found = clusteredAucDifference(
      scores,
      other,
      y,
      Int32Array.from(scores, (_, i) => cluster(i)),
    );
    expectNear(found.difference, -0.14880952380952384, 1e-13);
    expectNear(found.se, se, 1e-12);
    expectNear(found.high - found.low, 2 * 1.959963984540054 * se, 1e-12);
    expect(found.p).toBeGreaterThan(aucDifference(scores, other, y).p);
  });

  test("is never narrower than unclustered rows say, and mirrors", () => {
    const fine = clusteredAucDifference(scores, other, y, alone(40));
    const plain = aucDifference(scores, other, y);
    expect(fine.se).toBeGreaterThanOrEqual(plain.se);
    expect(fine.se).toBeLessThan(1.05 * plain.se);
    const mirrored = clusteredAucDifference(other, scores, y, alone(40));
    expectNear(mirrored.low, -fine.high, 1e-12);
    expect(clusteredAucDifference(tied, tied, y, alone(40))).toEqual(aucDifference(tied, tied, y));
    expect(clusteredAucDifference(scores, other, new Uint8Array(40), alone(40)).difference).toBeNaN();
  });
});
