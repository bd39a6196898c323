import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { evaluator } from "../../src/sql/evaluate.ts";
import { column, concat, type Expr, let_, ref } from "../../src/sql/expr.ts";
import { printJavascript, quoteJavascript } from "../../src/sql/javascript.ts";
import { printExpr } from "../../src/sql/print.ts";
import { RUNTIME } from "../../src/sql/runtime.ts";
import { printSelect } from "../../src/sql/select.ts";
import { stepList } from "../../src/sql/steps.ts";
import { type Database, openDuckdb, valuesOf } from "./duckdb.ts";
import { COLUMNS, cell, expressions } from "./expressions.ts";

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});

type Rows = readonly (readonly (string | null)[])[];

const expr = fc.oneof(expressions.text, expressions.number, expressions.boolean);
const exprs = fc.array(expr, { minLength: 1, maxLength: 12 });
const rows: fc.Arbitrary<Rows> = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 25 });
const columns = COLUMNS.map((name) => `"${name.replaceAll('"', '""')}"`).join(", ");

/** What the client and JSON cannot tell apart: NaN and infinities never occur, -0 is 0. */
const tidy = (values: readonly (readonly unknown[])[]) => values.map((row) => row.map((v) => (v === 0 ? 0 : v)));

function inJs(exprs: readonly Expr[], rows: Rows): unknown[][] {
  const runs = exprs.map(evaluator);
  return rows.map((row) => runs.map((run) => run(Object.fromEntries(COLUMNS.map((name, i) => [name, row[i]])))));
}

function inPrintedJs(exprs: readonly Expr[], rows: Rows): unknown[][] {
  const list = stepList();
  const names = exprs.map((expr) => list.add("value", expr));
  const read = (name: string) => `row[${quoteJavascript(COLUMNS.indexOf(name as (typeof COLUMNS)[number]))}]`;
  const { constants, statements, variable } = printJavascript(list.steps, read);
  const source = `${RUNTIME}${constants.join("\n")}
return (row) => {\n${statements.join("\n")}\nreturn [${names.map(variable).join(", ")}];\n};`;
  const run = new Function(source)() as (row: readonly (string | null)[]) => unknown[];
  return rows.map(run);
}

describe("an expression", () => {
  it("means the same evaluated, printed as JS and printed as DuckDB SQL", async () => {
    await fc.assert(
      fc.asyncProperty(exprs, rows, async (exprs, rows) => {
        const expected = tidy(inJs(exprs, rows));
        expect(tidy(inPrintedJs(exprs, rows))).toEqual(expected);
        const list = stepList();
        const outputs = exprs.map((expr, i) => ({ name: `v${i}`, expr: ref(list.add("value", expr)) }));
        const sql = printSelect({ table: "t", keep: ["B b"], steps: list.steps, columns: outputs }, duckdb);
        const found = await database.rows(`with t(${columns}) as (from ${valuesOf(rows)}) ${sql}`);
        expect(tidy(found)).toEqual(expected.map((values, i) => [rows[i]![1], ...values]));
      }),
      { numRuns: 400 },
    );
  });

  it("with a let cannot be printed by itself", () => {
    const expr = let_("a", column("x"), (a) => concat(a, a));
    expect(() => printExpr(expr, duckdb)).toThrow("let must be lifted");
  });
});
