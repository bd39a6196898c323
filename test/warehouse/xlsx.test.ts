import { zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { scratchFiles } from "./files.ts";
import { reader } from "./reading.ts";
import { serial, workbook } from "./workbook.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
const read = reader(database);

describe("a workbook reads as a person sees it", () => {
  it("numbers without dust, days and moments as ISO, TRUE and FALSE, formulas by their result, errors as empty", async () => {
    const formula = { attributes: 't="str"', inside: "<f>A2&amp;A2</f><v>=cmd</v>" };
    const sum = { attributes: "", inside: "<f>1+1</f><v>2</v>" };
    const error = { attributes: 't="e"', inside: "<f>1/0</f><v>#DIV/0!</v>" };
    const dust = { attributes: "", inside: "<v>0.30000000000000004</v>" };
    const { raw, rows } = await read(
      file(
        "deals.xlsx",
        workbook({
          Deals: [
            ["Name", "Amount", "Close", "At", "Won", "Formula", "Sum", "Error", "Tiny"],
            [" Ünal & <Co>", dust, serial(45322), serial(45322.520833333336, 2), true, formula, sum, error, 1e-7],
            ["B", 1234567.5, serial(1.5, 2), serial(0.75, 3), false, null, -3, null, 1e14],
          ],
        }),
      ),
    );
    expect(raw).toMatchObject({
      format: "XLSX, sheet Deals",
      rowsRead: 2,
      rejected: [],
      notes: ["deals.xlsx: 1 cell holds an Excel error (such as #REF! or #N/A) and is read as empty."],
      file: "deals.xlsx",
    });
    const names = raw.columns;
    expect(rows.map((row) => names.map((name) => row[name]))).toEqual([
      [" Ünal & <Co>", "0.3", "2024-01-31", "2024-01-31T12:30:00", "TRUE", "=cmd", "2", null, "0.0000001"],
      ["B", "1234567.5", expect.any(String), "18:00:00", "FALSE", null, "-3", null, "100000000000000"],
    ]);
  });

  it("a pivot before the deals is passed over, a shorter table of its own is not", async () => {
    const deals = [["Id", "Stage"], ...Array.from({ length: 60 }, (_, i) => [String(i), "Won"])];
    const pivot = [
      ["Won", "Lost"],
      [1, 2],
    ];
    const { raw } = await read(file("pivot.xlsx", workbook({ Pivot: pivot, Deals: deals })));
    expect([raw.format, raw.rowsRead]).toEqual(["XLSX, sheet Deals", 60]);
    const few = await read(file("few.xlsx", workbook({ Deals: deals.slice(0, 12), Accounts: deals })));
    expect([few.raw.format, few.raw.rowsRead]).toEqual(["XLSX, sheet Deals", 11]);
  });

  it("the first sheet with a table, the header under a title block, blank rows skipped", async () => {
    const { raw, rows } = await read(
      file(
        "report.xlsx",
        workbook({
          Notes: [["About this report"]],
          Report: [
            ["Won and lost 2024"],
            ["As of 2024-12-31"],
            [null, "Filtered by: all"],
            [],
            [null, "Id", "Name", "Size", null],
            [null, "1", "Acme", 12, null],
            [],
            [null, "2", "Beta", null, "x"],
          ],
          Empty: [],
          Accounts: [
            ["a", "b"],
            ["1", "2"],
          ],
        }),
      ),
    );
    expect(raw.columns).toEqual(["Id", "Name", "Size", "column_4"]);
    expect(rows).toEqual([
      { __row: 1, Id: "1", Name: "Acme", Size: "12", column_4: null },
      { __row: 2, Id: "2", Name: "Beta", Size: null, column_4: "x" },
    ]);
    expect(raw.notes).toEqual([
      'report.xlsx: sheet "Report" is read; "Notes", "Accounts" are not: choose another with --sheet NAME, or report.xlsx#NAME.',
      'report.xlsx is a report: 3 lines above the header ("Won and lost 2024") are no records and left out.',
      "report.xlsx has no name for column 4: called column_4.",
    ]);
    expect(raw.format).toBe("XLSX, sheet Report");
  });

  it("long ids that the spreadsheet has rounded, and formulas never calculated, are told", async () => {
    const { raw, rows } = await read(
      file(
        "ids.xlsx",
        workbook({
          S: [
            ["Id", "F"],
            [123456789012345680, { attributes: 't="str"', inside: "<f>X()</f>" }],
            ["a1", { attributes: "", inside: "<f>Y()</f><v></v>" }],
          ],
        }),
      ),
    );
    expect(rows.map((row) => [row.Id, row.F])).toEqual([
      ["1.23456789012346E+17", null],
      ["a1", null],
    ]);
    expect(raw.notes).toEqual([
      'ids.xlsx: 1 cell of "Id" had more than 15 digits and was rounded by the spreadsheet (such as 1.2E+17): if these are ids, export them as text.',
      "ids.xlsx: 2 formulas hold no result and are read as empty: open it in a spreadsheet and save it.",
    ]);
  });

  it("a data row too long is rejected with its sheet row", async () => {
    const long = "é".repeat(4_300_000);
    const { raw } = await read(
      file("long.xlsx", workbook({ S: [["a", "b"], ["1", "2"], [], ["x", long], ["3", "4"]] })),
    );
    expect(raw.rejected).toEqual([
      { file: "long.xlsx", line: 4, column: null, reason: "it is longer than 8 million bytes" },
    ]);
  });
});

describe("a workbook that cannot be read is refused in one sentence", () => {
  const entry = (name: string) => zipSync({ [name]: new Uint8Array([60]), mimetype: new Uint8Array([1]) });
  const sheet = (cell: { attributes: string; inside: string }) =>
    workbook({
      S: [
        ["a", "b"],
        ["1", cell],
      ],
    });
  const broken = Buffer.from(
    workbook({
      S: [
        ["a", "b"],
        ["1", "2"],
      ],
    }),
  ).subarray(0, 900);
  const raw = (xml: string) => {
    const text = Buffer.from(`<worksheet><sheetData>${xml}</sheetData></worksheet>`);
    const rels =
      '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/></Relationships>';
    return zipSync({
      "xl/workbook.xml": Buffer.from('<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'),
      "xl/_rels/workbook.xml.rels": Buffer.from(rels),
      "xl/worksheets/s.xml": text,
    });
  };
  it.each<[string, Uint8Array, RegExp]>([
    ["cut off", broken, /^x\.xlsx is a damaged zip archive or workbook/],
    [
      "a shared text that is not there",
      sheet({ attributes: 't="s"', inside: "<v>7</v>" }),
      /^x\.xlsx is a damaged workbook \(row 2, column 2 of a sheet\)/,
    ],
    ["binary", entry("xl/workbook.bin"), /binary Excel workbook \(\.xlsb\): save it as \.xlsx or CSV/],
    ["OpenDocument", entry("content.xml"), /OpenDocument file: save it as \.xlsx or CSV/],
    ["Word", entry("word/document.xml"), /Office document without a table/],
    ["no rows", workbook({ S: [["a", "b"]], T: [] }), /holds no sheet with a header and rows/],
    [
      "duplicate headers",
      workbook({
        S: [
          ["Name", "name "],
          ["1", "2"],
        ],
      }),
      /has the column "name" twice \(columns 1 and 2\)/,
    ],
    [
      "absurd rows",
      raw('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
      /names rows or columns that no sheet has/,
    ],
    [
      "absurd width",
      raw('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>'),
      /900000 rows and 16384 columns/,
    ],
    ["not XML", raw("<row r='1'><c r='A1'><v>"), /holds no sheet|damaged workbook/],
  ])("%s", async (_, bytes, sentence) => {
    await expect(read(file("x.xlsx", bytes))).rejects.toThrow(sentence);
  });

  it("larger than 100 MB unpacked", async () => {
    const files = { "xl/workbook.xml": new Uint8Array([60]), "xl/worksheets/sheet1.xml": new Uint8Array(101 << 20) };
    await expect(read(file("big.xlsx", zipSync(files, { level: 1 })))).rejects.toThrow(
      /more than 100 MB: save the sheet as CSV/,
    );
  });
});

describe("a workbook whose cells do not say where they stand", () => {
  const made = (sheetData: string) =>
    zipSync({
      "xl/workbook.xml": Buffer.from(
        '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
      ),
      "xl/_rels/workbook.xml.rels": Buffer.from(
        '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/></Relationships>',
      ),
      "xl/worksheets/s.xml": Buffer.from(`<worksheet><sheetData>${sheetData}</sheetData></worksheet>`),
    });
  const text = (value: string, more = "") => `<c t="inlineStr"${more}><is><t>${value}</t></is></c>`;
  const header = text("Name") + text("Staff") + text("Sector");

  it("reads each after the one before, empty ones too", async () => {
    const rows = ["A", "B"].map((name) => `<row>${text(name)}<c/>${text("Retail")}</row>`).join("");
    const read1 = await read(
      file("bare.xlsx", made(`<row>${header}</row>${rows}<row>${text("C")}<c><v>7</v></c></row>`)),
    );
    expect(read1.rows.map(({ Name, Staff, Sector }) => [Name, Staff, Sector])).toEqual([
      ["A", null, "Retail"],
      ["B", null, "Retail"],
      ["C", "7", null],
    ]);
  });

  it("goes on from those that do", async () => {
    const mixed = `<row r="3">${header}</row><row r="5"><c r="B5"><v>12</v></c>${text("Banking", ' s="0"')}</row><row/>${`<row>${text("D")}</row>`}`;
    const { rows } = await read(file("mixed.xlsx", made(mixed)));
    expect(rows.map(({ Name, Staff, Sector }) => [Name, Staff, Sector])).toEqual([
      [null, "12", "Banking"],
      ["D", null, null],
    ]);
  });

  it("may be wider than the alphabet", async () => {
    const wide = Array.from({ length: 60 }, (_, i) => text(`h${i}`)).join("");
    const values = Array.from({ length: 60 }, (_, i) => text(`v${i}`)).join("");
    const { rows } = await read(file("wide.xlsx", made(`<row>${wide}</row><row>${values}</row>`)));
    expect([rows[0]!.h0, rows[0]!.h26, rows[0]!.h59]).toEqual(["v0", "v26", "v59"]);
  });
});
