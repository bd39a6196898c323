import type { Dialect } from "./dialect.ts";
import type { Expr } from "./expr.ts";
import { printExpr } from "./print.ts";
import type { Step } from "./steps.ts";
import { refsOf } from "./walk.ts";

/** A query that computes steps over a table, each step once. */
export interface Select {
  /** Name of the table, or its parts: schema, table. */
  readonly table: string | readonly string[];
  /** Columns of the table that the result begins with, under their own names. */
  readonly keep: readonly string[];
  readonly steps: readonly Step[];
  /** Result columns after those. */
  readonly columns: readonly OutputColumn[];
}

/** A result column: a step, or a constant, or something light made of steps. */
export interface OutputColumn {
  readonly name: string;
  readonly expr: Expr;
}

interface Item {
  readonly name: string;
  readonly sql: string;
}

/**
 * One `select` over layers of subqueries: the innermost reads the columns as text, each next one computes the steps whose parts are ready
 * and hands on what later layers still need. Row order is the database's own.
 */
export function printSelect(select: Select, dialect: Dialect): string {
  const keys = select.keep.map((name, i) => ({ name, key: keyName(i, select.steps) }));
  const names = typeof select.table === "string" ? [select.table] : select.table;
  let from = names.map((name) => dialect.identifier(name)).join(".");
  for (const [depth, items] of layerItems(select, dialect).entries()) {
    const handed = keys.map(({ name, key }) => ({ name: key, sql: dialect.identifier(depth === 0 ? name : key) }));
    from = `(\n${selectText([...handed, ...items], from, dialect)}\n) as ${dialect.identifier(`layer ${depth}`)}`;
  }
  const kept = keys.map(({ name, key }) => ({ name, sql: dialect.identifier(select.steps.length === 0 ? name : key) }));
  const columns = select.columns.map(({ name, expr }) => ({ name, sql: printExpr(expr, dialect) }));
  return selectText([...kept, ...columns], from, dialect);
}

/** A name for a kept column on its way through the layers, unlike any step's. */
function keyName(index: number, steps: readonly Step[]): string {
  const longest = Math.max(0, ...steps.filter(({ name }) => /^key/i.test(name)).map(({ name }) => name.length));
  return `${"key ".padEnd(longest, "_")}${index + 1}`;
}

function selectText(items: readonly Item[], from: string, dialect: Dialect): string {
  const lines = items.map(({ name, sql }) => {
    const alias = dialect.identifier(name);
    return sql === alias ? `  ${sql}` : `  ${sql} as ${alias}`;
  });
  return `select\n${lines.join(",\n")}\nfrom ${from}`;
}

/** Per layer what it selects: values handed on first, then its own steps. */
function layerItems(select: Select, dialect: Dialect): Item[][] {
  const layers = layersOf(select.steps);
  let needed = new Set(select.columns.flatMap(({ expr }) => [...refsOf(expr)]));
  const result: Item[][] = [];
  for (const layer of layers.toReversed()) {
    const own = layer.filter(({ name }) => needed.has(name));
    const handed = [...needed].filter((name) => !own.some((step) => step.name === name));
    result.unshift([...handed.map((name) => ({ name, sql: dialect.identifier(name) })), ...own.map(item(dialect))]);
    needed = new Set([...handed, ...own.flatMap(({ expr }) => [...refsOf(expr)])]);
  }
  return result;
}

const item =
  (dialect: Dialect) =>
  ({ name, expr }: Step): Item => ({
    name,
    sql: expr.form === "column" ? dialect.cast(dialect.identifier(expr.name), "text") : printExpr(expr, dialect),
  });

/** Steps by depth: columns and constants first, then those that need only these, and so on. A `ref` to no step is a column of the table. */
export function layersOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const depths = new Map<string, number>();
  const layers: Step[][] = [];
  for (const step of steps) {
    const depth = Math.max(-1, ...[...refsOf(step.expr)].map((name) => depths.get(name) ?? -1)) + 1;
    depths.set(step.name, depth);
    if (depth === layers.length) layers.push([]);
    layers[depth]!.push(step);
  }
  return layers;
}
