import type { Expr } from "./expr.ts";
import type { Step } from "./steps.ts";

/** Steps as JS source. Needs `RUNTIME` before it. */
export interface Javascript {
  /** Declarations to stand once in the module: patterns, lists. */
  readonly constants: readonly string[];
  /** One `const` per step, in order. */
  readonly statements: readonly string[];
  /** The variable that holds a step. */
  variable(step: string): string;
}

/** Prints steps as plain ASCII source. `readColumn` gives the source of a column's cell, a string or null. */
export function printJavascript(steps: readonly Step[], readColumn: (name: string) => string): Javascript {
  const constants: string[] = [];
  const variables = new Map(steps.map(({ name }, i) => [name, `${name.replace(/^(?![a-z])|\W/gi, "_")}_${i + 1}`]));
  const variable = (step: string) => variables.get(step)!;
  const constant = (source: string) => `c${pushOnce(constants, source) + 1}`;
  const statements = steps.map(({ name, expr }) => {
    const source = expr.form === "column" ? readColumn(expr.name) : print(expr, { variable, constant });
    return `const ${variable(name)} = ${source};`;
  });
  return { constants: constants.map((source, i) => `const c${i + 1} = ${source};`), statements, variable };
}

/** A value as source that is safe in any charset and inside `<script>`. */
export function quoteJavascript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

interface Names {
  variable(step: string): string;
  constant(source: string): string;
}

const ARITHMETIC = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide" } as const;
const COMPARE = { "=": "eq", "<>": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" } as const;

function print(expr: Expr, names: Names): string {
  const js = (part: Expr) => print(part, names);
  const call = (name: string, ...parts: readonly string[]) => `${name}(${parts.join(", ")})`;
  switch (expr.form) {
    case "column":
    case "let":
      throw new Error(`${expr.form} must be lifted into a step before printing`);
    case "ref":
      return names.variable(expr.name);
    case "text":
    case "number":
    case "integer":
      return quoteJavascript(expr.value);
    case "null":
      return "null";
    case "fold":
    case "toNumber":
    case "length":
      return call(expr.form, js(expr.text));
    case "concat":
      return call("concat", ...expr.parts.map(js));
    case "replace":
      return call("replace", js(expr.text), names.constant(regExp(expr.pattern, "gu")), template(expr.by));
    case "group":
      return call("group", js(expr.of), String(expr.index));
    case "capture":
    case "matches":
      return call(expr.form, js(expr.text), names.constant(regExp(expr.pattern, "u")));
    case "contains":
      return call("contains", js(expr.text), quoteJavascript(expr.part));
    case "in":
      return call("isIn", js(expr.text), names.constant(`new Set(${quoteJavascript(expr.list)})`));
    case "translate": {
      const table = names.constant(`new Map(${quoteJavascript(expr.from.map((from, i) => [from, expr.to[i]]))})`);
      return call("translate", js(expr.text), table, js(expr.otherwise));
    }
    case "arithmetic":
      return call(ARITHMETIC[expr.operator], js(expr.left), js(expr.right));
    case "compare":
      return call(COMPARE[expr.operator], js(expr.left), js(expr.right));
    case "isNull":
      return `(${js(expr.value)} === null)`;
    case "and":
    case "or":
      return call(expr.form, ...expr.items.map(js));
    case "not":
      return call("not", js(expr.item));
    case "case":
      return `(${expr.branches.map((b) => `${js(b.when)} === true ? ${js(b.give)} : `).join("")}${js(expr.otherwise)})`;
    case "coalesce":
      return `(${expr.items.map(js).join(" ?? ")})`;
    case "lookup":
      return call("at", names.constant(quoteJavascript(expr.values)), js(expr.index));
  }
}

function regExp(pattern: string, flags: string): string {
  return `new RegExp(${quoteJavascript(pattern)}, "${flags}")`;
}

function template(by: readonly (string | number)[]): string {
  return quoteJavascript(
    by.map((part) => (typeof part === "number" ? `$0${part}` : part.replaceAll("$", "$$$$"))).join(""),
  );
}

function pushOnce(list: string[], item: string): number {
  const index = list.indexOf(item);
  return index >= 0 ? index : list.push(item) - 1;
}
