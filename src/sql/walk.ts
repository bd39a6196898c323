import type { Expr } from "./expr.ts";

/** The same expression with each direct part replaced by what `change` makes of it. */
export function mapParts(expr: Expr, change: (part: Expr) => Expr): Expr {
  switch (expr.form) {
    case "column":
    case "ref":
    case "text":
    case "number":
    case "integer":
    case "null":
      return expr;
    case "let":
      return { ...expr, value: change(expr.value), body: change(expr.body) };
    case "isNull":
      return { ...expr, value: change(expr.value) };
    case "fold":
    case "replace":
    case "capture":
    case "matches":
    case "contains":
    case "toNumber":
    case "length":
    case "in":
      return { ...expr, text: change(expr.text) };
    case "translate":
      return { ...expr, text: change(expr.text), otherwise: change(expr.otherwise) };
    case "group":
      return { ...expr, of: change(expr.of) };
    case "concat":
      return { ...expr, parts: expr.parts.map(change) };
    case "arithmetic":
    case "compare":
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    case "and":
    case "or":
    case "coalesce":
      return { ...expr, items: expr.items.map(change) };
    case "not":
      return { ...expr, item: change(expr.item) };
    case "case":
      return {
        ...expr,
        branches: expr.branches.map((branch) => ({ when: change(branch.when), give: change(branch.give) })),
        otherwise: change(expr.otherwise),
      };
    case "lookup":
      return { ...expr, index: change(expr.index) };
  }
}

/** Names of all `ref`s in an expression, `let`s' own not resolved. */
export function refsOf(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: Expr): Expr => {
    if (part.form === "ref") names.add(part.name);
    return mapParts(part, visit);
  };
  visit(expr);
  return names;
}
