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
      /holds 2 tables with different columns \(deals\.csv, companies\.csv\): unpack it and give each with its own option/,
    ],
    [
      "several kinds",
      () => zip({ "deals.csv": "a,b\n1,2\n", "x.json": '{"a":1}\n' }),
      /holds 2 files \(deals\.csv, x\.json\): unpack it/,
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
