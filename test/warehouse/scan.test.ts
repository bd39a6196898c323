import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRecord, recordsOf, scanRecords } from "../../src/warehouse/files/scan.ts";

const COMMA = { delimiter: ",", escape: '"' } as const;

async function scanned(
  chunks: readonly string[],
  dialect: Parameters<typeof scanRecords>[1] = COMMA,
): Promise<CsvRecord[]> {
  async function* source() {
    yield* chunks;
  }
  const records: CsvRecord[] = [];
  for await (const record of scanRecords(source(), dialect)) records.push(record);
  return records;
}

const cellsOf = (records: readonly CsvRecord[]) => records.map((record) => record.cells);

describe("scanRecords", () => {
  it("reads LF, CRLF, CR and a missing last line end", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(cellsOf(await scanned([`a,b${end}1,2${end}3,4`]))).toEqual([
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
      ]);
    }
  });

  it("counts lines over quoted line breaks and blank lines", async () => {
    const records = await scanned(['a,b\n"x\r\ny\nz",2\n\n \n3,4\n']);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 7]);
    expect(records[1]!.cells).toEqual(["x\r\ny\nz", "2"]);
  });

  it("undoubles quotes, keeps quotes inside plain cells, allows spaces around quoted ones", async () => {
    expect(cellsOf(await scanned(['"say ""hi""",5" tv\n "x" ,y\n']))).toEqual([
      ['say "hi"', '5" tv'],
      ["x", "y"],
    ]);
  });

  it("reads backslash-escaped quotes when told so", async () => {
    expect(cellsOf(await scanned(['"a\\"b",c\n'], { delimiter: ",", escape: "\\" }))).toEqual([['a"b', "c"]]);
  });

  it("a quote that is never closed costs its line only", async () => {
    const records = await scanned(['a,b\n1,"x\n2,y\n3,z\n']);
    expect(records.map(({ line, broken }) => [line, broken === null])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, true],
    ]);
    expect(records[1]!.broken).toMatch(/never closed/);
  });

  it("text after a closing quote costs its line only", async () => {
    const records = await scanned(['a,b\n"x"y,1\n2,"z"\n']);
    expect(records.map(({ line, broken }) => [line, broken === null])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
  });

  it("gives up on a record of more than 8 million characters", async () => {
    const piece = "x".repeat(3_000_000);
    const records = await scanned(["a,b\n1,", piece, piece, piece, "\n2,y\n"]);
    expect(records[1]!.broken).toMatch(/8 million/);
    expect(records.at(-1)).toEqual({ line: 3, cells: ["2", "y"], broken: null });
  });

  it("does not depend on where chunks are cut (property)", async () => {
    const text = fc.array(fc.constantFrom("a", "é", ",", '"', "\n", "\r", "\r\n", " ", ";", "\\", '""', "x,y"), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 6 }), async (parts, cuts) => {
        const whole = parts.join("");
        const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((x, y) => x - y);
        const chunks = [0, ...places].map((from, i) => whole.slice(from, places[i] ?? whole.length));
        expect(await scanned(chunks)).toEqual(recordsOf(whole, COMMA, true));
      }),
      { numRuns: 500 },
    );
  });
});
