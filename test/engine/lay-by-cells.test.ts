import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { firstHeaders } from "../../src/compile/columns.ts";
import { compileIcp } from "../../src/compile/program.ts";
import { layByCells } from "../../src/engine/lay-by-cells.ts";
import { unseenColumns } from "../../src/engine/tally.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { cases, column, concat, contains, fold, integer, lookup, nothing, or, ref, text } from "../../src/sql/expr.ts";
import { quoteIdentifier } from "../../src/sql/quote.ts";
import { printSelect, type Select } from "../../src/sql/select.ts";
import { splitByColumn } from "../../src/sql/split.ts";
import { stepList } from "../../src/sql/steps.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { anyDocument } from "../compile/documents.ts";
import { messyCell } from "../normalise/cells.ts";

const database = await openDatabase({ threads: 2 });
afterAll(() => database.close());
let tables = 0;

/** A raw table of text columns with `__row`. */
async function layTable(headers: readonly string[], rows: readonly (readonly (string | null)[])[]): Promise<string> {
  const table = `t${tables++}`;
  await database.create(table, [
    { name: "__row", type: "BIGINT", values: rows.map((_, i) => i + 1) },
    ...headers.map((name, k) => ({ name, type: "VARCHAR" as const, values: rows.map((row) => row[k]!) })),
  ]);
  return table;
}

/** What `layByCells` gives and what the one query gives, in the order of the rows. */
async function both(select: Select & { readonly table: string }): Promise<[unknown, unknown]> {
  const laid = await layByCells(database, `${select.table}_laid`, select);
  const plain = await database.texts(`SELECT * FROM (${printSelect(select, duckdb)}) ORDER BY "__row"`);
  const names = select.columns.map(({ name }) => `coalesce(CAST(${quoteIdentifier(name)} AS VARCHAR), '~')`);
  const joined = names.length === 0 ? "''" : names.join(" || ' ' || ");
  const texts = (await database.texts(`SELECT * FROM (${laid.with("all of it", joined)}) ORDER BY "__row"`)).at(-1)!;
  const kept = select.keep.length;
  expect(texts).toEqual(
    plain[0]!.map((_, i) =>
      plain
        .slice(kept)
        .map((values) => values[i] ?? "~")
        .join(" "),
    ),
  );
  return [await database.texts(`SELECT * FROM ${quoteIdentifier(laid.view)} ORDER BY "__row"`), plain];
}

describe("layByCells", () => {
  it("gives what the one query gives, whatever the document and the cells (property)", async () => {
    const rows = fc.array(fc.array(messyCell, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(anyDocument, rows, async (document, cells) => {
        const headers = [...new Map([...firstHeaders(document).values()].map((h) => [h.toLowerCase(), h])).values()];
        const known = new Set(headers);
        const columns = new Map([...firstHeaders(document)].filter(([, header]) => known.has(header)));
        const table = await layTable(headers, cells);
        const program = compileIcp(document, columns);
        const select = {
          table,
          keep: ["__row"],
          steps: program.steps,
          columns: [...program.columns, ...unseenColumns(program)],
        };
        const [laid, plain] = await both(select);
        expect(laid).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps apart helping columns and columns of the same names", async () => {
    const table = await layTable(
      ["Cell", "number"],
      [
        ["A", "1"],
        [" a", null],
        [null, "1"],
        ["b", "x"],
      ],
    );
    const list = stepList();
    const cell = list.add("cell", fold(column("Cell")));
    const number = list.add("Number", fold(column("number")));
    const columns = [
      { name: "form", expr: concat(ref(cell), ref(number)) },
      { name: "raw", expr: column("number") },
      { name: "none", expr: nothing("number") },
    ];
    const [laid, plain] = await both({ table, keep: ["__row", "Cell"], steps: list.steps, columns });
    expect(laid).toEqual(plain);
  });

  it("falls back to the one query where there are too many combinations to number", async () => {
    const headers = Array.from({ length: 16 }, (_, k) => `h${k}`);
    const rows = Array.from({ length: 40 }, (_, i) => headers.map((_, k) => `v${(i * (k + 1)) % 23}`));
    const table = await layTable(headers, rows);
    const list = stepList();
    const folded = headers.map((header) => ref(list.add(header, fold(column(header)))));
    const columns = [{ name: "whole", expr: concat(...folded) }];
    const [laid, plain] = await both({ table, keep: ["__row"], steps: list.steps, columns });
    expect(laid).toEqual(plain);
    expect(await database.value(`SELECT count(*) FROM duckdb_tables() WHERE table_name = '${table}_laid_rows'`)).toBe(
      0,
    );
  });

  it("gives what the one query gives on more rows than one thread reads", async () => {
    const words = ["Bank", "retail ", "", null, "n/a", "FOOD", "Food & Co"];
    const rows = Array.from({ length: 300_000 }, (_, i) => [words[(i * 7919) % 7]!, words[(i * 31 + (i >> 9)) % 7]!]);
    const table = await layTable(["a", "b"], rows);
    const list = stepList();
    const [a, b] = ["a", "b"].map((name) => list.add(name, fold(column(name))));
    const band = list.add("band", cases([{ when: contains(ref(a!), "foo"), give: integer(0) }], integer(1)));
    const points = list.add("points", lookup(ref(band), "number", [0.25, null]));
    const either = list.add("either", or(contains(ref(a!), "n"), contains(ref(b!), "l")));
    const columns = [points, either, band].map((name) => ({ name, expr: ref(name) }));
    const [laid, plain] = await both({ table, keep: ["__row", "b"], steps: list.steps, columns });
    expect(laid).toEqual(plain);
  }, 60_000);
});

describe("splitByColumn", () => {
  it("gives each column what needs it alone, and leaves the rest", () => {
    const list = stepList();
    const a = list.add("a", fold(column("A")));
    const is = list.add("is", contains(ref(a), "x"));
    const b = list.add("b", fold(column("B")));
    const any = list.add("any", or(ref(is), contains(ref(b), "x")));
    const outputs = [
      { name: "any", expr: ref(any) },
      { name: "said", expr: text("yes") },
      { name: "also", expr: concat(ref(a), text("!")) },
    ];
    const { parts, rest, columns } = splitByColumn(list.steps, outputs);
    expect(parts.map(({ column: name, values }) => [name, values])).toEqual([
      ["A", ["is", "also"]],
      ["B", ["b"]],
    ]);
    expect(rest.map(({ name }) => name)).toEqual(["any"]);
    expect(columns.map(({ name, expr }) => [name, expr.form])).toEqual([
      ["any", "ref"],
      ["said", "text"],
      ["also", "ref"],
    ]);
  });
});
