import fc from "fast-check";
import {
  and,
  arithmetic,
  capture,
  cases,
  coalesce,
  column,
  compare,
  concat,
  contains,
  type Expr,
  fold,
  group,
  integer,
  isIn,
  isNull,
  length,
  let_,
  lookup,
  matches,
  not,
  nothing,
  number,
  or,
  replace,
  text,
  toNumber,
  translate,
  type ValueType,
} from "../../src/sql/expr.ts";

export const COLUMNS = ["a", "B b", 'q"uote'] as const;

const PATTERNS = ["^[a-z]+$", "[0-9]+", "(a|b)(x)?([^()]{1,2})", "^ ?(é|ß|–)", "([0-9])[, ]([0-9]{3})", "\\$|€", "a"];
const WORDS = ["", "a", "ab", "x'y", "É", "12", "–", "\\1", "$1", "1,000"];

export const cell: fc.Arbitrary<string | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS, " 7 ", "3.5", "-2", "1e3", "Äb", "𝒳a", "a\nb") },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(..."abxé –1230,.$€'\\\n\u00a0𐐀"), { maxLength: 8 }).map((s) => s.join("")),
  },
);

const word = fc.constantFrom(...WORDS);
const pattern = fc.constantFrom(...PATTERNS);
const small = fc.constantFrom(0, 1, -1, 0.5, 2.01, 1e6, 0.1, 1 / 3);

/** Random expressions of each type, `let`s included. */
export const expressions = fc.letrec<{ text: Expr; number: Expr; boolean: Expr }>((tie) => {
  const parts = { text: tie("text"), number: tie("number"), boolean: tie("boolean") };
  const choice = (type: ValueType, of: fc.Arbitrary<Expr>) => [
    fc.tuple(parts.boolean, of, of).map(([when, give, otherwise]) => cases([{ when, give }], otherwise)),
    fc.tuple(of, of).map(([a, b]) => coalesce(a, b)),
    fc.tuple(of, of).map(([value, other]) => let_("v", value, (v) => coalesce(v, other))),
    fc.constant(nothing(type)),
  ];
  return {
    text: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.constantFrom(...COLUMNS).map(column),
      word.map(text),
      parts.text.map(fold),
      fc.tuple(parts.text, parts.text).map(([a, b]) => concat(a, b)),
      fc
        .tuple(parts.text, pattern, word)
        .map(([of, p, by]) => replace(of, p, [by, ...(p.includes("(a|b)") ? [1, "0", 2] : [])])),
      fc
        .tuple(
          parts.text,
          fc.dictionary(
            word.filter((w) => w !== ""),
            word,
          ),
          parts.text,
        )
        .map(([of, table, otherwise]) => translate(of, new Map(Object.entries(table)), otherwise)),
      fc.tuple(parts.text, fc.integer({ min: 1, max: 3 })).map(([of, i]) => group(capture(of, PATTERNS[2]!), i)),
      fc.tuple(parts.text, parts.text).map(([value, other]) => let_("w", fold(value), (w) => concat(w, other, w))),
      ...choice("text", parts.text),
    ),
    number: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      parts.text.map(toNumber),
      parts.text.map((of) => length(replace(of, "[^x]", ["x"]))),
      small.map(number),
      fc
        .tuple(parts.number, fc.constantFrom("+", "-", "*"), parts.number)
        .map(([a, sign, b]) => arithmetic(a, sign, b)),
      parts.number.map((a) => arithmetic(a, "/", number(3))),
      parts.text.map((of) =>
        lookup(cases([{ when: isNull(of), give: integer(1) }], integer(5)), "number", [1.5, null, 3]),
      ),
      parts.boolean.map((when) => lookup(cases([{ when, give: integer(1) }], integer(0)), "number", [0.1, 0.2])),
      ...choice("number", parts.number),
    ),
    boolean: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.tuple(parts.text, pattern).map(([of, p]) => matches(of, p)),
      fc.tuple(parts.text, word).map(([of, part]) => contains(of, part)),
      fc.tuple(parts.text, fc.array(word, { maxLength: 8 })).map(([of, list]) => isIn(of, list)),
      fc.tuple(parts.text, fc.constantFrom("=", "<>"), parts.text).map(([a, sign, b]) => compare(a, sign, b)),
      fc
        .tuple(parts.number, fc.constantFrom("=", "<>", "<", "<=", ">", ">="), parts.number)
        .map(([a, sign, b]) => compare(a, sign, b)),
      fc.oneof(parts.text, parts.number, parts.boolean).map(isNull),
      fc.array(parts.boolean, { minLength: 1, maxLength: 3 }).map((items) => and(...items)),
      fc.array(parts.boolean, { minLength: 1, maxLength: 3 }).map((items) => or(...items)),
      parts.boolean.map(not),
      ...choice("boolean", parts.boolean),
    ),
  };
});
