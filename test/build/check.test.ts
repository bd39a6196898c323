import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Checked, LEVELS, levelOf, levelResults, summarise } from "../../src/build/check.ts";

function checked(rows: readonly { fit: number; y: number; p?: number; known?: number; cycle?: number }[]): Checked {
  return {
    fit: Float64Array.from(rows, (r) => r.fit),
    p: Float64Array.from(rows, (r) => r.p ?? 0.3),
    known: Float64Array.from(rows, (r) => r.known ?? 1),
    account: Int32Array.from(rows, (_, i) => i),
    y: Uint8Array.from(rows, (r) => r.y),
    cycle: Float64Array.from(rows, (r) => r.cycle ?? Number.NaN),
  };
}

const rows = fc.array(
  fc.record({
    fit: fc.integer({ min: 0, max: 100 }),
    y: fc.integer({ min: 0, max: 1 }),
    p: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    cycle: fc.integer({ min: 1, max: 300 }),
  }),
  { maxLength: 120 },
);

const times = <T>(n: number, value: T): T[] => new Array<T>(n).fill(value);
const summary = (c: Checked) => summarise(c, LEVELS, "forward", "2026-01-01", 10);

test.each([
  [70, "high"],
  [69, "medium"],
  [40, "medium"],
  [39, "low"],
  [0, "low"],
  [100, "high"],
])("fit %d is %s", (fit, level) => {
  expect(levelOf(fit, 1, LEVELS)).toBe(level);
  expect(levelOf(fit, 0.5, LEVELS)).toBe(level);
  expect(levelOf(fit, 0.49, LEVELS)).toBe("unknown");
});

describe("levelResults", () => {
  test("rows and wins of the levels add up to all", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const results = levelResults(checked(list), LEVELS);
        expect(results.map((r) => r.level)).toEqual(["high", "medium", "low"]);
        expect(results.reduce((a, r) => a + r.n, 0)).toBe(list.length);
        expect(results.reduce((a, r) => a + r.won, 0)).toBe(list.filter((r) => r.y === 1).length);
        for (const r of results) {
          if (r.n === 0) {
            expect([r.win_rate, r.win_rate_interval, r.median_cycle_days]).toEqual([null, null, null]);
            continue;
          }
          expect(r.win_rate).toBeCloseTo(r.won / r.n, 4);
          expect(r.win_rate_interval![0]).toBeLessThanOrEqual(r.win_rate!);
          expect(r.win_rate_interval![1]).toBeGreaterThanOrEqual(r.win_rate!);
        }
      }),
    );
  });

  test("deals of which too little is known have a level of their own, not low", () => {
    const results = levelResults(checked([...times(3, { fit: 5, y: 1, known: 0.3 }), { fit: 5, y: 0 }]), LEVELS);
    expect(results.map(({ level, n, won }) => [level, n, won])).toEqual([
      ["high", 0, 0],
      ["medium", 0, 0],
      ["low", 1, 0],
      ["unknown", 3, 3],
    ]);
  });

  test("limits match statsmodels' proportion_confint(31, 84, method='wilson') = (.27370, .47585)", () => {
    const [high] = levelResults(checked([...times(31, { fit: 80, y: 1 }), ...times(53, { fit: 90, y: 0 })]), LEVELS);
    expect(high).toMatchObject({ n: 84, won: 31, win_rate: 0.369, win_rate_interval: [0.2737, 0.4758] });
  });

  test("median cycle of won deals with dates, from five on", () => {
    const cycles = [10, 30, 20, 50, 40].map((cycle) => ({ fit: 80, y: 1, cycle }));
    const more = [...cycles, { fit: 80, y: 0, cycle: 500 }, { fit: 80, y: 1 }];
    expect(levelResults(checked(more), LEVELS)[0]!.median_cycle_days).toBe(30);
    expect(levelResults(checked(more.slice(1)), LEVELS)[0]!.median_cycle_days).toBeNull();
  });
});

describe("summarise", () => {
  const split = (won: number, lost: number) =>
    checked([
      ...Array.from({ length: won }, (_, i) => ({ fit: 50 + (i % 40), y: 1 })),
      ...Array.from({ length: lost }, (_, i) => ({ fit: 10 + (i % 40), y: 0 })),
    ]);

  test.each([
    [19, 60],
    [60, 19],
    [0, 5],
  ])("%d won and %d lost are not enough", (won, lost) => {
    const result = summary(split(won, lost));
    expect(result.verdict).toBe("not enough data");
    expect(result.reason).toContain(`${won} won and ${lost} lost`);
  });

  test("20 and 20 are enough: confirmed where the AUC's limits are above .5, not confirmed otherwise", () => {
    expect(summary(split(20, 20)).verdict).toBe("confirmed");
    const mixed = checked([...Array(40).keys()].map((i) => ({ fit: (i * 37) % 101, y: i % 2 })));
    const result = summary(mixed);
    expect(result.auc_interval![0]).toBeLessThanOrEqual(0.5);
    expect(result.verdict).toBe("not confirmed");
  });

  test("AUC, log-loss, base loss and calibration error by hand", () => {
    const result = summary(
      checked([
        { fit: 90, y: 1, p: 0.8 },
        { fit: 60, y: 0, p: 0.5 },
        { fit: 60, y: 1, p: 0.5 },
        { fit: 10, y: 0, p: 0.2 },
      ]),
    );
    expect(result.auc).toBe(0.875);
    expect(result.log_loss).toBeCloseTo(-(2 * Math.log(0.8) + 2 * Math.log(0.5)) / 4, 4);
    expect(result.base_log_loss).toBeCloseTo(Math.log(2), 4);
    expect(result.calibration_error).toBeCloseTo((0.2 + 0 + 0.2) / 4, 4);
  });

  test("one outcome, and nothing at all, say null where nothing can be said", () => {
    const one = summary(split(30, 0));
    expect([one.auc, one.auc_interval, one.base_log_loss]).toEqual([null, null, null]);
    const none = summary(checked([]));
    expect([none.n, none.won, none.auc, none.log_loss, none.calibration_error]).toEqual([0, 0, null, null, null]);
    expect(none.verdict).toBe("not enough data");
  });

  test("every number fits the document's schema", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const result = summary(checked(list));
        for (const value of [result.auc, result.log_loss, result.base_log_loss, result.calibration_error])
          if (value !== null) expect(Number.isFinite(value)).toBe(true);
        if (result.auc_interval !== null)
          for (const limit of result.auc_interval) expect(limit >= 0 && limit <= 1).toBe(true);
      }),
    );
  });
});

describe("deals that several cards held out in turn", () => {
  const list = Array.from({ length: 60 }, (_, i) => ({ fit: 1.6 * i, y: i % 3 === 0 || i > 40 ? 1 : 0, p: 0.5 }));
  const one = checked(list);

  test("have wider limits around the same figures", () => {
    const [plain, wide] = [summary(one), summary({ ...one, spread: 1.25 })];
    expect(wide.auc).toBe(plain.auc);
    expect(wide.auc_interval![0]).toBeLessThan(plain.auc_interval![0]);
    expect(wide.auc_interval![1]).toBeGreaterThan(plain.auc_interval![1]);
    wide.levels.forEach((level, i) => {
      expect(level.win_rate).toBe(plain.levels[i]!.win_rate);
      expect(level.win_rate_interval![0]).toBeLessThan(plain.levels[i]!.win_rate_interval![0]);
    });
  });

  test("have the mean AUC of their rankings", () => {
    const back = one.fit.map((f) => -f);
    expect(summary({ ...one, ranks: [one.fit, back] }).auc).toBe(0.5);
    expect(summary({ ...one, ranks: [one.fit, one.fit] }).auc_interval).toEqual(summary(one).auc_interval);
  });

  test("that are ranked without a fault keep limits inside 0 to 1", () => {
    const perfect = checked(list.map((row, i) => ({ ...row, y: i > 30 ? 1 : 0 })));
    const { auc, auc_interval } = summary({ ...perfect, spread: 1.25, ranks: [perfect.fit, perfect.fit] });
    expect(auc).toBe(1);
    expect(auc_interval![0]).toBeGreaterThan(0.5);
    expect(auc_interval![1]).toBe(1);
  });
});
