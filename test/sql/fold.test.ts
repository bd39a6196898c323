import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { column, fold } from "../../src/sql/expr.ts";
import { foldText, lowerText } from "../../src/sql/fold.ts";
import { printExpr } from "../../src/sql/print.ts";
import { type Database, openDuckdb, valuesOf } from "./duckdb.ts";

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});

const sql = printExpr(fold(column("cell")), duckdb);

describe("foldText", () => {
  it.each([
    ["  Financial\u00a0 Services ", "financial services"],
    ["a\t\r\n\u2009\u200b\ufeffb", "a b"],
    ["İSTANBUL", "istanbul"],
    ["ΟΔΟΣ", "οδοσ"],
    ["ÉCOLE ß", "école ß"],
    ["\0\u001f", ""],
  ])("%j is %j", (raw, folded) => {
    expect(foldText(raw)).toBe(folded);
  });

  it("folds every code point of Unicode as DuckDB does, within a word and alone", async () => {
    const found = await database.rows(`
      with points as (select chr(i::integer) as c, i from range(0, 1114112) t(i) where i not between 55296 and 57343),
      cells as (select i, 'x' || c || 'y' as cell from points union all select i, c as cell from points)
      select i, cell, hex(encode(${sql})) from cells`);
    expect(found.length).toBe(2 * (1114112 - 2048));
    const wrong = found.filter(([, cell, folded]) => {
      // The client drops a byte order mark that begins a text.
      const raw = cell === "" ? "\ufeff" : (cell as string);
      return Buffer.from(foldText(raw), "utf8").toString("hex").toUpperCase() !== folded;
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  it("folds any text as DuckDB does", async () => {
    const unit = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          "A",
          "b",
          " ",
          "\u00a0",
          "\n",
          "\0",
          "\u3000",
          "İ",
          "Σ",
          "ς",
          "Ꞌ",
          "𐵐",
          "ǅ",
          "ẞ",
          "K",
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
    );
    const texts = fc.array(
      fc.array(unit, { maxLength: 12 }).map((units) => units.join("")),
      { minLength: 1, maxLength: 50 },
    );
    await fc.assert(
      fc.asyncProperty(texts, async (cells) => {
        const found = await database.rows(
          `select 'x' || ${sql} from ${valuesOf(cells.map((cell) => [cell]))} as t(cell)`,
        );
        expect(found.map(([folded]) => folded)).toEqual(cells.map((cell) => `x${foldText(cell)}`));
      }),
      { numRuns: 60 },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => foldText(foldText(raw)) === foldText(raw)));
  });
});

describe("lowerText", () => {
  it("differs from toLowerCase only where a database does", () => {
    expect(lowerText("ΑΣ")).toBe("ασ");
    expect("ΑΣ".toLowerCase()).toBe("ας");
  });
});
