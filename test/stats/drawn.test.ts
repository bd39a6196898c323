import { describe, expect, it } from "vitest";
import { difference, PRIOR_ROWS } from "../../src/stats/drawn.ts";
import { drawnMean } from "../../src/stats/drawn-mean.ts";
import { drawnMoney } from "../../src/stats/drawn-money.ts";
import { drawnRate } from "../../src/stats/drawn-rate.ts";
import { drawnRatio } from "../../src/stats/drawn-ratio.ts";
import { studentQuantile } from "../../src/stats/student.ts";

const own = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const rows = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);

/** Sums of digits: numbers without a trend, the same in every run. */
const rough = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => 10 + ((i * 7919) % 101) / 5 + ((i * 31) % 7));

describe("Student's quantile", () => {
  it.each([
    [1, 12.7062],
    [10, 2.2281],
    [100, 1.984],
    [1e9, 1.96],
  ])("with %d degrees of freedom is %d", (df, t) => {
    expect(studentQuantile(0.975, df)).toBeCloseTo(t, 3);
  });
});

describe("a drawn mean", () => {
  const value = rough(60);
  const values = { value, cluster: own(60) };

  it("is the plain mean for everyone, and a group's is drawn by ten rows", () => {
    const mean = value.reduce((a, b) => a + b, 0) / 60;
    const part = value.slice(0, 20).reduce((a, b) => a + b, 0) / 20;
    expect(drawnMean(values, null)!.value).toBeCloseTo(mean, 10);
    const drawn = drawnMean(values, rows(0, 20))!;
    expect(drawn.value).toBeCloseTo((20 * part + PRIOR_ROWS * mean) / 30, 10);
    expect(drawn.n).toBe(20);
    expect(drawn.own.at).toBeCloseTo(part, 10);
  });

  it("has limits that reach the group's own mean, from which it was drawn away", () => {
    const shifted = value.map((v, i) => (i < 6 ? v + 100 : v));
    const { interval } = drawnMean({ value: shifted, cluster: own(60) }, rows(0, 6))!;
    const part = shifted.slice(0, 6).reduce((a, b) => a + b, 0) / 6;
    expect(interval[1]).toBeGreaterThan(part);
  });

  it("knows no more from deals told twice of one account", () => {
    const twice = {
      value: Float64Array.from({ length: 120 }, (_, i) => value[i >> 1]!),
      cluster: own(120).map((i) => i >> 1),
    };
    const [once, again] = [drawnMean(values, null)!, drawnMean(twice, null)!];
    expect(again.own.se).toBeCloseTo(once.own.se, 10);
  });

  it("leaves out what is not known, and is null where nothing is", () => {
    const some = value.map((v, i) => (i % 2 === 0 ? v : Number.NaN));
    expect(drawnMean({ value: some, cluster: own(60) }, null)!.n).toBe(30);
    expect(drawnMean({ value: some, cluster: own(60) }, Int32Array.of(1, 3))).toBeNull();
    expect(drawnMean({ value: Float64Array.of(3), cluster: own(1) }, null)).toBeNull();
  });
});

describe("a drawn amount", () => {
  const value = rough(60).map((v) => Math.exp(v / 8));
  const values = { value, cluster: own(60) };

  it("is the arithmetic mean for everyone", () => {
    expect(drawnMoney(values, null)!.value).toBeCloseTo(value.reduce((a, b) => a + b, 0) / 60, 8);
  });

  it("goes with the unit of money", () => {
    const cents = { value: value.map((v) => 100 * v), cluster: own(60) };
    const [a, b] = [drawnMoney(values, rows(0, 25))!, drawnMoney(cents, rows(0, 25))!];
    expect(b.value / a.value).toBeCloseTo(100, 8);
    expect(b.interval[0] / a.interval[0]).toBeCloseTo(100, 8);
    expect(b.own.se).toBeCloseTo(a.own.se, 10);
  });

  it("is not carried away by one amount, as a mean is", () => {
    const freak = value.map((v, i) => (i === 0 ? 1000 * v : v));
    const many = { value: freak, cluster: own(60) };
    expect(drawnMoney(many, rows(0, 10))!.value).toBeLessThan(drawnMean(many, rows(0, 10))!.own.at / 2);
  });

  it("leaves out amounts of 0 and less", () => {
    const gifts = { value: Float64Array.of(...value, 0, -5), cluster: own(62) };
    expect(drawnMoney(gifts, null)).toEqual(drawnMoney(values, null));
    expect(drawnMoney(gifts, Int32Array.of(60, 61))).toBeNull();
  });
});

describe("a drawn rate", () => {
  const trials = Float64Array.from({ length: 100 }, () => 1.5);
  const events = Uint8Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 1 : 0));

  it("is drawn by ten trials", () => {
    const all = 10.5 / 151;
    const drawn = drawnRate({ trials, events }, rows(0, 20))!;
    expect(drawn.value).toBeCloseTo((2 + 10 * all) / 40, 10);
    expect(drawn.n).toBe(20);
    expect(drawn.interval[0]).toBeLessThan(2 / 30);
    expect(drawn.interval[1]).toBeGreaterThan(0.12);
  });

  it("is above 0 where nothing happened yet", () => {
    const { value, interval } = drawnRate({ trials, events: new Uint8Array(100) }, null)!;
    expect(value).toBeGreaterThan(0);
    expect(interval[0]).toBeLessThan(0.001);
    expect(interval[1]).toBeGreaterThan(0.01);
  });

  it("is null where nothing could be seen", () => {
    expect(drawnRate({ trials: new Float64Array(9), events: new Uint8Array(9) }, null)).toBeNull();
  });
});

describe("a drawn ratio", () => {
  const before = rough(40);
  const now = before.map((v, i) => v * (i % 4 === 0 ? 0 : 1.2));

  it("is that of the sums, drawn by ten rows", () => {
    const sum = (of: Float64Array): number => of.reduce((a, b) => a + b, 0);
    const all = sum(now) / sum(before);
    const amounts = { now, before, cluster: own(40) };
    expect(drawnRatio(amounts, null)!.value).toBeCloseTo(all, 10);
    const part = sum(now.slice(0, 20)) / sum(before.slice(0, 20));
    expect(drawnRatio(amounts, rows(0, 20))!.value).toBeCloseTo((20 * part + 10 * all) / 30, 10);
    expect(drawnRatio(amounts, rows(0, 9))).toBeNull();
  });
});

describe("a difference", () => {
  it("has limits from both, wider at a higher confidence", () => {
    const at = (value: number, se: number) => ({ value, interval: [0, 0] as const, n: 30, own: { at: value, se } });
    const found = difference(at(5, 0.3), at(4, 0.4), 0.95);
    expect(found.at).toBe(1);
    expect(found.high - 1).toBeCloseTo(1.96 * 0.5, 3);
    expect(difference(at(5, 0.3), at(4, 0.4), 0.99).low).toBeLessThan(found.low);
  });
});
