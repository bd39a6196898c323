import { evaluator } from "../sql/evaluate.ts";
import type { Expr, Value } from "../sql/expr.ts";
import {
  cases,
  column,
  compare,
  contains,
  fold,
  isIn,
  isNull,
  length,
  let_,
  nothing,
  number,
  or,
  replace,
  text,
} from "../sql/expr.ts";
import { foldText } from "../sql/fold.ts";
import { escapePattern } from "../sql/pattern.ts";
import { withAliases, withTokenAliases } from "./aliases.ts";
import { spelledOut } from "./codes.ts";
import { numberExpr } from "./number.ts";
import type { Decimal } from "./number-pattern.ts";
import { parseNumber } from "./parse-number.ts";
import type { NormaliseRule } from "./rule.ts";
import { cutOf, keepSeparators, type SetRule, tokenMark, tokens } from "./set.ts";

/**
 * A raw cell as a value, null when it is missing, the same in JS and SQL:
 * `text` gives the folded text, `number` a double, `scale` the position on the scale (a double, 0 first), `set` the folded tokens as
 * `;a;b;` (or with another separator of the rule), so that "has a" is "contains `tokenMark(a)`"; `count` a double, `group` a folded text.
 */
export function normaliseExpr(rule: NormaliseRule, column: Expr): Expr {
  switch (rule.kind) {
    case "text":
      return let_("text", fold(column), (folded) =>
        withAliases(folded, rule.aliases, (word) => known(folded, rule.missing, word)),
      );
    case "number":
      return numberRule(spelledOut(column, rule.codes), rule.decimal, rule.missing);
    case "scale":
      return let_("text", fold(column), (folded) => withAliases(folded, rule.aliases, (word) => position(word, rule)));
    case "set":
      return setRule(column, rule);
    case "count":
      return let_("tokens", setRule(column, rule), (set) => countExpr(set, cutOf(rule)));
    case "group":
      return let_("tokens", setRule(column, rule), (set) => groupExpr(set, rule));
  }
}

/** The tokens of a set, counted by a sign each. */
function countExpr(set: Expr, cut: string): Expr {
  const signs = replace(set, `[^${cut === "^" ? "\\^" : escapePattern(cut)}]+`, ["x"]);
  return length(replace(signs, escapePattern(cut), []));
}

function groupExpr(set: Expr, rule: Extract<NormaliseRule, { kind: "group" }>): Expr {
  const branches = rule.groups
    .filter(({ tokens }) => tokens.length > 0)
    .map(({ value, tokens }) => ({
      when: or(...tokens.map((token) => contains(set, tokenMark(token, rule)))),
      give: text(foldText(value)),
    }));
  const known = cases(branches, text(foldText(rule.otherwise)));
  return cases([{ when: isNull(set), give: nothing("text") }], known);
}

/** `value` unless the folded text is empty or means missing. */
function known(folded: Expr, missing: readonly string[], value: Expr): Expr {
  const texts = [...new Set(["", ...missing.map(foldText)])];
  return cases([{ when: isIn(folded, texts), give: nothing("text") }], value);
}

/** Most texts for missing are no numbers anyway; only those that are need a look at the folded text. */
function numberRule(column: Expr, decimal: Decimal, missing: readonly string[]): Expr {
  const numeric = missing.map(foldText).filter((text) => parseNumber(text, decimal) !== null);
  const value = numberExpr(column, decimal);
  return numeric.length === 0 ? value : cases([{ when: isIn(fold(column), numeric), give: nothing("number") }], value);
}

function position(folded: Expr, rule: Extract<NormaliseRule, { kind: "scale" }>): Expr {
  const missing = new Set(["", ...rule.missing.map(foldText)]);
  const branches = rule.order.map((word, i) => ({ word: foldText(word), give: number(i) }));
  const known = branches.filter(({ word }) => !missing.has(word));
  return cases(
    known.map(({ word, give }) => ({ when: compare(folded, "=", text(word)), give })),
    nothing("number"),
  );
}

/** Whether it is missing is asked of the whole cell, before it is cut. */
function setRule(column: Expr, rule: Omit<SetRule, "kind">): Expr {
  return let_("text", fold(column), (whole) =>
    let_("cut", fold(keepSeparators(column, rule)), (folded) =>
      known(whole, rule.missing, withTokenAliases(tokens(folded, rule), cutOf(rule), rule.aliases)),
    ),
  );
}

/** A rule made ready for many cells. */
export function normaliser(rule: NormaliseRule): (raw: string | null) => Value {
  const run = evaluator(normaliseExpr(rule, column("cell")));
  return (raw) => run({ cell: raw });
}

const normalisers = new WeakMap<NormaliseRule, (raw: string | null) => Value>();

/** One raw cell as a value by a rule; see `normaliseExpr`. */
export function normaliseValue(rule: NormaliseRule, raw: string | null): Value {
  const ready = normalisers.get(rule) ?? normaliser(rule);
  normalisers.set(rule, ready);
  return ready(raw);
}
