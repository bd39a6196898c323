import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forwardSplit, isoDay } from "../../src/build/forward.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { codedMatrix } from "../generators/coded.ts";

const always = (): boolean => true;

function dated(created: readonly number[], closed: readonly number[]): CodedMatrix {
  return codedMatrix([], new Uint8Array(created.length), {
    created: Float64Array.from(created),
    closed: Float64Array.from(closed),
  });
}

function ordered(order: readonly number[]): CodedMatrix {
  return codedMatrix([], new Uint8Array(order.length), { order: Float64Array.from(order) });
}

const deal = fc
  .tuple(fc.integer({ min: 19_000, max: 19_700 }), fc.integer({ min: -20, max: 200 }))
  .map(([created, days]) => ({ created, closed: created + days }));
const matrices = fc.array(deal, { minLength: 1, maxLength: 80 }).map((deals) =>
  dated(
    deals.map((d) => d.created),
    deals.map((d) => d.closed),
  ),
);

describe("by dates", () => {
  test("train closed before T, test created at or after, straddlers in neither, no deal in both", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const split = forwardSplit(matrix, null, always)!;
        const cut = Date.parse(split.cut) / 86_400_000;
        for (const r of split.train) expect(matrix.closed[r]!).toBeLessThan(cut);
        for (const r of split.test) expect(matrix.created[r]!).toBeGreaterThanOrEqual(cut);
        const both = split.train.filter((r) => split.test.includes(r));
        expect(both).toHaveLength(0);
        const inOne = new Set([...split.train, ...split.test]);
        for (let r = 0; r < matrix.n; r++)
          expect(inOne.has(r)).toBe(matrix.closed[r]! < cut || matrix.created[r]! >= cut);
      }),
    );
  });

  test("a quarter of the deals was created at or after T", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 4, maxLength: 100 }), (days) => {
        const split = forwardSplit(
          dated(
            days,
            days.map((d) => d + 30),
          ),
          null,
          always,
        )!;
        expect(split.test.length).toBe(days.length - Math.floor(0.75 * days.length));
      }),
    );
  });

  test("cohorts that are not closed enough are out of the test, not of T", () => {
    const days = Array.from({ length: 100 }, (_, i) => i);
    const matrix = dated(
      days,
      days.map((d) => d + 5),
    );
    const split = forwardSplit(matrix, null, (day) => day < 90)!;
    expect([...split.test]).toEqual(days.slice(75, 90));
    expect([...split.train]).toEqual(days.slice(0, 70));
    expect(split.cut).toBe(isoDay(75));
  });

  test("a deal closed before it was created is tested on, never learned from", () => {
    const days = Array.from({ length: 20 }, (_, i) => i);
    const split = forwardSplit(
      dated(
        days,
        days.map((d) => (d === 19 ? 1 : d)),
      ),
      null,
      always,
    )!;
    expect(split.test).toContain(19);
    expect(split.train).not.toContain(19);
  });

  test("null without dates, and where fewer than 80% carry both", () => {
    const days = (known: number) => Array.from({ length: 100 }, (_, i) => (i < known ? i : Number.NaN));
    expect(forwardSplit(ordered([1, 2, 3]), null, always)).toBeNull();
    expect(forwardSplit(dated(days(79), days(100)), null, always)).toBeNull();
    expect(forwardSplit(dated(days(80), days(100)), null, always)).not.toBeNull();
  });
});

describe("by --order", () => {
  test("75 / 25, newest last, and the cut is said in words", () => {
    const split = forwardSplit(ordered([5, 1, 8, 2, 7, 3, 6, 4]), "Opportunity Number", always)!;
    expect([...split.train]).toEqual([0, 1, 3, 5, 6, 7]);
    expect([...split.test]).toEqual([2, 4]);
    expect(split.cut).toBe("the newest 25% by Opportunity Number (from 7)");
  });

  test("ties at the cut stay together, on the newer side; rows without a value are in neither", () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: Number.NaN }), { minLength: 1, maxLength: 60 }),
        (order) => {
          fc.pre(order.some((v) => !Number.isNaN(v)));
          const { train, test } = forwardSplit(ordered(order), "x", always)!;
          const known = order.filter((v) => !Number.isNaN(v)).length;
          expect(train.length + test.length).toBe(known);
          expect(test.length).toBeGreaterThanOrEqual(0.25 * known - 1e-9);
          const newest = Math.max(-1, ...[...train].map((r) => order[r]!));
          for (const r of test) expect(order[r]!).toBeGreaterThan(newest);
        },
      ),
    );
  });

  test("goes before dates", () => {
    const days = Float64Array.from({ length: 8 }, (_, i) => i);
    const matrix = codedMatrix([], new Uint8Array(8), {
      created: days,
      closed: days,
      order: Float64Array.from(days).reverse(),
    });
    expect([...forwardSplit(matrix, "x", always)!.test]).toEqual([0, 1]);
  });
});
