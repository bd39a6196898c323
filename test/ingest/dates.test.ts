import { afterAll, describe, expect, it } from "vitest";
import { chooseFormat, DATE_SHAPE, type DateCounts, dateCountsSql, dateSql, timesSql } from "../../src/ingest/dates.ts";
import { matchesSql } from "../../src/ingest/text.ts";
import { openDatabase } from "../../src/warehouse/database.ts";

const database = await openDatabase({ threads: 1 });
afterAll(() => database.close());
let tables = 0;

/** How a column of these cells is read. */
async function readColumn(cells: readonly (string | null)[]) {
  const table = `cells_${tables++}`;
  await database.create(table, [{ name: "x", type: "VARCHAR", values: cells }]);
  const [counts] = await database.rows<DateCounts>(dateCountsSql(timesSql(table, "x", "x")));
  const chosen = chooseFormat(counts!);
  if (chosen === null) return null;
  const [dates] = await database.texts(`SELECT ${dateSql("x", chosen.format)} FROM ${table}`);
  return { ...chosen, dates };
}

describe("dates of a column", () => {
  it.each<[string, readonly (string | null)[], string, boolean, readonly (string | null)[]]>([
    ["ISO", ["2024-02-29", "2024-2-5", null, "2023-02-29"], "iso", false, ["2024-02-29", "2024-02-05", null, null]],
    [
      "ISO with time",
      ["2024-03-05T09:12:33.000+0000", "2024-03-05 23:59", "2024/03/06"],
      "iso",
      false,
      ["2024-03-05", "2024-03-05", "2024-03-06"],
    ],
    [
      "month first, by a day above 12",
      ["06/11/2024", "06/13/2024", "1/2/24"],
      "month first",
      false,
      ["2024-06-11", "2024-06-13", "2024-01-02"],
    ],
    [
      "day first, by a day above 12",
      ["11/06/2024", "13/06/2024", "13.6.24"],
      "day first",
      false,
      ["2024-06-11", "2024-06-13", "2024-06-13"],
    ],
    ["day first with dashes", ["27-10-2024", "05-11-2024 03:00"], "day first", false, ["2024-10-27", "2024-11-05"]],
    ["neither day nor month above 12", ["01/02/2024", "03/04/2024"], "month first", true, ["2024-01-02", "2024-03-04"]],
    [
      "month names",
      ["5 Jan 2024", "January 6, 2024", "07-Feb-24", "Mar 1st, 2024"],
      "month name",
      false,
      ["2024-01-05", "2024-01-06", "2024-02-07", "2024-03-01"],
    ],
    ["digits", ["20240105", "20241332"], "digits", false, ["2024-01-05", null]],
    ["milliseconds", ["1704412800000", "1704499199999"], "milliseconds", false, ["2024-01-05", "2024-01-05"]],
    ["spreadsheet numbers", ["45296", "45297.5"], "spreadsheet number", false, ["2024-01-05", "2024-01-06"]],
    [
      "spreadsheet numbers, decimal comma",
      ["45296", "45297,37108"],
      "spreadsheet number",
      false,
      ["2024-01-05", "2024-01-06"],
    ],
  ])("%s", async (_, cells, format, ambiguous, dates) => {
    expect(await readColumn(cells)).toEqual({ format, ambiguous, dates, reversed: 0 });
  });

  it("two exports in one column: ISO and named months are read beside another format", async () => {
    expect(await readColumn(["31.12.2024", "01.02.2025", "2024-06-11", "5 Jan 2024", "soon"])).toEqual({
      format: "day first",
      ambiguous: false,
      reversed: 0,
      dates: ["2024-12-31", "2025-02-01", "2024-06-11", "2024-01-05", null],
    });
  });

  it("counts the cells whose day and month stand the other way round", async () => {
    expect(await readColumn(["13/06/2024", "14/06/2024", "06/15/2024", "03/04/2024"])).toMatchObject({
      format: "day first",
      reversed: 1,
      dates: ["2024-06-13", "2024-06-14", null, "2024-04-03"],
    });
  });

  it("are none when most cells are something else", async () => {
    expect(await readColumn(["Q1", "Q2", "2024-01-01"])).toBe(null);
    expect(await readColumn([null])).toBe(null);
  });

  it.each([
    ["2024-01-05", true],
    ["5 Jan 2024", true],
    ["1/2/24", true],
    ["1.5", false],
    ["2012-06", false],
    ["11-50", false],
    ["20240105", false],
    ["10 to 20", false],
  ])("%s has the shape of a date: %s", async (text, shape) => {
    expect(await database.value(`SELECT ${matchesSql(`'${text}'`, DATE_SHAPE)}`)).toBe(shape);
  });
});
