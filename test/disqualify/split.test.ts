import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampled, splitByTime } from "../../src/disqualify/split.ts";
import { codedMatrix } from "../generators/coded.ts";

const days = (n: number, of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i));

describe("older and newest rows", () => {
  it("go by the day of the close: 35, 35 and 30 percent", () => {
    const split = splitByTime(codedMatrix([], new Uint8Array(100), { closed: days(100, (i) => 19_000 + i) }), null, 1);
    expect([split.earlier.length, split.later.length, split.newest.length]).toEqual([35, 35, 30]);
    expect(split.newest[0]).toBe(70);
    expect(split.how).toBe("closed from 2022-03-19 on");
    expect(split.inTime).toBe(true);
  });

  it("go by the order column when it is named", () => {
    const rest = { closed: days(10, (i) => i), order: days(10, (i) => 9 - i) };
    const split = splitByTime(codedMatrix([], new Uint8Array(10), rest), "Deal no.", 1);
    expect([...split.newest]).toEqual([0, 1, 2]);
    expect(split.how).toBe("Deal no. from 7 on");
  });

  it("keep equal days together, on the side where they tip the share least", () => {
    const split = splitByTime(
      codedMatrix([], new Uint8Array(100), { closed: days(100, (i) => Math.floor(i / 15)) }),
      null,
      1,
    );
    expect(split.newest.length).toBe(25);
  });

  it("count the undated, who are in neither", () => {
    const closed = days(100, (i) => (i < 10 ? Number.NaN : i));
    const split = splitByTime(codedMatrix([], new Uint8Array(100), { closed }), null, 1);
    expect(split.undated).toBe(10);
    expect(split.earlier.length + split.later.length + split.newest.length).toBe(90);
  });

  it("are drawn by account where too few carry a date, or nearly all the same", () => {
    const account = Int32Array.from({ length: 100 }, (_, i) => i % 25);
    for (const closed of [days(100, (i) => (i < 40 ? Number.NaN : i)), days(100, () => 5)]) {
      const matrix = codedMatrix([], new Uint8Array(100), { closed, account });
      const split = splitByTime(matrix, null, 1);
      expect(split.inTime).toBe(false);
      expect(split.how).toContain("no dates");
      const accounts = [split.earlier, split.later, split.newest].map(
        (rows) => new Set([...rows].map((r) => account[r])),
      );
      expect(accounts.reduce((sum, set) => sum + set.size, 0)).toBe(25);
      expect(split.newest.length).toBeGreaterThanOrEqual(20);
      expect(split).toEqual(splitByTime(matrix, null, 1));
      expect(splitByTime(matrix, null, 2).newest).not.toEqual(split.newest);
    }
  });

  it("hold every dated row once, older before newer", () => {
    const times = fc.array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(Number.NaN)), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(times, (closed) => {
        const matrix = codedMatrix([], new Uint8Array(closed.length), { closed: Float64Array.from(closed) });
        const split = splitByTime(matrix, null, 1);
        const rows = [...split.earlier, ...split.later, ...split.newest];
        expect(new Set(rows).size).toBe(rows.length);
        expect(rows.length + split.undated).toBe(closed.length);
        if (!split.inTime) return;
        const most = (of: Int32Array): number => Math.max(...[...of].map((r) => closed[r]!));
        const least = (of: Int32Array): number => Math.min(...[...of].map((r) => closed[r]!));
        expect(most(split.earlier)).toBeLessThan(least(split.later));
        expect(most(split.later)).toBeLessThan(least(split.newest));
      }),
    );
  });
});

describe("rows that are searched", () => {
  it("are whole accounts, no more than asked for, or all", () => {
    const account = Int32Array.from({ length: 100 }, (_, i) => i % 30);
    const matrix = codedMatrix([], new Uint8Array(100), { account });
    const parts = [Int32Array.from({ length: 40 }, (_, i) => i), Int32Array.from({ length: 40 }, (_, i) => 50 + i)];
    expect(sampled(matrix, parts, 80, 1)).toBe(parts);
    const some = sampled(matrix, parts, 40, 1);
    const rows = some.flatMap((part) => [...part]);
    expect(rows.length).toBeGreaterThan(35);
    expect(rows.length).toBeLessThanOrEqual(40);
    const taken = new Set(rows.map((row) => account[row]));
    const whole = parts.flatMap((part) => [...part]).filter((row) => taken.has(account[row]));
    expect(rows).toEqual(whole);
    expect(sampled(matrix, parts, 40, 1)).toEqual(some);
  });
});
