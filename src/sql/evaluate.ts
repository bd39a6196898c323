import { compileExpr, type Held, type Run } from "./closures.ts";
import type { Expr, Value } from "./expr.ts";
import { type Step, stepList } from "./steps.ts";

/** A raw row: cells by column name; a column that is not there counts as null. */
export type Row = Readonly<Record<string, string | null | undefined>>;

/** Steps made ready to run many times. */
export interface Runner {
  /** Columns to give, in this order. */
  readonly columns: readonly string[];
  /** Values of all steps, in the order of the steps. */
  run(cells: readonly (string | null)[]): Held[];
}

/** The value of an expression on one row, as a database would give it. For many rows use `evaluator`. */
export function evaluate(expr: Expr, row: Row): Value {
  return evaluator(expr)(row);
}

/** An expression made ready to run on many rows. */
export function evaluator(expr: Expr): (row: Row) => Value {
  const list = stepList();
  const result = list.add("value", expr);
  const { columns, run } = runner(list.steps);
  const slot = list.steps.findIndex((step) => step.name === result);
  return (row) => run(columns.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null)))[slot] as Value;
}

export function runner(steps: readonly Step[]): Runner {
  const slots = new Map(steps.map(({ name }, i) => [name, i]));
  const columns: string[] = [];
  const runs = steps.map(({ expr }): Run => {
    if (expr.form !== "column") return compileExpr(expr, slots);
    columns.push(expr.name);
    return () => null;
  });
  const columnSlots = steps.flatMap(({ expr }, i) => (expr.form === "column" ? [i] : []));
  return {
    columns,
    run(cells) {
      const frame: Held[] = new Array(runs.length).fill(null);
      for (let c = 0; c < columnSlots.length; c++) frame[columnSlots[c]!] = cells[c] ?? null;
      for (let i = 0; i < runs.length; i++) frame[i] ??= runs[i]!(frame);
      return frame;
    },
  };
}
