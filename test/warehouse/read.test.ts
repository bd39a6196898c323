import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import type { RawTable } from "../../src/ingest/facts.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { lineOfRows } from "../../src/warehouse/files/lines.ts";
import { type ReadOptions, readFile } from "../../src/warehouse/files/read.ts";
import { scratchFiles } from "./files.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
let tables = 0;

async function read(
  path: string,
  options: ReadOptions = {},
): Promise<{ raw: RawTable; rows: readonly Record<string, unknown>[] }> {
  const raw = await readFile(database, path, "deals", `t${tables++}`, options);
  const rows = await database.rows<Record<string, unknown>>(`SELECT * FROM ${raw.table} ORDER BY __row`);
  expect(rows.length + raw.rejected.length).toBe(raw.rowsRead);
  return { raw, rows };
}

const ROWS = [
  { __row: 1, Name: "Café Ünal", Size: "1,5", Note: null },
  { __row: 2, Name: "Z", Size: null, Note: "x y" },
];
const TEXT = 'Name;Size;Note\nCafé Ünal;1,5;\nZ;;"x y"\n';

describe("readFile reads text however it is written", () => {
  it.each([
    ["LF", TEXT, "semicolon-separated, UTF-8, LF"],
    ["CRLF", TEXT.replaceAll("\n", "\r\n"), "semicolon-separated, UTF-8, CRLF"],
    ["CR", TEXT.replaceAll("\n", "\r"), "semicolon-separated, UTF-8, CR"],
    ["no last line end", TEXT.trimEnd(), "semicolon-separated, UTF-8, LF"],
    ["mixed line ends", TEXT.replace("\n", "\r\n"), "semicolon-separated, UTF-8, CRLF"],
    ["a byte order mark", `\uFEFF${TEXT}`, "semicolon-separated, UTF-8, LF"],
    ["tabs", TEXT.replaceAll(";", "\t"), "tab-separated, UTF-8, LF"],
    ["pipes", TEXT.replaceAll(";", "|"), "pipe-separated, UTF-8, LF"],
    ["an odd delimiter", TEXT.replaceAll(";", "^"), 'separated by "^", UTF-8, LF'],
    ["Excel's sep line", `sep=;\n${TEXT}`, "semicolon-separated, UTF-8, LF"],
    ["blank lines first, between, last", `\n\n${TEXT.replace("Z", "\nZ")}\n\n`, "semicolon-separated, UTF-8, LF"],
    ["a line of blanks", TEXT.replace("Z", "   \nZ"), "semicolon-separated, UTF-8, LF"],
  ])("%s", async (name, text, format) => {
    const { raw, rows } = await read(file(`${name}.csv`, text));
    expect(rows).toEqual(ROWS);
    expect(raw).toMatchObject({ columns: ["Name", "Size", "Note"], rowsRead: 2, rejected: [], format, role: "deals" });
  });

  it("a bare list of web addresses has one column: their colon parts none", async () => {
    const { raw } = await read(file("list.csv", "https://acme.com\nhttps://birka.de\nhttp://cobalt.io/x"));
    expect(raw).toMatchObject({ columns: ["https://acme.com"], rowsRead: 2, rejected: [] });
  });

  it("gzip", async () => {
    const { raw, rows } = await read(file("packed", gzipSync(TEXT)));
    expect(rows).toEqual(ROWS);
    expect(raw.format).toBe("semicolon-separated, UTF-8, LF, gzip");
  });

  it("gzip with a byte order mark and CRLF", async () => {
    expect((await read(file("marked.gz", gzipSync(`\uFEFF${TEXT.replaceAll("\n", "\r\n")}`)))).rows).toEqual(ROWS);
  });

  it("latin-1 and windows-1252", async () => {
    const latin = Buffer.from(TEXT.replace("x y", "\x80uro \x96 dash"), "latin1");
    const { raw, rows } = await read(file("latin.csv", latin));
    expect(rows[0]!.Name).toBe("Café Ünal");
    expect(rows[1]!.Note).toBe("€uro – dash");
    expect(raw.format).toBe("semicolon-separated, latin-1 (windows-1252), LF");
  });

  it("UTF-16 in both byte orders", async () => {
    const little = Buffer.from(`\uFEFF${TEXT}`, "utf16le");
    expect((await read(file("little.csv", little))).rows).toEqual(ROWS);
    expect((await read(file("big.csv", Buffer.from(little).swap16()))).rows).toEqual(ROWS);
  });

  it("UTF-8 with lines in latin-1, line by line; a line mostly UTF-8 keeps its damage", async () => {
    const odd = Buffer.concat([Buffer.from("é", "latin1"), Buffer.from(";x;\n")]);
    const cut = Buffer.concat([Buffer.from("Éé"), Buffer.from([0xc3]), Buffer.from(";y;\n")]);
    const { raw, rows } = await read(file("mixed.csv", Buffer.concat([Buffer.from(`\uFEFF${TEXT}`), odd, cut])));
    expect(rows.map((row) => row.Name)).toEqual(["Café Ünal", "Z", "é", "Éé\uFFFD"]);
    expect(raw.format).toBe("semicolon-separated, UTF-8 with lines in latin-1 (windows-1252), LF");
    expect(raw.columns[0]).toBe("Name");
  });

  it("UTF-16 without a byte order mark", async () => {
    const little = Buffer.from(TEXT, "utf16le");
    expect((await read(file("unmarked.csv", little))).rows).toEqual(ROWS);
    expect((await read(file("unmarked-big.csv", Buffer.from(little).swap16()))).rows).toEqual(ROWS);
  });

  it("a multi-byte character across the chunk border is no reason to doubt UTF-8", async () => {
    const filler = "a".repeat((1 << 20) - 8);
    const { raw, rows } = await read(file("border.csv", `A,B\n${filler},é€\n`));
    expect(raw.format).toMatch(/UTF-8/);
    expect(rows[0]!.B).toBe("é€");
  });

  it("as a person says it is", async () => {
    const { rows } = await read(file("said.csv", Buffer.from("a:b\nx,y:ñ\n", "latin1")), {
      delimiter: ":",
      encoding: "latin1",
    });
    expect(rows).toEqual([{ __row: 1, a: "x,y", b: "ñ" }]);
    await expect(read(file("tab.csv", "a\tb\n1\t2\n"), { delimiter: "tab" })).resolves.toBeDefined();
    await expect(read(file("tab.csv", "a\tb\n1\t2\n"), { delimiter: "ab" })).rejects.toThrow(/one character/);
    await expect(read(file("tab.csv", "a\tb\n1\t2\n"), { encoding: "klingon" })).rejects.toThrow(
      /unknown encoding klingon/,
    );
  });

  it("Parquet, with lists, dates and numbers as text", async () => {
    const path = file("deals.parquet", "x");
    await database.run(
      `COPY (SELECT 'Acme' AS "Name", ['a','b'] AS tech, DATE '2024-01-31' AS "Close Date", 12.5::DOUBLE AS n, NULL::INTEGER AS e, true AS won, '' AS nothing) TO '${path}' (FORMAT parquet)`,
    );
    const { raw, rows } = await read(path);
    expect(raw.format).toBe("Parquet");
    expect(rows).toEqual([
      {
        __row: 1,
        Name: "Acme",
        tech: "a;b",
        "Close Date": "2024-01-31",
        n: "12.5",
        e: null,
        won: "true",
        nothing: null,
      },
    ]);
    expect(await lineOfRows(path, [1])).toEqual(new Map([[1, null]]));
  });

  it("a path that looks like a pattern or holds a quote", async () => {
    file("a1.csv", "x,y\n9,9\n");
    expect((await read(file("a*.csv", "x,y\n1,2\n"))).rows).toEqual([{ __row: 1, x: "1", y: "2" }]);
    expect((await read(file("a[1]'s.csv", "x,y\n1,2\n"))).rows).toEqual([{ __row: 1, x: "1", y: "2" }]);
  });

  it("headers: trimmed, blanks folded, empty ones named by position and told", async () => {
    const { raw, rows } = await read(file("headers.csv", ' Close  Date ,"a\nb",\n1,2,3\n'));
    expect(raw.columns).toEqual(["Close Date", "a b", "column_3"]);
    expect(raw.notes).toEqual(["headers.csv has no name for column 3: called column_3."]);
    expect(rows).toEqual([{ __row: 1, "Close Date": "1", "a b": "2", column_3: "3" }]);
  });

  it("a header called rowid does not disturb the rows", async () => {
    const { rows } = await read(file("rowid.csv", "rowid,c0\n7,8\n9,10\n"));
    expect(rows).toEqual([
      { __row: 1, rowid: "7", c0: "8" },
      { __row: 2, rowid: "9", c0: "10" },
    ]);
  });

  it("one column, very long cells, quoted line ends", async () => {
    expect((await read(file("one.csv", "Domain\na.com\n\nb.com\n"))).rows).toEqual([
      { __row: 1, Domain: "a.com" },
      { __row: 2, Domain: "b.com" },
    ]);
    const long = "x".repeat(3_000_000);
    const { rows } = await read(file("long.csv", `a,b\n${long},"1\n2"\n`));
    expect(rows[0]!.a).toBe(long);
    expect(rows[0]!.b).toBe("1\n2");
  });
});

describe("readFile lists rows that it cannot take, by line", () => {
  it("rows with too few or too many cells; empty cells at the end are no cells", async () => {
    const { raw, rows } = await read(file("ragged.csv", 'a,b,c\n1,2,3\n"x\ny",2\n4,5,6,,\n7,8,9,10\n10,11,12\n'));
    expect(rows.map((row) => [row.__row, row.a])).toEqual([
      [1, "1"],
      [3, "4"],
      [5, "10"],
    ]);
    expect(raw.rejected).toEqual([
      { file: "ragged.csv", line: 3, column: null, reason: "2 cells where the header has 3" },
      { file: "ragged.csv", line: 6, column: null, reason: "4 cells where the header has 3" },
    ]);
  });

  it("broken quotes", async () => {
    const { raw, rows } = await read(file("quotes.csv", 'a,b\n1,x\n2,"y"z\n3,"never\n4,w\n5,v\n6,u\n'));
    expect(rows.map((row) => row.a)).toEqual(["1", "4", "5", "6"]);
    expect(raw.rejected.map(({ line }) => line)).toEqual([3, 4]);
  });

  it("names the lines of data rows later", async () => {
    const path = file("lines.csv", 'a,b\n"1\n2",x\n\n3,y\n4\n5,z\n');
    expect(await lineOfRows(path, [1, 2, 4])).toEqual(
      new Map([
        [1, 2],
        [2, 5],
        [4, 7],
      ]),
    );
  });
});

describe("readFile refuses what nobody can read, in one sentence", () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  it.each<[string, () => string, RegExp]>([
    ["missing", () => "/nowhere/deals.csv", /^cannot find \/nowhere\/deals\.csv: check the path$/],
    ["a folder", () => tmpdir(), /is a folder: give a CSV or Parquet file$/],
    ["empty", () => file("empty.csv", ""), /^empty\.csv is empty: export it again$/],
    ["empty gzip", () => file("empty.gz", gzipSync("")), /^empty\.gz is empty/],
    ["only blank lines", () => file("blank.csv", "\n \n\n"), /holds no header line/],
    ["header only", () => file("header.csv", "a,b\n"), /^header\.csv has a header and no rows/],
    ["binary", () => file("logo.csv", png), /^logo\.csv is not a text file \(a NUL byte at 8\)/],
    [
      "a workbook",
      () => file("deals.xlsx", Buffer.from("PK\u0003\u0004rest")),
      /^deals\.xlsx is a damaged zip archive or workbook: export or download it again$/,
    ],
    ["damaged gzip", () => file("cut.csv.gz", gzipSync("a,b\n1,2\n".repeat(999)).subarray(0, 40)), /damaged gzip file/],
    [
      "a web page",
      () => file("deals.xls", "<html><table><tr><td>a</td></tr></table>"),
      /is a web page named like a spreadsheet .*: export the report as CSV or XLSX/,
    ],
    [
      "an old workbook",
      () => file("old.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])),
      /^old\.xls is an old Excel workbook \(\.xls\), or one with a password: save it as \.xlsx without password or as CSV/,
    ],
    ["no plain file", () => "/dev/null", /is no plain file/],
    ["damaged Parquet", () => file("cut.parquet", "PAR1xxxx"), /damaged Parquet file/],
    [
      "duplicate headers",
      () => file("twice.csv", "Name,Size,name\n1,2,3\n"),
      /has the column "name" twice \(columns 1 and 3\)/,
    ],
    ["no header", () => file("numbers.csv", "1,2,3\n4,5,6\n"), /has no header line: its first line is "1,2,3"/],
    ["broken header", () => file("broken.csv", '"a"b,c\n1,2\n'), /broken header: line 1/],
    [
      "mostly unreadable",
      () => file("most.csv", "a,b,c\n1\n2\n3,4,5\n"),
      /2 of 3 rows of most\.csv cannot be read \(line 2: 1 cell where/,
    ],
  ])("%s", async (_, path, sentence) => {
    const error = await read(path()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(sentence);
    expect((error as InputError).message).not.toMatch(/\n/);
  });

  it("leaves no temporary files behind, whether it reads or refuses", async () => {
    const before = process.env.TMPDIR;
    const folder = mkdtempSync(join(tmpdir(), "openicp-test-"));
    process.env.TMPDIR = folder;
    try {
      await read(file("good.csv", Buffer.from("a,b\n\xe9,2\n", "latin1")));
      await read(file("bad.csv", "a,b,c\n1\n2\n")).catch(() => null);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(folder, { recursive: true });
    }
  });
});

describe("readFile", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", "\r\n", " ", "0", "'", "\\"),
    maxLength: 6,
  });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it("gives back what was written, fast way or careful way (property)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        async (cells, delimiter, end, careful) => {
          const lines = [["first", "second", "third"], ...cells].map((row) => row.map(quoted).join(delimiter));
          const text = lines.join(end) + end;
          const path = file("property.csv", careful ? Buffer.from(`\uFEFF${text}`, "utf16le") : text);
          const { rows } = await read(path, { delimiter: delimiter === "\t" ? "tab" : delimiter });
          const expected = cells.map((row, i) => ({
            __row: i + 1,
            ...Object.fromEntries(["first", "second", "third"].map((name, k) => [name, row[k] === "" ? null : row[k]])),
          }));
          expect(rows).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
