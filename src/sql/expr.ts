import { portablePattern } from "./pattern.ts";

export type ValueType = "text" | "number" | "integer" | "boolean";

/** What an expression gives. SQL NULL is `null`; the logic is three-valued in JS too. */
export type Value = string | number | boolean | null;

/**
 * The few forms that every rule and score is made of. Each form means the same in JS (`evaluate`, `javascript`) and in every dialect (`print`).
 * All forms are total: no input makes them fail. Any form gives null when an operand is null, except where said.
 */
export type Expr =
  /** A cell of the input: text or null. */
  | { readonly form: "column"; readonly name: string }
  /** The value of an enclosing `let` or of an earlier step. */
  | { readonly form: "ref"; readonly name: string }
  /** `value` computed once and used in `body` under `name`. */
  | { readonly form: "let"; readonly name: string; readonly value: Expr; readonly body: Expr }
  | { readonly form: "text"; readonly value: string }
  /** A double. */
  | { readonly form: "number"; readonly value: number }
  | { readonly form: "integer"; readonly value: number }
  | { readonly form: "null"; readonly type: ValueType }
  /** See `foldText`. */
  | { readonly form: "fold"; readonly text: Expr }
  | { readonly form: "concat"; readonly parts: readonly Expr[] }
  /** Every match of `pattern` replaced by literal texts and groups (by number). */
  | {
      readonly form: "replace";
      readonly text: Expr;
      readonly pattern: string;
      readonly by: readonly (string | number)[];
    }
  /** The groups of the first match: no value by itself, only to take a `group` from. All are empty texts when nothing matches. */
  | { readonly form: "capture"; readonly text: Expr; readonly pattern: string; readonly groups: number }
  /** Group `index` (1 first) of a `capture`; the empty text when it took no part in the match. */
  | { readonly form: "group"; readonly of: Expr; readonly index: number }
  | { readonly form: "matches"; readonly text: Expr; readonly pattern: string }
  | { readonly form: "contains"; readonly text: Expr; readonly part: string }
  /** See `textToNumber`: null for anything but a plain number. */
  | { readonly form: "toNumber"; readonly text: Expr }
  /** How many characters an ASCII text has, a number; databases differ on the others. */
  | { readonly form: "length"; readonly text: Expr }
  | { readonly form: "arithmetic"; readonly operator: "+" | "-" | "*" | "/"; readonly left: Expr; readonly right: Expr }
  /** `=` and `<>` for any type, the others for numbers only: texts have no common order. */
  | {
      readonly form: "compare";
      readonly operator: "=" | "<>" | "<" | "<=" | ">" | ">=";
      readonly left: Expr;
      readonly right: Expr;
    }
  | { readonly form: "in"; readonly text: Expr; readonly list: readonly string[] }
  /** The entry for `text` in the table (`from[i]` -> `to[i]`), else `otherwise`, also for null. */
  | {
      readonly form: "translate";
      readonly text: Expr;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly otherwise: Expr;
    }
  /** True or false, never null. */
  | { readonly form: "isNull"; readonly value: Expr }
  | { readonly form: "and"; readonly items: readonly Expr[] }
  | { readonly form: "or"; readonly items: readonly Expr[] }
  | { readonly form: "not"; readonly item: Expr }
  /** The first `give` whose `when` is true (not null), else `otherwise`. */
  | { readonly form: "case"; readonly branches: readonly Branch[]; readonly otherwise: Expr }
  /** The first value that is not null. */
  | { readonly form: "coalesce"; readonly items: readonly Expr[] }
  /** `values[index]` for a whole `index` >= 0; null beyond the end. */
  | { readonly form: "lookup"; readonly index: Expr; readonly type: ValueType; readonly values: readonly Value[] };

export interface Branch {
  readonly when: Expr;
  readonly give: Expr;
}

export const column = (name: string): Expr => freeze({ form: "column", name });
export const ref = (name: string): Expr => freeze({ form: "ref", name });
export const text = (value: string): Expr => freeze({ form: "text", value });
export const nothing = (type: ValueType): Expr => freeze({ form: "null", type });
export const fold = (text: Expr): Expr => freeze({ form: "fold", text });
export const concat = (...parts: readonly Expr[]): Expr => freeze({ form: "concat", parts });
export const toNumber = (text: Expr): Expr => freeze({ form: "toNumber", text });
export const length = (text: Expr): Expr => freeze({ form: "length", text });
export const contains = (text: Expr, part: string): Expr => freeze({ form: "contains", text, part });
export const isNull = (value: Expr): Expr => freeze({ form: "isNull", value });
export const not = (item: Expr): Expr => freeze({ form: "not", item });
export const coalesce = (...items: readonly Expr[]): Expr => freeze({ form: "coalesce", items });

/** `value` under `name` in what `body` makes of it. */
export function let_(name: string, value: Expr, body: (bound: Expr) => Expr): Expr {
  return freeze({ form: "let", name, value, body: body(ref(name)) });
}

/** A double literal; finite. */
export function number(value: number): Expr {
  if (!Number.isFinite(value)) throw new Error(`number literal must be finite: ${value}`);
  return freeze({ form: "number", value: value === 0 ? 0 : value });
}

/** An integer literal within 32 bits. */
export function integer(value: number): Expr {
  if ((value | 0) !== value) throw new Error(`integer literal must be a 32-bit integer: ${value}`);
  return freeze({ form: "integer", value });
}

export function matches(text: Expr, pattern: string): Expr {
  return freeze({ form: "matches", text, pattern: portablePattern(pattern) });
}

/** Groups are numbered 1 to 9, as many as RE2 can put back. `pattern` must not match the empty text: engines differ on how often it does. */
export function replace(text: Expr, pattern: string, by: readonly (string | number)[]): Expr {
  if (by.some((part) => typeof part === "number" && !(part >= 1 && part <= 9))) throw new Error("groups are 1 to 9");
  if (new RegExp(pattern, "u").test("")) throw new Error(`pattern to replace matches the empty text: ${pattern}`);
  return freeze({ form: "replace", text, pattern: portablePattern(pattern), by });
}

export function capture(text: Expr, pattern: string): Expr {
  const groups = new RegExp(`${portablePattern(pattern)}|`, "u").exec("")!.length - 1;
  if (groups === 0) throw new Error(`pattern has no groups: ${pattern}`);
  return freeze({ form: "capture", text, pattern, groups });
}

export const group = (of: Expr, index: number): Expr => freeze({ form: "group", of, index });

/** `/` divides by a literal other than 0 only: databases differ on x / 0. */
export function arithmetic(left: Expr, operator: "+" | "-" | "*" | "/", right: Expr): Expr {
  const safe = operator !== "/" || (right.form === "number" && right.value !== 0);
  if (!safe) throw new Error("division by anything but a number literal other than 0");
  return freeze({ form: "arithmetic", operator, left, right });
}

export function compare(left: Expr, operator: "=" | "<>" | "<" | "<=" | ">" | ">=", right: Expr): Expr {
  return freeze({ form: "compare", operator, left, right });
}

/** An empty list is false (null for null), which not every database can say with `in ()`. */
export function isIn(text: Expr, list: readonly string[]): Expr {
  return list.length === 0 ? compare(text, "<>", text) : freeze({ form: "in", text, list });
}

/** `text` by a table of texts; what the table does not hold becomes `otherwise`. */
export function translate(text: Expr, table: ReadonlyMap<string, string>, otherwise: Expr): Expr {
  if (table.size === 0) return otherwise;
  return freeze({ form: "translate", text, from: [...table.keys()], to: [...table.values()], otherwise });
}

export function and(...items: readonly Expr[]): Expr {
  return items.length === 1 ? items[0]! : freeze({ form: "and", items });
}

export function or(...items: readonly Expr[]): Expr {
  return items.length === 1 ? items[0]! : freeze({ form: "or", items });
}

export function cases(branches: readonly Branch[], otherwise: Expr): Expr {
  return branches.length === 0 ? otherwise : freeze({ form: "case", branches, otherwise });
}

export function lookup(index: Expr, type: ValueType, values: readonly Value[]): Expr {
  return freeze({ form: "lookup", index, type, values });
}

function freeze(expr: Expr): Expr {
  return Object.freeze(expr);
}
