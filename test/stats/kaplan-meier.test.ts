import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kaplanMeier, stepAt } from "../../src/stats/kaplan-meier.ts";
import { expectNear } from "./near.ts";

/** i = np.arange(40); t = 1 + (i * 37) % 23; e = ((i * i + 3 * i) % 7 < 4).astype(int) */
const times = Float64Array.from({ length: 40 }, (_, i) => 1 + ((i * 37) % 23));
const ended = Uint8Array.from({ length: 40 }, (_, i) => ((i * i + 3 * i) % 7 < 4 ? 1 : 0));

describe("kaplanMeier", () => {
  test.each([
    // statsmodels 0.13.5: k = statsmodels.duration.survfunc.SurvfuncRight(t, e); k.surv_times, .n_risk, .surv_prob, .surv_prob_se
    [0, 1, 40, 0.95, 0.03446012188022555],
    [4, 8, 27, 0.7758064516129033, 0.07038279708571127],
    [9, 18, 10, 0.44053384981856236, 0.10235851630208755],
  ])("matches statsmodels' SurvfuncRight at end %i", (step, time, atRisk, survival, se) => {
    const found = kaplanMeier(times, ended)[step]!;
    expect(found).toMatchObject({ time, atRisk });
    expectNear(found.survival, survival, 1e-13);
    expectNear(found.se, se, 1e-12);
  });

  test("its limits are Greenwood's on the log(-log) scale, as R's survfit(conf.type = 'log-log')", () => {
    // S, se = k.surv_prob[4], k.surv_prob_se[4]; S ** np.exp(np.array([-1, 1]) * norm.ppf(.975) * se / (S * np.log(S)))
    const found = kaplanMeier(times, ended)[4]!;
    expectNear(found.low, 0.599638531910942, 1e-12);
    expectNear(found.high, 0.8816131510460427, 1e-12);
  });

  test("all have ended: 0, with the upper limit of the step before", () => {
    const steps = kaplanMeier(times, ended);
    expect(steps).toHaveLength(12);
    expect(steps[11]).toMatchObject({ time: 23, atRisk: 1, survival: 0, low: 0, se: 0, high: steps[10]!.high });
    expect(kaplanMeier(Float64Array.of(5, 5), Uint8Array.of(1, 1))).toEqual([
      { time: 5, atRisk: 2, ended: 2, survival: 0, low: 0, high: 1, se: 0 },
    ]);
  });

  test("no rows, nothing ended, one row; who is censored at a time is still at risk then", () => {
    expect(kaplanMeier(new Float64Array(0), new Uint8Array(0))).toEqual([]);
    expect(kaplanMeier(Float64Array.of(3, 4), new Uint8Array(2))).toEqual([]);
    expect(kaplanMeier(Float64Array.of(3), Uint8Array.of(1))[0]).toMatchObject({ survival: 0, atRisk: 1 });
    expect(kaplanMeier(Float64Array.of(3, 3), Uint8Array.of(1, 0))[0]).toMatchObject({ survival: 0.5, atRisk: 2 });
  });

  test("a million customers, all watched to the end: the plain share", () => {
    const n = 1_000_000;
    const all = kaplanMeier(
      Float64Array.from({ length: n }, (_, i) => i % 24),
      new Uint8Array(n).fill(1),
    );
    expectNear(all[11]!.survival, 1 - all.slice(0, 12).reduce((sum, step) => sum + step.ended, 0) / n, 1e-12);
    expectNear(all[11]!.se, Math.sqrt((all[11]!.survival * (1 - all[11]!.survival)) / n), 1e-10);
  });

  const watched = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean()), { maxLength: 60 });
  const split = (rows: [number, boolean][]): [Float64Array, Uint8Array] => [
    Float64Array.from(rows, ([time]) => time),
    Uint8Array.from(rows, ([, end]) => (end ? 1 : 0)),
  ];

  test("falls, stays inside its limits, minds no order, counts every end once", () => {
    fc.assert(
      fc.property(watched, (rows) => {
        const steps = kaplanMeier(...split(rows));
        let before = 1;
        for (const { survival, low, high } of steps) {
          expect(survival).toBeLessThan(before);
          expect(0 <= low && low <= survival && survival <= high && high <= 1).toBe(true);
          before = survival;
        }
        expect(steps.reduce((sum, step) => sum + step.ended, 0)).toBe(rows.filter(([, end]) => end).length);
        expect(kaplanMeier(...split([...rows].reverse()))).toEqual(steps);
      }),
    );
  });

  test("stepAt is the last step at or before a time", () => {
    fc.assert(
      fc.property(watched, fc.integer({ min: -1, max: 14 }), (rows, time) => {
        const steps = kaplanMeier(...split(rows));
        expect(stepAt(steps, time)).toBe(steps.filter((step) => step.time <= time).at(-1) ?? null);
      }),
    );
    // statsmodels 0.13.5: k.surv_prob[k.surv_times <= 8.5][-1], k as above
    expectNear(stepAt(kaplanMeier(times, ended), 8.5)!.survival, 0.7758064516129033, 1e-13);
  });
});
