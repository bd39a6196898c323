import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BandColumn, fitLogit, type LogitFit } from "../../src/build/newton.ts";
import { expectNear } from "../stats/near.ts";

/**
 * 60 made-up deals: i = np.arange(60); a = (i * 7) % 4; b = (i * i + 1) % 3; c = (i * i * i // 5) % 5; y = (i * 5 + i * i) % 7 < 3
 * (b is never 0: an empty band).
 */
const index = Array.from({ length: 60 }, (_, i) => i);
const columns: BandColumn[] = [
  { codes: Uint8Array.from(index, (i) => (i * 7) % 4), bands: 4 },
  { codes: Uint8Array.from(index, (i) => (i * i + 1) % 3), bands: 3 },
  { codes: Uint8Array.from(index, (i) => Math.floor((i * i * i) / 5) % 5), bands: 5 },
];
const y = Uint8Array.from(index, (i) => ((i * 5 + i * i) % 7 < 3 ? 1 : 0));

/**
 * LogisticRegression(C=1/kappa, solver="newton-cholesky", tol=1e-14).fit(OneHotEncoder().fit_transform(np.c_[a, b, c]), y), scikit-learn
 * 1.2.1; its intercept is not penalised.
 */
const SCIKIT_LEARN = [
  {
    kappa: 4,
    intercept: 0.24369091574089508,
    effects: [
      [0.06829456027697, -0.05886217499933, 0.0562080695376, -0.06564045481525],
      [0, -0.04612020184089, 0.04612020184089],
      [0.007788204243568, -0.01595331437788, 0.210221443168, 0.05708086950057, -0.2591372025343],
    ],
  },
  {
    kappa: 10,
    intercept: 0.2556610356698757,
    effects: [
      [0.03740291314219, -0.03459014900399, 0.03391021195426, -0.03672297609246],
      [0, -0.02472195640644, 0.02472195640644],
      [0.001445311233278, -0.00821993238488, 0.1075085308619, 0.02820640767293, -0.1289403173833],
    ],
  },
  {
    kappa: 0.5,
    intercept: 0.21212573382560207,
    effects: [
      [0.136043472965, -0.0979028679697, 0.08435999066893, -0.1225005956643],
      [0, -0.1010453588412, 0.1010453588412],
      [0.032930503106, -0.03447875499374, 0.4929293208929, 0.139901954568, -0.6312830235731],
    ],
  },
];

const COLD = { intercept: 0, effects: [] };

/** Gradient of J at the fit, intercept first. */
function gradient(cols: readonly BandColumn[], outcomes: Uint8Array, fit: LogitFit, kappa: number): number[] {
  const residual = Array.from(outcomes, (v, i) => {
    const eta = cols.reduce((sum, c, j) => sum + fit.effects[j]![c.codes[i]!]!, fit.intercept);
    return 1 / (1 + Math.exp(-eta)) - v;
  });
  const bands = cols.flatMap((c, j) =>
    Array.from(fit.effects[j]!, (f, b) => residual.reduce((sum, r, i) => sum + (c.codes[i] === b ? r : 0), kappa * f)),
  );
  return [residual.reduce((a, b) => a + b, 0), ...bands];
}

function loss(cols: readonly BandColumn[], outcomes: Uint8Array, fit: LogitFit, kappa: number): number {
  const rows = Array.from(outcomes, (v, i) => {
    const eta = cols.reduce((sum, c, j) => sum + fit.effects[j]![c.codes[i]!]!, fit.intercept);
    return Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(0, v ? -eta : eta);
  });
  const squares = fit.effects.flatMap((f) => [...f]).reduce((a, f) => a + f * f, 0);
  return rows.reduce((a, b) => a + b, 0) + (kappa / 2) * squares;
}

const problem = fc.integer({ min: 2, max: 80 }).chain((n) =>
  fc.record({
    outcomes: fc.uint8Array({ minLength: n, maxLength: n, max: 1 }),
    cols: fc.array(
      fc.uint8Array({ minLength: n, maxLength: n, max: 4 }).map((codes): BandColumn => ({ codes, bands: 5 })),
      { maxLength: 4 },
    ),
    kappa: fc.double({ min: 0.2, max: 20, noNaN: true }),
  }),
);

describe("fitLogit", () => {
  test.each(SCIKIT_LEARN)(
    "matches scikit-learn's LogisticRegression at kappa $kappa",
    ({ kappa, intercept, effects }) => {
      const fit = fitLogit(columns, y, kappa, COLD, 30);
      expect(Math.abs(fit.intercept - intercept)).toBeLessThan(1e-7);
      effects.forEach((want, j) => {
        want.forEach((w, b) => {
          expect(Math.abs(fit.effects[j]![b]! - w), `effect ${j}.${b}`).toBeLessThan(1e-7);
        });
      });
    },
  );

  test("the gradient is zero at the optimum, and `loss` is the penalised loss there", () => {
    fc.assert(
      fc.property(problem, ({ outcomes, cols, kappa }) => {
        const wins = outcomes.reduce((a, b) => a + b, 0);
        fc.pre(wins > 0 && wins < outcomes.length);
        const fit = fitLogit(cols, outcomes, kappa, COLD, 50);
        for (const g of gradient(cols, outcomes, fit, kappa)) expect(Math.abs(g)).toBeLessThan(1e-3);
        expectNear(fit.loss, loss(cols, outcomes, fit, kappa), 1e-10);
      }),
    );
  });

  test("residual and weight are y - p and p (1 - p) of each row", () => {
    const fit = fitLogit(columns, y, 4, COLD);
    y.forEach((v, i) => {
      const p = v - fit.residual[i]!;
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThan(1);
      expectNear(fit.weight[i]!, p * (1 - p), 1e-12);
    });
  });

  test("a warm start ends where a cold one does, and is not written to", () => {
    const cold = fitLogit(columns, y, 4, COLD, 30);
    const effects = columns.map((c) => new Float64Array(c.bands).fill(3));
    const warm = fitLogit(columns, y, 4, { intercept: -5, effects }, 50);
    expect(Math.abs(warm.loss - cold.loss)).toBeLessThan(1e-6);
    expect(effects.every((f) => f.every((v) => v === 3))).toBe(true);
  });

  test("never ends worse than it began", () => {
    fc.assert(
      fc.property(problem, fc.double({ min: -30, max: 30, noNaN: true }), ({ outcomes, cols, kappa }, intercept) => {
        const warm = { intercept, effects: cols.map((c) => new Float64Array(c.bands)) };
        const start = fitLogit(cols, outcomes, kappa, warm, 0);
        expect(fitLogit(cols, outcomes, kappa, warm, 3).loss).toBeLessThanOrEqual(start.loss);
      }),
    );
  });

  test("separable data and one outcome only stay finite", () => {
    const codes = Uint8Array.from({ length: 400 }, (_, i) => i % 2);
    const separable = fitLogit([{ codes, bands: 2 }], codes, 4, COLD, 50);
    expect([separable.intercept, separable.loss, ...separable.effects[0]!].every(Number.isFinite)).toBe(true);
    expect(separable.effects[0]![1]!).toBeGreaterThan(1);
    for (const outcome of [0, 1]) {
      const fit = fitLogit([{ codes, bands: 2 }], new Uint8Array(400).fill(outcome), 4, COLD, 50);
      expect([fit.intercept, fit.loss, ...fit.effects[0]!].every(Number.isFinite)).toBe(true);
    }
  });

  test("without columns the intercept is the logit of the rate", () => {
    const fit = fitLogit(
      [],
      Uint8Array.from({ length: 1000 }, (_, i) => (i < 130 ? 1 : 0)),
      0,
      COLD,
      20,
    );
    expectNear(fit.intercept, Math.log(130 / 870), 1e-6);
  });

  test("many rows: the loss taken 512 rows at a time is the sum over rows", () => {
    const n = 5000;
    const codes = Uint8Array.from({ length: n }, (_, i) => (i * 13) % 7);
    const outcomes = Uint8Array.from({ length: n }, (_, i) => ((i * 31) % 11 < (i * 13) % 7 ? 1 : 0));
    const fit = fitLogit([{ codes, bands: 7 }], outcomes, 4, COLD, 20);
    expectNear(fit.loss, loss([{ codes, bands: 7 }], outcomes, fit, 4), 1e-11);
  });
});
