import type { Dialect } from "../dialect.ts";
import { NOT_SUPPORTED } from "../dialect.ts";
import type { Value } from "../expr.ts";
import { quoteIdentifier, quoteText } from "../quote.ts";

/** What standard SQL can say. Regular expressions, folding and guarded casts are every database's own affair. */
export const base: Dialect = {
  name: "base",
  types: { text: "varchar", number: "double precision", integer: "integer", boolean: "boolean" },
  identifier: quoteIdentifier,
  text: quoteText,
  number: (value) => doubleLiteral(value),
  cast(value, type) {
    return `cast(${value} as ${this.types[type]})`;
  },
  contains: (text, part) => `(position(${quoteText(part)} in ${text}) > 0)`,
  isIn: (text, list) => `(${text} in (${list.map(quoteText).join(", ")}))`,
  translate(text, from, to, otherwise) {
    const branches = [...new Set(to)].map((value) => {
      const spellings = from.filter((_, i) => to[i] === value);
      return `when ${text} in (${spellings.map(quoteText).join(", ")}) then ${quoteText(value)}`;
    });
    return `case ${branches.join(" ")} else ${otherwise} end`;
  },
  lookup(index, type, values) {
    const branches = values.map((value, i) => `when ${i} then ${literal(this, value)}`);
    return this.cast(`case ${index} ${branches.join(" ")} end`, type);
  },
  fold: NOT_SUPPORTED,
  matches: NOT_SUPPORTED,
  replace: NOT_SUPPORTED,
  capture: NOT_SUPPORTED,
  group: NOT_SUPPORTED,
  toNumber: NOT_SUPPORTED,
};

/** `1.5e0`: an exponent makes it a double where a bare `1.5` would be a decimal. */
function doubleLiteral(value: number): string {
  const digits = String(value);
  const literal = digits.includes("e") ? digits : `${digits}e0`;
  return value < 0 ? `(${literal})` : literal;
}

/** A bare literal to stand in a list whose type is said around it. */
export function literal(dialect: Dialect, value: Value): string {
  if (value === null) return "null";
  return typeof value === "string" ? dialect.text(value) : String(value);
}
