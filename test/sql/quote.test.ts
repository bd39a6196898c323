import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { quoteIdentifier, quoteText } from "../../src/sql/quote.ts";
import { type Database, openDuckdb } from "./duckdb.ts";

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        "\\",
        "\n",
        "\r",
        ";",
        "--",
        "/*",
        "*/",
        "$$",
        "`",
        "\u2019",
        "'; drop table t; --",
        '" or 1=1 --',
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `x${parts.join("")}`);

describe("quoteText", () => {
  it("doubles quotes and leaves backslashes", () => {
    expect(quoteText("O'Reilly \\ Sons")).toBe("'O''Reilly \\ Sons'");
  });

  it("writes a NUL, which would end the statement, as chr(0)", () => {
    expect(quoteText("a\0'b")).toBe("('a' || chr(0) || '''b')");
  });

  it("comes back from DuckDB as it was, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (text, nul) => {
        const value = nul ? `${text}\0'${text}` : text;
        expect(await database.rows(`select ${quoteText(value)}`)).toEqual([[value]]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("quoteIdentifier", () => {
  it("doubles quotes", () => {
    expect(quoteIdentifier('a"b')).toBe('"a""b"');
  });

  it("names exactly one column in DuckDB, whatever it holds", async () => {
    const name = hostile.map((text) => text.replaceAll("\0", ""));
    await fc.assert(
      fc.asyncProperty(name, async (name) => {
        const sql = `select ${quoteIdentifier(name)} from (select 42 as ${quoteIdentifier(name)}, 43 as other)`;
        expect(await database.rows(sql)).toEqual([[42]]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["", "a\0b"])("refuses %j", (name) => {
    expect(() => quoteIdentifier(name)).toThrow(InputError);
  });
});
