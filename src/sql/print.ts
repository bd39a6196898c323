import type { Dialect } from "./dialect.ts";
import type { Expr } from "./expr.ts";
import { inlineLets } from "./steps.ts";

/**
 * An expression as SQL text. `let`s are written out where they are used, so a value used twice is computed twice: rules with many of them
 * are better printed as a layered query by `printSelect`. Throws an Error when the dialect cannot say a form.
 */
export function printExpr(expr: Expr, dialect: Dialect): string {
  return print(inlineLets(expr), dialect);
}

function print(expr: Expr, dialect: Dialect): string {
  const sql = (part: Expr) => print(part, dialect);
  switch (expr.form) {
    case "column":
    case "ref":
      return dialect.identifier(expr.name);
    case "let":
      throw new Error("let must be inlined or lifted before printing");
    case "text":
      return dialect.text(expr.value);
    case "number":
      return dialect.number(expr.value);
    case "integer":
      return expr.value < 0 ? `(${expr.value})` : String(expr.value);
    case "null":
      return dialect.cast("null", expr.type);
    case "fold":
      return say(dialect, "fold")(sql(expr.text));
    case "concat":
      return `(${expr.parts.map(sql).join(" || ")})`;
    case "replace":
      return say(dialect, "replace")(sql(expr.text), expr.pattern, expr.by);
    case "capture":
      return say(dialect, "capture")(sql(expr.text), expr.pattern, expr.groups);
    case "group":
      return say(dialect, "group")(sql(expr.of), expr.index);
    case "matches":
      return say(dialect, "matches")(sql(expr.text), expr.pattern);
    case "contains":
      return dialect.contains(sql(expr.text), expr.part);
    case "toNumber":
      return say(dialect, "toNumber")(sql(expr.text));
    case "arithmetic":
    case "compare":
      return `(${sql(expr.left)} ${expr.operator} ${sql(expr.right)})`;
    case "in":
      return dialect.isIn(sql(expr.text), expr.list);
    case "isNull":
      return `(${sql(expr.value)} is null)`;
    case "and":
    case "or":
      return `(${expr.items.map(sql).join(` ${expr.form} `)})`;
    case "not":
      return `(not ${sql(expr.item)})`;
    case "case":
      return `case ${expr.branches.map((b) => `when ${sql(b.when)} then ${sql(b.give)}`).join(" ")} else ${sql(expr.otherwise)} end`;
    case "coalesce":
      return `coalesce(${expr.items.map(sql).join(", ")})`;
    case "lookup":
      return dialect.lookup(sql(expr.index), expr.type, expr.values);
  }
}

type Sayable = "fold" | "matches" | "replace" | "capture" | "group" | "toNumber";

function say<Form extends Sayable>(dialect: Dialect, form: Form): NonNullable<Dialect[Form]> {
  const printer = dialect[form];
  if (printer === null) throw new Error(`${dialect.name} cannot print the form: ${form}`);
  return printer;
}
