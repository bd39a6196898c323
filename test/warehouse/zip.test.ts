import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { scratchFiles } from "./files.ts";
import { reader } from "./reading.ts";
import { workbook } from "./workbook.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
const read = reader(database);
const zip = (files: Record<string, string | Uint8Array>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([k, v]) => [k, typeof v === "string" ? strToU8(v) : v])));

describe("a zip archive", () => {
  it("with one file reads as that file; what a Mac adds is passed over", async () => {
    const { raw, rows } = await read(
      file(
        "hubspot.zip",
        zip({ "__MACOSX/._deals.csv": "x", ".DS_Store": "y", "../../etc/deals.csv": "a;b\n1;2\n3\n4;5\n", "dir/": "" }),
      ),
    );
    expect(rows).toEqual([
      { __row: 1, a: "1", b: "2" },
      { __row: 3, a: "4", b: "5" },
    ]);
    expect(raw).toMatchObject({ file: "hubspot.zip", format: "semicolon-separated, UTF-8, LF, zip (deals.csv)" });
    expect(raw.rejected).toEqual([
      { file: "hubspot.zip", line: 3, column: null, reason: "1 cell where the header has 2" },
    ]);
  });

  it("with JSON or a workbook", async () => {
    expect((await read(file("a.zip", zip({ "x.ndjson": '{"a":1}\n' })))).raw.format).toBe(
      "NDJSON, UTF-8, zip (x.ndjson)",
    );
    const sheet = workbook({
      S: [
        ["a", "b"],
        ["1", "2"],
      ],
    });
    expect((await read(file("b.zip", zip({ "x.xlsx": sheet })))).raw.format).toBe("XLSX, sheet S, zip (x.xlsx)");
  });

  it("with several files of the same columns reads them one after the other", async () => {
    const parts = { "deals-1.csv": "a,b\n1,2\n", "deals-2.csv": "a;b\n3;4\n5\n6;7\n8;9\n" };
    const { raw, rows } = await read(file("parts.zip", zip(parts)));
    expect(rows.map((row) => [row.__row, row.a, row.b])).toEqual([
      [1, "1", "2"],
      [2, "3", "4"],
      [4, "6", "7"],
      [5, "8", "9"],
    ]);
    expect(raw.rejected).toEqual([
      { file: "parts.zip", line: 3, column: null, reason: "deals-2.csv: 1 cell where the header has 2" },
    ]);
    expect(raw.notes).toEqual([
      "parts.zip holds 2 files with the same columns (deals-1.csv, deals-2.csv): read as one table, one after the other.",
    ]);
  });

  describe("of different tables", () => {
    const weekly = () =>
      file(
        "export.zip",
        zip({
          "Account.csv": "Id,Name\n1,A\n",
          "Opportunity.csv": "Id,Stage\n2,Won\n3\n4,Lost\n",
          "Photo.png": PICTURE,
        }),
      );
    const PICTURE = new Uint8Array([137, 80, 0, 1]);

    it("is read at the one that its path names, in any case, with or without ending", async () => {
      for (const name of ["Opportunity.csv", "opportunity.CSV", "Opportunity"]) {
        const { raw, rows } = await read(`${weekly()}#${name}`);
        expect(rows.map(({ Stage }) => Stage)).toEqual(["Won", "Lost"]);
        expect(raw).toMatchObject({
          file: `export.zip#${name}`,
          format: "comma-separated, UTF-8, LF, zip (Opportunity.csv)",
        });
        expect(raw.rejected).toMatchObject([{ file: `export.zip#${name}`, line: 3 }]);
      }
    });

    it("is read at the one that --sheet or the mapping file names", async () => {
      const typed = await read(weekly(), { sheets: { named: ["Deals", "Account.csv"], byFile: {} } });
      expect(typed.raw.columns).toEqual(["Id", "Name"]);
      expect(typed.raw.parts[0]!.sheet).toEqual({ name: "Account.csv", others: ["Opportunity.csv", "Photo.png"] });
      const kept = await read(weekly(), { sheets: { named: [], byFile: { "export.zip": "Opportunity.csv" } } });
      expect(kept.raw.columns).toEqual(["Id", "Stage"]);
    });

    it("is refused with the names of all where the one named is not there", async () => {
      await expect(read(`${weekly()}#Contact.csv`)).rejects.toThrow(
        'export.zip holds no file "Contact.csv" (said with #); it holds Account.csv, Opportunity.csv, Photo.png',
      );
      await expect(read(`${weekly()}#Photo.png`)).rejects.toThrow("export.zip#Photo.png is not a text file");
    });

    it("of one name in two folders is read by the path", async () => {
      const path = file("two.zip", zip({ "a/x.csv": "a,b\n1,2\n", "b/x.csv": "c,d\n3,4\n" }));
      await expect(read(`${path}#x.csv`)).rejects.toThrow(
        'holds 2 files named "x.csv": name one with its folder (a/x.csv, b/x.csv)',
      );
      const { raw } = await read(`${path}#b/x.csv`);
      expect([raw.file, raw.columns]).toEqual(["two.zip#b/x.csv", ["c", "d"]]);
    });

    it("is read beyond 100 files, but for one", async () => {
      const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`t${i}.csv`, `a,b${i}\n1,2\n`]));
      const path = file("many.zip", zip(many));
      await expect(read(path)).rejects.toThrow(/holds 120 files \(t0\.csv, .* and 80 more\): name the one/);
      expect((await read(`${path}#t117.csv`)).raw.columns).toEqual(["a", "b117"]);
    });
  });

  it("is what a name after # needs", async () => {
    await expect(read(`${file("plain.zip", "a,b\n1,2\n")}#x.csv`)).rejects.toThrow(
      /neither a workbook nor a zip archive/,
    );
  });

  const good = Buffer.from(zip({ "a.csv": `a,b\n${"1,2\n".repeat(50)}` }));
  const patched = (from: number, bytes: readonly number[]) => {
    const copy = Buffer.from(good);
    const central = copy.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    copy.set(bytes, central + from);
    return copy;
  };
  it.each<[string, () => Uint8Array, RegExp]>([
    [
      "several tables",
      () => zip({ "deals.csv": "a,b\n1,2\n", "companies.csv": "c,d\n1,2\n" }),
      /holds 2 tables with different columns \(deals\.csv, companies\.csv\): name the one that is meant, such as x\.zip#deals\.csv --accounts x\.zip#companies\.csv$/,
    ],
    [
      "several kinds",
      () => zip({ "deals.csv": "a,b\n1,2\n", "x.json": '{"a":1}\n' }),
      /holds 2 files \(deals\.csv, x\.json\): name the one that is meant, such as x\.zip#deals\.csv$/,
    ],
    ["another archive", () => zip({ "in.zip": good }), /holds another zip archive, in\.zip/],
    ["nothing", () => zip({ "dir/": "", ".hidden": "x" }), /nothing to read in it/],
    ["an empty archive", () => zipSync({}), /an empty zip archive/],
    ["a picture", () => zip({ "a.png": new Uint8Array([137, 80, 0, 1]) }), /a\.png in x\.zip is not a text file/],
    ["a password", () => patched(8, [1]), /locked with a password/],
    ["another packing", () => patched(10, [12]), /packed in a way that is not read/],
    ["a wrong checksum", () => patched(16, [1, 2, 3, 4]), /damaged zip archive/],
    ["more than it says", () => patched(24, [20, 0, 0, 0]), /damaged zip archive/],
    ["less than it says", () => patched(24, [255, 255, 0, 0]), /damaged zip archive/],
    ["parts over each other", () => patched(20, [255, 255, 255, 0]), /damaged zip archive/],
    ["no end", () => good.subarray(0, good.length - 10), /damaged zip archive/],
    ["4 GB", () => patched(24, [254, 255, 255, 255]), /damaged zip archive|more than 4 GB|times its size/],
    ["a bomb", () => zip({ "a.csv": new Uint8Array(120 << 20).fill(48) }), /unpacks to \d+ times its size/],
  ])("refuses %s", async (_, bytes, sentence) => {
    await expect(read(file("x.zip", bytes()))).rejects.toThrow(sentence);
  });
});
