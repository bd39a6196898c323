import { afterAll, describe, expect, it } from "vitest";
import { InterruptedError, WarehouseError } from "../../src/errors.ts";
import { openDatabase } from "../../src/warehouse/database.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());

describe("database", () => {
  it("gives rows with integers as numbers and dates as ISO text", async () => {
    const rows = await database.rows(
      "SELECT 1::BIGINT AS a, DATE '2024-02-29' AS d, sum(2) AS h, 'x' AS t, NULL AS n, true AS b, TIMESTAMP '2024-01-02 03:04:05' AS s",
    );
    expect(rows).toEqual([{ a: 1, d: "2024-02-29", h: 2, t: "x", n: null, b: true, s: "2024-01-02T03:04:05.000Z" }]);
  });

  it("gives one value, null when there is no row", async () => {
    expect(await database.value("SELECT count(*) FROM range(7)")).toBe(7);
    expect(await database.value("SELECT 1 WHERE false")).toBe(null);
  });

  it("reads numbers in bulk over many chunks, in order, NULL as NaN", async () => {
    const [a, b] = await database.numbers(
      "SELECT range::BIGINT, CASE WHEN range % 3 = 0 THEN NULL ELSE range / 2 END FROM range(10000) ORDER BY range DESC",
    );
    expect(a).toBeInstanceOf(Float64Array);
    expect(a!.length).toBe(10_000);
    expect([a![0], a![9999]]).toEqual([9999, 0]);
    expect(b![0]).toBeNaN();
    expect(b![1]).toBe(4999);
  });

  it("gives empty columns for an empty result", async () => {
    const columns = await database.numbers("SELECT 1 AS a, 2 AS b WHERE false");
    expect(columns.map((column) => column.length)).toEqual([0, 0]);
  });

  it("reads texts in bulk, NULL as null", async () => {
    const [texts] = await database.texts("SELECT CASE WHEN range % 2 = 0 THEN 'é' || range END FROM range(5000)");
    expect(texts!.length).toBe(5000);
    expect(texts!.slice(0, 3)).toEqual(["é0", null, "é2"]);
  });

  it("creates tables from arrays, NaN and null as NULL", async () => {
    const n = 5000;
    await database.create("made", [
      { name: "i", type: "INTEGER", values: Int32Array.from({ length: n }, (_, i) => i) },
      { name: "d", type: "DOUBLE", values: Float64Array.from({ length: n }, (_, i) => (i % 2 ? Number.NaN : i / 4)) },
      { name: 'od"d', type: "VARCHAR", values: Array.from({ length: n }, (_, i) => (i % 5 ? `t${i}` : null)) },
      { name: "big", type: "BIGINT", values: Array.from({ length: n }, (_, i) => i * 2 ** 33) },
    ]);
    expect(
      await database.rows(
        `SELECT count(*) AS n, sum(i) AS i, count(d) AS d, sum(d) AS sd, count("od""d") AS t, max(big) AS big FROM made`,
      ),
    ).toEqual([{ n, i: (n * (n - 1)) / 2, d: 2500, sd: (2500 * 2499 * 2) / 2 / 4, t: 4000, big: 4999 * 2 ** 33 }]);
  });

  it("throws WarehouseError with the SQL", async () => {
    const error = await database.run("SELECT * FROM nowhere").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WarehouseError);
    expect((error as WarehouseError).sql).toBe("SELECT * FROM nowhere");
    expect((error as WarehouseError).message).toMatch(/nowhere/);
  });

  it("stops a running statement, and every later one", async () => {
    const other = await openDatabase({ threads: 1 });
    const running = other.value(
      "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 3",
    );
    setTimeout(() => other.interrupt(), 100);
    await expect(running).rejects.toBeInstanceOf(InterruptedError);
    await expect(other.value("SELECT 1")).rejects.toBeInstanceOf(InterruptedError);
    expect(() => other.check()).toThrow(InterruptedError);
    other.close();
  });
});
