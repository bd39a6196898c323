import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareTail } from "../../src/stats/chi-square.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";

const first = (count: number, seed: number, ...stream: number[]): number[] => {
  const random = createRandom(seed, ...stream);
  return Array.from({ length: count }, () => random.next());
};

/** p of equal chances for all cells. */
const uniformP = (cells: number[]): number => {
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  const statistic = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquareTail(statistic, cells.length - 1);
};

describe("createRandom", () => {
  test("the same seed and stream give the same numbers, pinned so that a document never changes by accident", () => {
    expect(first(5, 7, 3)).toEqual(first(5, 7, 3));
    expect(first(3, 1)).toEqual([0.6127394180866678, 0.9286201831811903, 0.34909469287402883]);
  });

  test("another seed, another stream, another order of indices give other numbers", () => {
    const starts = [first(1, 1), first(1, 2), first(1, 1, 0), first(1, 1, 1), first(1, 1, 0, 1), first(1, 1, 1, 0)];
    starts.push(first(1, 0), first(1, -1), first(1, 2 ** 32), first(1, 2 ** 32 + 1), first(1, 1, 2 ** 40));
    expect(new Set(starts.flat()).size).toBe(starts.length);
  });

  test("10,000 neighbouring streams start apart and uniformly", () => {
    const starts = Array.from({ length: 10_000 }, (_, i) => first(1, 42, i)[0]!);
    expect(new Set(starts).size).toBe(10_000);
    const cells = new Array<number>(20).fill(0);
    for (const start of starts) cells[Math.floor(start * 20)]!++;
    expect(uniformP(cells)).toBeGreaterThan(0.001);
  });

  test("neighbouring streams are not correlated", () => {
    const a = first(20_000, 42, 0);
    const b = first(20_000, 42, 1);
    const correlation = a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / (20_000 / 12);
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(20_000));
  });

  test("numbers are uniform in [0, 1), integers in 0..n-1", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1e9 }), (seed, n) => {
        const random = createRandom(seed);
        for (let i = 0; i < 20; i++) {
          const value = random.next();
          expect(value >= 0 && value < 1).toBe(true);
          const whole = random.int(n);
          expect(Number.isInteger(whole) && whole >= 0 && whole < n).toBe(true);
        }
      }),
    );
    const random = createRandom(5);
    const cells = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) cells[random.int(7)]!++;
    expect(uniformP(cells)).toBeGreaterThan(0.001);
  });
});

describe("shuffle", () => {
  test("keeps every element, in arrays of any kind", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 })), fc.integer(), (values, seed) => {
        const shuffled = [...values];
        shuffle(shuffled, createRandom(seed));
        expect([...shuffled].sort()).toEqual([...values].sort());
        const typed = Int32Array.from(values);
        shuffle(typed, createRandom(seed));
        expect([...typed]).toEqual(shuffled);
      }),
    );
  });

  test("every order is equally likely", () => {
    const random = createRandom(11);
    const seen = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = [0, 1, 2, 3];
      shuffle(order, random);
      seen.set(order.join(""), (seen.get(order.join("")) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    expect(uniformP([...seen.values()])).toBeGreaterThan(0.001);
  });
});
