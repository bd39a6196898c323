import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { scratchFiles } from "./files.ts";
import { reader } from "./reading.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
const read = reader(database);

describe("what a spreadsheet did to the cells", () => {
  it('="0012" is 0012, in cells and names, quoted or not; what only begins so stays', async () => {
    const { raw, rows } = await read(
      file("kept.csv", '"=""Id""",Name\n"=""0012""",="00a"\n"=""a""""b""","=""x"" & y"\n"=""""",#hash\n'),
    );
    expect(raw.columns).toEqual(["Id", "Name"]);
    expect(rows.map((row) => [row.Id, row.Name])).toEqual([
      ["0012", "00a"],
      ['a"b', '="x" & y'],
      [null, "#hash"],
    ]);
  });

  it("error marks are empty and told", async () => {
    const { raw, rows } = await read(file("errors.csv", "Name,Size\nA,#REF!\n#NAME?, #n/a \nC,3\n"));
    expect(rows.map((row) => [row.Name, row.Size])).toEqual([
      ["A", null],
      [null, null],
      ["C", "3"],
    ]);
    expect(raw.notes).toEqual([
      'errors.csv: cells that hold an Excel error are read as empty: 1 of "Name" (#NAME?), 2 of "Size" (#REF!).',
    ]);
  });

  it("lost zeros are told of postal codes and long ids, not of counters, years or whole numbers", async () => {
    const lines = Array.from({ length: 60 }, (_, i) =>
      [
        i % 7 === 0 ? 2139 + i : 10115 + 100 * i,
        i % 20 === 0 ? 12345678 + i : 123456789 + i,
        i + 1,
        950 + i * 30,
        99_990 + i,
      ].join(","),
    );
    const { raw } = await read(
      file("zeros.csv", `Billing Zip,D-U-N-S Number,Deal ID,Employees,Record Number\n${lines.join("\n")}\n`),
    );
    expect(raw.notes).toEqual([
      'zeros.csv: 9 of 60 cells of "Billing Zip" are shorter than the usual 5 digits, such as 2139: a spreadsheet has dropped leading zeros; export the column as text if it matters.',
      'zeros.csv: 3 of 60 cells of "D-U-N-S Number" are shorter than the usual 9 digits, such as 12345678: a spreadsheet has dropped leading zeros; export the column as text if it matters.',
    ]);
  });
});

describe("files beyond limits", () => {
  it("more columns than any CRM has, at once", async () => {
    const header = Array.from({ length: 10_000 }, (_, i) => `Field ${i}`).join(",");
    await expect(read(file("wide.csv", `${header}\n${",".repeat(9999)}\n`))).rejects.toThrow(
      "wide.csv has 10,000 columns, more than the 2,000 that are read",
    );
  });

  it("a first line without end", async () => {
    await expect(read(file("endless.csv", "x".repeat(300_000)))).rejects.toThrow(
      /^endless\.csv has no line end in its first 262,144 characters/,
    );
  });

  it("a column name that is no name", async () => {
    await expect(read(file("name.csv", `a,${"b".repeat(3000)}\n1,2\n`))).rejects.toThrow(
      "name.csv has a column name of 3,000 characters (column 2)",
    );
  });

  it("XML, a login page, a PDF in disguise", async () => {
    await expect(read(file("a.xls", '<?xml version="1.0"?><Workbook/>'))).rejects.toThrow("XML spreadsheet");
    await expect(read(file("b.csv", "<!DOCTYPE html><html><body>Log in</body></html>"))).rejects.toThrow("login page");
    await expect(read(file("c.csv", "<rss version='2'></rss>"))).rejects.toThrow("c.csv is XML, not a table");
  });
});
