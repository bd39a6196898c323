import { expect, test } from "vitest";
import { foldsOf } from "../../src/build/cross-fit.ts";
import { familiesOf } from "../../src/build/families.ts";
import { openPool } from "../../src/engine/pool.ts";
import { world } from "../generators/world.ts";

const matrix = world(3, { accounts: 120 });
const { family, families } = familiesOf(matrix);
const plan = { matrix, family, families, fold: foldsOf(matrix, family, 1, 0), seed: 1 };

test("resamples give the same numbers in this thread and on three workers", async () => {
  const values: (readonly number[])[] = [];
  for (const workers of [1, 3]) {
    const pool = openPool(workers, new AbortController().signal);
    values.push(await pool.permuter(plan)(0, 6));
    await pool.close();
  }
  expect(values[0]).toHaveLength(6);
  expect(values[1]).toEqual(values[0]);
});

test("so do the trees, and the cards for parts, that a card is held against", async () => {
  const values: (readonly Float64Array[])[] = [];
  for (const workers of [1, 3]) {
    const pool = openPool(workers, new AbortController().signal);
    values.push(await pool.booster({ ...plan, parted: [1] })(0, 15));
    await pool.close();
  }
  expect(values[0]!.reduce((rows, said) => rows + said.length, 0)).toBe(3 * matrix.n);
  expect(values[1]).toEqual(values[0]);
});

test("an interruption stops the work in this thread and on workers", async () => {
  for (const workers of [1, 2]) {
    const interruption = new AbortController();
    const pool = openPool(workers, interruption.signal);
    const work = pool.permuter(plan)(0, 200);
    interruption.abort();
    await expect(work).rejects.toThrow();
    await pool.close();
  }
});
