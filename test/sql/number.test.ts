import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { column, number, toNumber } from "../../src/sql/expr.ts";
import { textToNumber } from "../../src/sql/number.ts";
import { printExpr } from "../../src/sql/print.ts";
import { type Database, openDuckdb, valuesOf } from "./duckdb.ts";

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});

describe("textToNumber", () => {
  it.each([
    ["12", 12],
    ["-3.50", -3.5],
    ["1.2E+17", 1.2e17],
    [".5", 0.5],
    ["5.", 5],
    ["1_000", null],
    [" 12", null],
    ["12\n", null],
    ["inf", null],
    ["nan", null],
    ["0x10", null],
    ["+5", null],
    ["1e999", null],
    ["٣", null],
    ["", null],
    [".", null],
    ["-", null],
    ["1".repeat(26), null],
  ])("%j is %j", (text, value) => {
    expect(textToNumber(text)).toBe(value);
  });

  it("reads any text as DuckDB does, to the bit", async () => {
    const sql = printExpr(toNumber(column("cell")), duckdb);
    const odd = fc
      .array(fc.constantFrom(..."0123456789.eE+-_ \n'infax"), { maxLength: 9 })
      .map((signs) => signs.join(""));
    const cell = fc.oneof(odd, fc.double({ noNaN: true }).map(String), fc.bigInt().map(String));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 100 }), async (cells) => {
        const found = await database.rows(`select ${sql} from ${valuesOf(cells.map((c) => [c]))} as t(cell)`);
        expect(found.map(([value]) => value)).toEqual(cells.map(textToNumber));
      }),
      { numRuns: 60 },
    );
  });
});

describe("number literals", () => {
  it("come back from DuckDB to the bit, as doubles", async () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(fc.array(double, { minLength: 1, maxLength: 50 }), async (values) => {
        const literals = values.map((value) => printExpr(number(value), duckdb));
        const found = await database.rows(`select ${literals.map((sql) => `${sql}, typeof(${sql})`).join(", ")}`);
        expect(found[0]).toEqual(values.flatMap((value) => [value === 0 ? 0 : value, "DOUBLE"]));
      }),
      { numRuns: 40 },
    );
  });

  it("must be finite", () => {
    expect(() => number(Number.NaN)).toThrow("number literal must be finite: NaN");
  });
});
