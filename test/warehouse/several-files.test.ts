import { afterAll, describe, expect, it } from "vitest";
import { gatherFacts } from "../../src/engine/facts.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { readFiles } from "../../src/warehouse/files/read-files.ts";
import { scratchFiles } from "./files.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
let tables = 0;
const read = async (...paths: string[]) => {
  const raw = await readFiles(database, paths, "deals", `t${tables++}`);
  return { raw, rows: await database.rows<Record<string, unknown>>(`SELECT * FROM ${raw.table} ORDER BY __row`) };
};

const HEADER = "Opportunity ID,Account Name,Stage,Close Date,Industry";
const row = (i: number, stage = i % 2 === 0 ? "Closed Won" : "Closed Lost") =>
  `D${i},Company ${i},${stage},2024-0${(i % 9) + 1}-10,${i % 3 === 0 ? "Retail" : "Energy"}`;
const rows = (from: number, to: number, stage?: string) =>
  Array.from({ length: to - from }, (_, i) => row(from + i, stage)).join("\n");

describe("several files of a role", () => {
  it("one table: other encodings, delimiters, column orders and spellings of the headers", async () => {
    const first = file("a.csv", "Deal Name,Close Date,Größe\nÄ,2024-01-01,5\n");
    const second = file(
      "b.csv",
      Buffer.from("größe;CLOSEDATE;deal  name;More\n6;2024-02-02;É;x\n7;2024-02-03;Q\n", "latin1"),
    );
    const { raw, rows: found } = await read(second, first);
    expect(raw.columns).toEqual(["Deal Name", "Close Date", "Größe", "More"]);
    expect(found).toEqual([
      { __row: 1, "Deal Name": "Ä", "Close Date": "2024-01-01", Größe: "5", More: null },
      { __row: 2, "Deal Name": "É", "Close Date": "2024-02-02", Größe: "6", More: "x" },
    ]);
    expect(raw.parts.map(({ file, before, rowsRead, rejected }) => [file, before, rowsRead, rejected.length])).toEqual([
      ["a.csv", 0, 1, 0],
      ["b.csv", 1, 2, 1],
    ]);
    expect((await read(first, second)).rows).toEqual(found);
  });

  it("columns that one file has apart stay apart", async () => {
    const { raw } = await read(file("c.csv", "Close Date,CloseDate\n1,2\n"), file("d.csv", "close date,x\n3,4\n"));
    expect(raw.columns).toEqual(["Close Date", "CloseDate", "x"]);
  });

  it("files with no column in common are refused", async () => {
    await expect(read(file("e.csv", "a,b\n1,2\n"), file("f.csv", "c,d\n1,2\n"))).rejects.toThrow(
      /^e\.csv and f\.csv have no column in common/,
    );
  });

  it("the same file given twice counts once, in whichever order its rows are", async () => {
    const once = file("g.csv", `${HEADER}\n${rows(0, 20)}\n`);
    const again = file("h.csv", `${HEADER}\n${rows(10, 20)}\n${rows(0, 10)}\n`);
    const { raw } = await read(once, again);
    expect(raw.notes).toEqual(["h.csv holds the same rows as g.csv: its 20 rows are counted once."]);
    const facts = await gatherFacts(database, [raw], DEFAULT_OPTIONS);
    expect(facts.totals.map(({ file, read, taken, merged }) => [file, read, taken, merged])).toEqual([
      ["g.csv", 20, 20, 0],
      ["h.csv", 20, 0, 20],
    ]);
    expect(facts.evidence.opportunities).toBe(20);
  });

  it("the version with an outcome counts, however many deals have changed between two exports", async () => {
    const older = file("z-older.csv", `${HEADER}\n${rows(0, 12)}\n${rows(12, 24, "Negotiation")}\n`);
    const newer = file("a-newer.csv", `${HEADER}\n${rows(6, 30)}\n`);
    const { raw } = await read(older, newer);
    const facts = await gatherFacts(database, [raw], DEFAULT_OPTIONS);
    expect(facts.totals.map(({ file, read, taken, merged }) => [file, read, taken, merged])).toEqual([
      ["a-newer.csv", 24, 24, 0],
      ["z-older.csv", 24, 6, 18],
    ]);
    expect(facts.notes).toContain(
      "12 rows repeat the Opportunity ID of another with other content: the one with an outcome, else the later close, counts.",
    );
  });

  it("without ids, the same deal in two files counts once, and twice in one file twice", async () => {
    const plain = (text: string) => text.replaceAll(/^[^,]*,/gm, "");
    const one = file("i.csv", plain(`${HEADER}\n${rows(0, 12)}\n${row(3)}\n`));
    const two = file("j.csv", plain(`${HEADER}\n${rows(6, 16)}\n`));
    const { raw } = await read(one, two);
    const facts = await gatherFacts(database, [raw], DEFAULT_OPTIONS);
    expect(facts.totals.map(({ read, taken, merged }) => [read, taken, merged])).toEqual([
      [13, 13, 0],
      [10, 4, 6],
    ]);
    expect(facts.notes).toContain("6 rows lie in several files and are counted once.");
  });
});
