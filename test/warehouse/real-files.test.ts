import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { lineOfRows } from "../../src/warehouse/files/lines.ts";
import { readFile } from "../../src/warehouse/files/read.ts";
import { datasetPath, needsDataset } from "../need.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
let tables = 0;
const read = (path: string) => readFile(database, datasetPath(path), "universe", `t${tables++}`);

describe("crunchbase-2013: bare CR, windows-1252, #NAME?", () => {
  beforeEach(needsDataset("crunchbase-2013"));

  it("reads all 17,727 companies", async () => {
    const raw = await read("crunchbase-2013/crunchbase-companies.csv");
    expect(raw).toMatchObject({
      rowsRead: 17_727,
      rejected: [],
      format: "comma-separated, latin-1 (windows-1252), CR",
    });
    expect(raw.columns.length).toBe(17);
    expect(await database.rows(`SELECT name, category_code FROM ${raw.table} WHERE __row = 2`)).toEqual([
      { name: null, category_code: "software" },
    ]);
    expect(await database.value(`SELECT count(DISTINCT permalink) FROM ${raw.table}`)).toBe(17_727);
    expect(
      await database.value(
        `SELECT count(*) FROM ${raw.table} WHERE contains(concat_ws('', name, city, region), '\uFFFD')`,
      ),
    ).toBe(0);
    expect(await lineOfRows(datasetPath("crunchbase-2013/crunchbase-companies.csv"), [17_727])).toEqual(
      new Map([[17_727, 17_728]]),
    );
  });
});

describe("ibm-win-loss: gzip", () => {
  beforeEach(needsDataset("ibm-win-loss"));

  it("reads all 78,025 opportunities", async () => {
    const raw = await read("ibm-win-loss/sales_win_loss.csv.gz");
    expect(raw).toMatchObject({ rowsRead: 78_025, rejected: [], format: "comma-separated, UTF-8, LF, gzip" });
    expect(raw.columns.length).toBe(19);
  });
});

describe("ravenstack-saas: byte order mark", () => {
  beforeEach(needsDataset("ravenstack-saas"));

  it("has no mark in its first header", async () => {
    const raw = await read("ravenstack-saas/ravenstack_accounts.csv");
    expect(raw.columns[0]).toBe("account_id");
    expect(raw).toMatchObject({ rowsRead: 500, format: "comma-separated, UTF-8, CRLF" });
  });
});
