import fc from "fast-check";
import { zipSync } from "fflate";
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { scratchFiles } from "./files.ts";
import { reader } from "./reading.ts";
import { workbook } from "./workbook.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
const read = reader(database);

const text = fc.string({
  unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", " ", "0", "'", "\\", "<", "&", "="),
  maxLength: 6,
});
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
);
const cell = fc.oneof(text, number, fc.constant(null));
const NAMES = ["key", "second", "third", "4th & <last>"];

/** A cell `="..."` is Excel's way to keep a text from being read as a number: from any file it reads as the text within. */
const asRead = (text: string): string | null => {
  const kept = /^="(.*)"$/s.exec(text)?.[1];
  return kept === undefined ? text : kept.replaceAll('""', '"') || null;
};

it("the same table as CSV, JSON lines, a JSON list, a workbook and zipped reads to the same raw table (property)", async () => {
  const quoted = (value: unknown) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }), async (cells) => {
      const table = cells.map((row, i) => [`k${i}`, ...row]);
      const objects = table.map((row) => JSON.stringify(Object.fromEntries(NAMES.map((name, k) => [name, row[k]]))));
      const csv = [NAMES, ...table].map((row) => `${row.map(quoted).join(",")}\n`).join("");
      const files = [
        file("same.csv", csv),
        file("same.ndjson", `${objects.join("\n")}\n`),
        file("same.json", `[${objects.join(",\n")}]`),
        file("same.xlsx", workbook({ Deals: [NAMES, ...table] })),
        file("same.zip", zipSync({ "a.csv": Buffer.from(csv) })),
      ];
      const expected = table.map((row, i) => ({
        __row: i + 1,
        ...Object.fromEntries(
          NAMES.map((name, k) => [name, row[k] === null || row[k] === "" ? null : asRead(String(row[k]))]),
        ),
      }));
      for (const path of files) {
        const delimited = path.endsWith(".csv") || path.endsWith(".zip");
        const { raw, rows } = await read(path, delimited ? { delimiter: "," } : {});
        expect([path, rows]).toEqual([path, expected]);
        expect(raw.columns).toEqual(NAMES);
      }
    }),
    { numRuns: 40, examples: [[[["a", '="0012"', '="a""b"']]], [[[0, '=""', 0]]]] },
  );
});
