import { compileExpr, type Frame, type Run } from "./closures.ts";
import type { Expr, Value } from "./expr.ts";
import { type Step, stepList } from "./steps.ts";

/** A raw row: cells by column name; a column that is not there counts as null. */
export type Row = Readonly<Record<string, string | null | undefined>>;

/** Steps made ready to run on many rows. */
export interface Runner {
  /** Columns whose cells to give, in this order. */
  readonly columns: readonly string[];
  /** Values of the steps asked for, in the order asked. Steps that nothing asks for are not run. */
  run(cells: readonly (string | null)[]): Value[];
}

/** The value of an expression on one row, as a database would give it. For many rows use `evaluator`. */
export function evaluate(expr: Expr, row: Row): Value {
  return evaluator(expr)(row);
}

/** An expression made ready to run on many rows. */
export function evaluator(expr: Expr): (row: Row) => Value {
  const list = stepList();
  const result = list.add("value", expr);
  const { columns, run } = runner(list.steps, [result]);
  return (row) => run(columns.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null)))[0]!;
}

export function runner(steps: readonly Step[], wanted: readonly string[]): Runner {
  const runs = new Map<string, Run>();
  const runOf = (name: string): Run => {
    const run = runs.get(name);
    if (run === undefined) throw new Error(`no step named ${name}`);
    return run;
  };
  for (const [slot, { name, expr }] of steps.entries())
    runs.set(name, once(slot, expr.form === "column" ? () => null : compileExpr(expr, runOf)));
  const inputs = steps.flatMap(({ expr }, slot) => (expr.form === "column" ? [{ name: expr.name, slot }] : []));
  const outputs = wanted.map(runOf);
  return {
    columns: inputs.map(({ name }) => name),
    run(cells) {
      const frame: Frame = new Array(steps.length).fill(undefined);
      for (let i = 0; i < inputs.length; i++) frame[inputs[i]!.slot] = cells[i] ?? null;
      return outputs.map((output) => output(frame) as Value);
    },
  };
}

/** Runs when first asked for, then remembers. */
function once(slot: number, run: Run): Run {
  return (frame) => {
    const held = frame[slot];
    if (held !== undefined) return held;
    const value = run(frame);
    frame[slot] = value;
    return value;
  };
}
