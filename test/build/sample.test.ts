import { expect, it } from "vitest";
import { sampleAccounts } from "../../src/build/sample.ts";
import { world } from "../generators/world.ts";

it("draws whole accounts by seed, and no more rows than asked for", () => {
  const made = world(3, { accounts: 400, deals: 6 });
  const matrix = { ...made, order: Float64Array.from(made.y.keys()) };
  const drawn = sampleAccounts(matrix, 300, 7);
  expect(drawn.n).toBeLessThanOrEqual(300);
  expect(drawn.n).toBeGreaterThan(280);
  const dealsOf = (account: Int32Array, order: Float64Array) => {
    const found = new Map<number, number[]>();
    account.forEach((a, r) => {
      found.set(a, [...(found.get(a) ?? []), order[r]!]);
    });
    return [...found.values()].map((rows) => rows.join());
  };
  const whole = new Set(dealsOf(matrix.account, matrix.order));
  for (const rows of dealsOf(drawn.account, drawn.order)) expect(whole).toContain(rows);
  expect([...sampleAccounts(matrix, 300, 7).y]).toEqual([...drawn.y]);
  expect([...sampleAccounts(matrix, 300, 8).y]).not.toEqual([...drawn.y]);
  expect(sampleAccounts(matrix, matrix.n, 7)).toBe(matrix);
});
