import fc from "fast-check";
import { expect, test } from "vitest";
import { countByScore } from "../../src/stats/score-counts.ts";

test("counts won and lost at each distinct score, ascending", () => {
  const counts = countByScore(Float64Array.of(3, 1, 3, 2, 3, 1), Uint8Array.of(1, 0, 0, 1, 1, 0));
  expect(counts).toEqual({
    score: Float64Array.of(1, 2, 3),
    won: Uint32Array.of(0, 1, 2),
    lost: Uint32Array.of(2, 0, 1),
  });
});

test("no rows, zeros of both signs, infinities; a score that is not a number is refused", () => {
  expect(countByScore(new Float64Array(0), new Uint8Array(0)).score.length).toBe(0);
  const counts = countByScore(Float64Array.of(0, -0, Infinity, -Infinity, -0), Uint8Array.of(1, 0, 1, 0, 1));
  expect([...counts.won]).toEqual([0, 2, 1]);
  expect([...counts.lost]).toEqual([1, 1, 0]);
  expect(() => countByScore(Float64Array.of(1, Number.NaN), Uint8Array.of(1, 0))).toThrow(
    "invalid score: NaN in row 1",
  );
});

test("agrees with counting in a map, and leaves its input alone", () => {
  const row = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 1 }));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const scores = Float64Array.from(rows, ([score]) => score / 4);
      const before = scores.slice();
      const counts = countByScore(
        scores,
        Uint8Array.from(rows, ([, y]) => y),
      );
      expect(scores).toEqual(before);
      const distinct = [...new Set(rows.map(([score]) => score / 4))].sort((a, b) => a - b);
      expect([...counts.score]).toEqual(distinct);
      distinct.forEach((score, i) => {
        expect(counts.won[i]).toBe(rows.filter(([s, y]) => s / 4 === score && y === 1).length);
        expect(counts.lost[i]).toBe(rows.filter(([s, y]) => s / 4 === score && y === 0).length);
      });
    }),
  );
});
