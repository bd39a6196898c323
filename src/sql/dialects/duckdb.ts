import type { Dialect } from "../dialect.ts";
import { BLANKS } from "../fold.ts";
import { NUMBER } from "../number.ts";
import { isLiteral } from "../pattern.ts";
import { quoteText } from "../quote.ts";
import { base, literal } from "./base.ts";

/** Longer `in` lists become joins, one per list, at three times the cost of a list of constants. */
const LONGEST_IN = 4;

const blanks = re2(BLANKS);
const unfolded = quoteText(`${`[${blanks}]`.replace(String.raw`\x20`, String.raw`\x1f`)}|  |^ | $`);
const blankRun = quoteText(`[${blanks}]+`);

/** DuckDB: RE2 on UTF-8, `lower` by simple case mapping, `try_cast` laxer than we want (`1_000`, `inf`, blanks). */
export const duckdb: Dialect = {
  ...base,
  name: "duckdb",
  types: { ...base.types, number: "double" },
  contains: (text, part) => `contains(${text}, ${quoteText(part)})`,
  isIn: (text, list) =>
    list.length <= LONGEST_IN ? base.isIn(text, list) : `list_contains([${list.map(quoteText).join(", ")}], ${text})`,
  /** An enum finds its text by hash; a map would compare text by text. */
  translate(text, from, to, otherwise) {
    const code = `enum_code(try_cast(${text} as enum(${from.map(quoteText).join(", ")})))`;
    return `coalesce(cast([${to.map(quoteText).join(", ")}] as varchar[])[${code} + 1], ${otherwise})`;
  },
  lookup(index, type, values) {
    const list = values.map((value) => literal(this, value)).join(", ");
    return `cast([${list}] as ${this.types[type]}[])[${index} + 1]`;
  },
  fold: (text) =>
    `lower(case when regexp_matches(${text}, ${unfolded}) then trim(regexp_replace(${text}, ${blankRun}, ' ', 'g')) else ${text} end)`,
  matches: (text, pattern) => `regexp_matches(${text}, ${quoteText(pattern)})`,
  replace: (text, pattern, by) =>
    isLiteral(pattern) && by.every((part) => typeof part === "string")
      ? `replace(${text}, ${quoteText(pattern)}, ${quoteText(by.join(""))})`
      : `regexp_replace(${text}, ${quoteText(pattern)}, ${quoteText(rewrite(by))}, 'g')`,
  capture: (text, pattern, groups) =>
    `regexp_extract(${text}, ${quoteText(pattern)}, [${Array.from({ length: groups }, (_, i) => `'${i + 1}'`).join(", ")}])`,
  group: (of, index) => `struct_extract(${of}, '${index}')`,
  toNumber: (text) => `case when regexp_matches(${text}, ${quoteText(NUMBER)}) then try_cast(${text} as double) end`,
};

/** A character class of JS for RE2: `\u00a0` is `\x{00a0}` in RE2. */
export function re2(characters: string): string {
  return characters.replace(/\\u([0-9a-f]{4})/g, String.raw`\x{$1}`);
}

function rewrite(by: readonly (string | number)[]): string {
  return by.map((part) => (typeof part === "number" ? `\\${part}` : part.replaceAll("\\", "\\\\"))).join("");
}
