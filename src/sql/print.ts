import type { Dialect } from "./dialect.ts";
import type { Expr } from "./expr.ts";

/**
 * An expression as SQL text. It must hold no `let`, for a value used twice would be written twice, and rules would grow to megabytes:
 * such expressions go through `stepList` and `printSelect`. Throws an Error when the dialect cannot say a form.
 */
export function printExpr(expr: Expr, dialect: Dialect): string {
  const sql = (part: Expr) => printExpr(part, dialect);
  switch (expr.form) {
    case "column":
    case "ref":
      return dialect.identifier(expr.name);
    case "let":
      throw new Error("let must be lifted into a step before printing; see printSelect");
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
    case "length":
      return dialect.cast(`length(${sql(expr.text)})`, "number");
    case "arithmetic":
    case "compare":
      return `(${sql(expr.left)} ${expr.operator} ${sql(expr.right)})`;
    case "in":
      return dialect.isIn(sql(expr.text), expr.list);
    case "translate":
      return dialect.translate(sql(expr.text), expr.from, expr.to, sql(expr.otherwise));
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
