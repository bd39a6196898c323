import fc from "fast-check";
import { expect, test } from "vitest";
import { logRank } from "../../src/stats/log-rank.ts";
import { expectNear } from "./near.ts";

/** i = np.arange(40); t = 1 + (i * 37) % 23; e = ((i * i + 3 * i) % 7 < 4).astype(int) */
const times = Float64Array.from({ length: 40 }, (_, i) => 1 + ((i * 37) % 23));
const ended = Uint8Array.from({ length: 40 }, (_, i) => ((i * i + 3 * i) % 7 < 4 ? 1 : 0));
const codes = (n: number): number[] => Array.from({ length: 40 }, (_, i) => i % n);

test.each([
  [2, 0.02095406829214281, 0.8849041537944069], // statsmodels 0.13.5: statsmodels.duration.survfunc.survdiff(t, e, i % 2)
  [3, 0.8775086837777981, 0.6448391701465492], // survdiff(t, e, i % 3)
])("matches statsmodels' survdiff for %i groups", (groups, statistic, p) => {
  const result = logRank(times, ended, codes(groups));
  expect(result.df).toBe(groups - 1);
  expectNear(result.statistic, statistic, 1e-11);
  expectNear(result.p, p, 1e-12);
});

test("nothing to compare: no rows, nothing ended, one group, all ended at once, a group gone before the first end", () => {
  const none = { statistic: 0, df: 0, p: 1 };
  expect(logRank(new Float64Array(0), new Uint8Array(0), [])).toEqual(none);
  expect(logRank(times, new Uint8Array(40), codes(2))).toEqual(none);
  expect(logRank(times, ended, codes(1))).toEqual(none);
  expect(logRank(Float64Array.of(2, 2, 2), Uint8Array.of(1, 1, 1), [0, 1, 1])).toEqual(none);
  expect(logRank(Float64Array.of(1, 2, 3), Uint8Array.of(0, 1, 1), [0, 1, 1])).toEqual(none);
  const three = logRank(Float64Array.of(1, ...times), Uint8Array.of(0, ...ended), [9, ...codes(2)]);
  expect(three.df).toBe(2); // watched until 1, when the first one ended: still counted
  const two = logRank(Float64Array.of(0.5, ...times), Uint8Array.of(0, ...ended), [9, ...codes(2)]);
  expect(two).toEqual(logRank(times, ended, codes(2)));
});

test("a clear difference is found among many, p underflows to no nonsense", () => {
  const n = 20_000;
  const group = Array.from({ length: n }, (_, i) => i % 2);
  const long = Float64Array.from({ length: n }, (_, i) => 1 + ((i * 37) % 101) + (i % 2) * 20);
  const result = logRank(long, new Uint8Array(n).fill(1), group);
  expect(result.p).toBeLessThan(1e-100);
});

test("minds neither names of groups, order of rows nor unit of time; under copies it grows", () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 2 }));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const run = (of: typeof rows, name: (code: number) => number, unit = 1) =>
        logRank(
          Float64Array.from(of, ([time]) => unit * time),
          Uint8Array.from(of, ([, end]) => end),
          of.map(([, , code]) => name(code)),
        );
      const { statistic, df, p } = run(rows, (code) => code);
      expect(statistic >= -1e-9 && p >= 0 && p <= 1).toBe(true);
      const other = run([...rows].reverse(), (code) => 7 - 3 * code, 2);
      expect(other.df).toBe(df);
      expect(Math.abs(other.statistic - statistic)).toBeLessThan(1e-7 * Math.max(1, statistic));
      const twice = run([...rows, ...rows], (code) => code);
      if (statistic > 1e-6) expect(twice.statistic).toBeGreaterThan(statistic);
    }),
  );
});
