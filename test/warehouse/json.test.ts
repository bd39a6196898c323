import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { lineOfRows } from "../../src/warehouse/files/lines.ts";
import { scratchFiles } from "./files.ts";
import { reader } from "./reading.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
const file = scratchFiles();
const read = reader(database);

const ROWS = [
  { __row: 1, id: "1", name: "Ünal", size: null },
  { __row: 2, id: "2", name: null, size: "1.50" },
];
const LINES = '{"id": 1, "name": "Ünal"}\n{"id":"2","size":1.50,"name":null}\n';
const LIST = '[{"id":1,"name":"Ünal"},\n {"id":"2","size":1.50, "name": ""}]';

describe("JSON reads as rows", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["lines", LINES, "NDJSON, UTF-8"],
    ["lines, CRLF, blank lines", `\n${LINES.replaceAll("\n", "\r\n\r\n")}`, "NDJSON, UTF-8"],
    ["lines, byte order mark, no last line end", `\uFEFF${LINES.trimEnd()}`, "NDJSON, UTF-8"],
    ["lines, gzip", gzipSync(LINES), "NDJSON, UTF-8, gzip"],
    ["lines, UTF-16", Buffer.from(`\uFEFF${LINES}`, "utf16le"), "NDJSON, UTF-16LE"],
    ["objects over several lines", LINES.replaceAll("{", "{\n").replaceAll("}", "\n}"), "NDJSON, UTF-8"],
    ["a list", LIST, "JSON list, UTF-8"],
    ["a list, indented", `\n [\n${LIST.slice(1)}\n`, "JSON list, UTF-8"],
  ])("%s", async (name, content, format) => {
    const { raw, rows } = await read(file(`${name}.csv`, content));
    expect(rows).toEqual(ROWS);
    expect(raw).toMatchObject({ format, columns: ["id", "name", "size"], rejected: [], notes: [] });
  });

  it("numbers as written, flat lists joined, deeper ones as JSON, escapes undone", async () => {
    const text = String.raw`{"n": 12345678901234567890.10, "e": 1E5, "t": true, "l": ["a", 2, null, "b\"c"], "o": {"x": [1, {"y": "}"}]}, "s": "q\"\\\n\u00e9,;", "ll": [[1],[2]], "": "u", "z": []}`;
    const { raw, rows } = await read(file("values.ndjson", `${text}\n`));
    expect(raw.notes).toEqual(["values.ndjson has no name for column 8: called column_8."]);
    expect(rows).toEqual([
      {
        __row: 1,
        n: "12345678901234567890.10",
        e: "1E5",
        t: "true",
        l: 'a;2;b"c',
        o: '{"x": [1, {"y": "}"}]}',
        s: 'q"\\\né,;',
        ll: "[[1],[2]]",
        column_8: "u",
        z: null,
      },
    ]);
  });

  it("what Segment nests as cells of its own, whether it says it of the call or of its context", async () => {
    const text = [
      '{"type":"track","event":"Used","properties":{"plan":{"name":"pro","deep":{"x":1}},"n":2},"context":{"traits":{"email":"a@b.example"},"page":{"path":"/p"}}}',
      '{"type":"identify","traits":{"email":"c@d.example"},"o":{"x":1}}',
    ].join("\n");
    const { rows } = await read(file("segment.ndjson", `${text}\n`));
    expect(rows).toEqual([
      {
        __row: 1,
        type: "track",
        event: "Used",
        "properties.plan.name": "pro",
        "properties.plan.deep": '{"x":1}',
        "properties.n": "2",
        "traits.email": "a@b.example",
        "context.page.path": "/p",
        o: null,
      },
      {
        __row: 2,
        type: "identify",
        event: null,
        "properties.plan.name": null,
        "properties.plan.deep": null,
        "properties.n": null,
        "traits.email": "c@d.example",
        "context.page.path": null,
        o: '{"x":1}',
      },
    ]);
  });

  it("broken lines are rejected by line, the others taken", async () => {
    const path = file(
      "broken.ndjson",
      '{"a":1}\n{"a":2\n\n[3]\n{"a":4,"a":5}\n{"a":6}\n{"a":7}\n{"a":8}\n{"constructor":9}\n',
    );
    const { raw, rows } = await read(path);
    expect(rows.map((row) => [row.__row, row.a])).toEqual([
      [1, "1"],
      [5, "6"],
      [6, "7"],
      [7, "8"],
      [8, null],
    ]);
    expect(rows[4]!.constructor).toBe("9");
    expect(raw.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "it is broken JSON"],
      [4, "it is no JSON object"],
      [5, 'it has "a" twice'],
    ]);
    expect(await lineOfRows(path, [5])).toEqual(new Map([[5, 6]]));
  });

  it("a list: what is no object, and where the file ends too soon", async () => {
    const { raw, rows } = await read(file("cut.json", '[{"a":1},\n7,\n{"a":"]}"},{"a":3},\n{"a":4'));
    expect(rows.map((row) => row.a)).toEqual(["1", "]}", "3"]);
    expect(raw.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "it is no JSON object"],
      [4, "the file ends within it"],
    ]);
    const open = await read(file("open.json", '[{"a":1},\n{"a":2}\n'));
    expect(open.raw.rejected.map(({ reason }) => reason)).toEqual(["the file ends before the list does"]);
  });

  it.each<[string, string, RegExp]>([
    ["an answer around the rows", '{"results":[{"a":1},{"a":2}]}', /one JSON object around a list, "results"/],
    ["no object", "[[1,2],[3,4]]", /JSON without a readable object \(line 1: it is no JSON object\)/],
    ["an empty list", "[]", /JSON without a readable object \(it is empty\)/],
    ["names that differ by case", '{"Name":1}\n{"name":2}\n', /has the column "name" twice/],
    [
      "keys that are values",
      `[{${Array.from({ length: 10_001 }, (_, i) => `"k${i}":1`).join(",")}}]`,
      /more than 10000 different fields/,
    ],
    ["mostly broken", '{"a":1}\n{"a\n{"b\n', /2 of 3 rows of x\.json cannot be read \(line 2: it is broken JSON\)/],
    ["never ending", `[{"a":"${"x".repeat(9_000_000)}`, /an object on line 1 that never ends/],
  ])("refuses %s", async (_, text, sentence) => {
    await expect(read(file("x.json", text))).rejects.toThrow(sentence);
  });

  it("a line that is too long costs itself", async () => {
    const { raw, rows } = await read(file("long.ndjson", `{"a":1}\n{"a":"${"x".repeat(9_000_000)}"}\n{"a":3}\n`));
    expect(rows.map((row) => row.a)).toEqual(["1", "3"]);
    expect(raw.rejected.map(({ line }) => line)).toEqual([2]);
  });
});
