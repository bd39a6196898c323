import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputError, WarehouseError } from "../../src/errors.ts";
import { quoteIdentifier } from "../../src/sql/quote.ts";
import { csvCell, csvHeader } from "../../src/warehouse/csv-cell.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { copyLines, copyToCsv } from "../../src/warehouse/files/write.ts";
import { safeCell } from "../../src/warehouse/safe-cell.ts";
import { scratchFiles } from "./files.ts";

const database = await openDatabase({ threads: 1 });
afterAll(() => database.close());
const file = scratchFiles();

describe("copyToCsv", () => {
  it("writes a header and the rows, over a file that is there", async () => {
    const path = file("it's.csv", "old");
    await copyToCsv(database, "SELECT 1 AS a, 'x,y' AS \"b c\", NULL AS d", path);
    expect(readFileSync(path, "utf8")).toBe('a,b c,d\n1,"x,y",\n');
  });

  it("writes nothing when the query fails, and leaves the old file", async () => {
    const path = file("kept.csv", "old");
    await expect(copyToCsv(database, "SELECT error('no') FROM range(100000)", path)).rejects.toBeInstanceOf(
      WarehouseError,
    );
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("says when there is no such folder, or a folder in the way", async () => {
    const path = file("there", "");
    await expect(copyToCsv(database, "SELECT 1", `${dirname(path)}/no/x.csv`)).rejects.toThrow(/there is no folder/);
    await expect(copyToCsv(database, "SELECT 1", dirname(path))).rejects.toBeInstanceOf(InputError);
    expect(existsSync(`${dirname(path)}/no`)).toBe(false);
  });
});

describe("copyLines", () => {
  it("writes what copyToCsv writes, several cells as one text", async () => {
    const signs = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(i + 1));
    const texts = signs.flatMap((sign) => [`a${sign}b`, `${sign}b`, `a${sign}`]);
    const values = ["", null, "NULL", '""', '"', " ", "日本,語", "1\r\n2", ...texts];
    await database.create("lines", [
      { name: "n", type: "INTEGER", values: values.map((_, i) => i) },
      { name: "x", type: "VARCHAR", values },
      { name: "d", type: "DOUBLE", values: values.map((_, i) => (i % 7 === 0 ? Number.NaN : i / 10)) },
    ]);
    const [plain, lines] = [file("plain.csv", ""), file("lines.csv", "")];
    const header = 'a, "#x"';
    await copyToCsv(database, `SELECT n, x AS "a, ""#x""", d, x AS y, NULL AS z FROM lines ORDER BY n`, plain);
    const cells = ["CAST(d AS VARCHAR)", "x", "CAST(NULL AS VARCHAR)"].map(csvCell).join(" || ',' || ");
    await copyLines(
      database,
      `SELECT n, ${csvCell("x")} AS ${quoteIdentifier(csvHeader(header))}, ${cells} AS "d,y,z" FROM lines ORDER BY n`,
      lines,
    );
    expect(readFileSync(lines, "utf8")).toBe(readFileSync(plain, "utf8"));
  });
});

describe("safeCell", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["\tx", "'\tx"],
    ["\rx", "'\rx"],
    ["-5", "-5"],
    ["+49.5", "+49.5"],
    ["-1,234.5", "-1,234.5"],
    ["-12%", "-12%"],
    ["Acme", "Acme"],
    ["", ""],
  ])("%j becomes %j", async (raw, safe) => {
    await database.run("CREATE OR REPLACE TABLE cells AS SELECT CAST(NULL AS VARCHAR) AS x");
    await database.create(`cell_${Math.abs(hash(raw))}`, [{ name: "x", type: "VARCHAR", values: [raw] }]);
    expect(await database.value(`SELECT ${safeCell("x")} FROM cell_${Math.abs(hash(raw))}`)).toBe(safe);
  });

  it("leaves NULL alone", async () => {
    expect(await database.value(`SELECT ${safeCell("CAST(NULL AS VARCHAR)")}`)).toBe(null);
  });
});

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}
