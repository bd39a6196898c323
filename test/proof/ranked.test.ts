import { describe, expect, it } from "vitest";
import { belowLine } from "../../src/proof/below-line.ts";
import { calibrationOf } from "../../src/proof/calibration.ts";
import { liftOf } from "../../src/proof/lift.ts";
import { createRandom } from "../../src/stats/random.ts";

const own = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

describe("lift", () => {
  it("counts tenths against all: by hand", () => {
    // 200 deals: the best tenth is won, of each other tenth 2 of 20.
    const score = Float64Array.from({ length: 200 }, (_, i) => 200 - i);
    const y = Uint8Array.from({ length: 200 }, (_, i) => (i < 20 || i % 20 < 2 ? 1 : 0));
    const { groups, won, rate } = liftOf({ score, y, account: own(200) })!;
    expect([won, rate, groups.length]).toEqual([38, 0.19, 10]);
    expect(groups[0]).toMatchObject({ n: 20, won: 20, rate: 1, fit: [181, 200] });
    expect(groups[0]!.lift).toBeCloseTo(1 / 0.19, 10);
    expect(groups[0]!.gain).toBeCloseTo(20 / 38, 10);
    expect(groups[9]!.gain).toBe(1);
    for (const { lift, lift_interval: limits } of groups) {
      expect(limits[0]).toBeLessThanOrEqual(lift);
      expect(limits[1]).toBeGreaterThanOrEqual(lift);
      expect(limits[1]).toBeLessThanOrEqual(10);
    }
  });

  it("says the same in any order of the rows, and nothing where all fits are the same", () => {
    const random = createRandom(1);
    const rows = Array.from({ length: 120 }, () => ({ fit: random.int(6) * 10, won: random.int(2) }));
    const of = (list: typeof rows) =>
      liftOf({
        score: Float64Array.from(list, ({ fit }) => fit),
        y: Uint8Array.from(list, ({ won }) => won),
        account: own(list.length),
      })!.groups.map(({ won, lift }) => [won.toFixed(9), lift.toFixed(9)]);
    expect(of([...rows].reverse())).toEqual(of(rows));
    const flat = of(rows.map((row) => ({ ...row, fit: 50 })));
    expect(flat).toHaveLength(5);
    expect(flat.every(([, lift]) => lift === "1.000000000")).toBe(true);
  });

  it("is less sure where deals of one company end alike, and says nothing of a handful", () => {
    const score = Float64Array.from({ length: 100 }, (_, i) => 100 - Math.floor(i / 4));
    const y = Uint8Array.from({ length: 100 }, (_, i) => (Math.floor(i / 4) % 3 === 0 ? 1 : 0));
    const width = (account: Int32Array): number => {
      const [low, high] = liftOf({ score, y, account })!.groups[0]!.lift_interval;
      return high - low;
    };
    expect(width(Int32Array.from(score, (_, i) => Math.floor(i / 4)))).toBeGreaterThan(1.3 * width(own(100)));
    expect(liftOf({ score: score.slice(0, 24), y: y.slice(0, 24), account: own(24) })).toBeNull();
  });
});

describe("calibration", () => {
  const random = createRandom(5);
  const p = Float64Array.from({ length: 800 }, () => 0.05 + 0.7 * random.next());
  const y = Uint8Array.from(p, (one) => (random.next() < one ? 1 : 0));

  it("is confirmed where deals come in as said, and names the fault where they do not", () => {
    expect(calibrationOf({ p, y, account: own(800) })).toMatchObject({ verdict: "confirmed", fault: null });
    const fault = (of: (one: number) => number) => calibrationOf({ p: p.map(of), y, account: own(800) })!.fault;
    expect(fault((one) => Math.min(0.95, one + 0.15))).toBe("too high");
    expect(fault((one) => one * 0.6)).toBe("too low");
    const mean = p.reduce((a, b) => a + b, 0) / 800;
    expect(fault((one) => mean + (one < mean ? -0.3 : 0.42))).toBe("too bold");
    expect(fault((one) => mean + 0.25 * (one - mean))).toBe("too timid");
  });

  it("claims nothing from few deals, and is none where nothing was said", () => {
    const few = calibrationOf({ p: p.slice(0, 60), y: y.slice(0, 60), account: own(60) })!;
    expect(few.verdict).toBe("not enough data");
    expect(few.groups).toHaveLength(5);
    expect(calibrationOf({ p: p.slice(0, 12), y: y.slice(0, 12), account: own(12) })).toMatchObject({ groups: [] });
    expect(calibrationOf({ p: Float64Array.of(Number.NaN), y: Uint8Array.of(1), account: own(1) })).toBeNull();
  });

  it("adds up", () => {
    const { groups, won, said, n } = calibrationOf({ p, y, account: own(800) })!;
    expect(groups.reduce((sum, one) => sum + one.won, 0)).toBeCloseTo(won, 9);
    expect(groups.reduce((sum, one) => sum + one.said * one.n, 0) / n).toBeCloseTo(said, 9);
  });
});

describe("below the line", () => {
  const level = Uint8Array.from({ length: 100 }, (_, i) => (i < 30 ? 2 : i < 60 ? 1 : 0));
  const y = Uint8Array.from({ length: 100 }, (_, i) => (i < 15 || (i >= 60 && i < 64) ? 1 : 0));

  it("counts both sides, and the control sample on its own, without those of it that are at high", () => {
    const control = Uint8Array.from({ length: 100 }, (_, i) => ((i >= 55 && i < 75) || i === 0 ? 1 : 0));
    const found = belowLine({ level, y, account: own(100), control })!;
    expect(found).toMatchObject({
      high: { n: 30, won: 15, rate: 0.5, less: null },
      below: { n: 70, won: 4, companies: 70 },
      low: { n: 40, won: 4 },
      control: { n: 20, won: 4, rate: 0.2 },
      control_above: 1,
    });
    expect(found.control!.less).toBeCloseTo(0.3, 10);
    expect(found.control!.less_interval![0]).toBeGreaterThan(0);
  });

  it("is none where nobody below it was sold to", () => {
    expect(
      belowLine({ level: Uint8Array.of(2, 2), y: Uint8Array.of(1, 0), account: own(2), control: null }),
    ).toBeNull();
  });
});
