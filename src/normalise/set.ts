import type { Expr } from "../sql/expr.ts";
import { concat, replace, text } from "../sql/expr.ts";
import { foldText } from "../sql/fold.ts";
import { anyOf } from "../sql/pattern.ts";
import type { NormaliseRule } from "./rule.ts";

export type SetRule = Extract<NormaliseRule, { kind: "set" }>;

/** Stands around the tokens: a separator that survives folding, for that cannot occur inside a token. */
function cutOf({ separators }: SetRule): string {
  return [...separators].find((sign) => sign !== " " && foldText(sign) === sign && !/[a-z0-9]/.test(sign)) ?? ";";
}

/** The raw text with every separator the same. Before folding, which would make a space of a line break. */
export function oneSeparator(column: Expr, rule: SetRule): Expr {
  const cut = cutOf(rule);
  const others = [...rule.separators].filter((sign) => sign !== cut).join("");
  return others === "" ? column : replace(column, anyOf(others), [cut]);
}

/** The tokens of a folded set with the cut before, between and after: `;a;b;`. */
export function tokens(folded: Expr, rule: SetRule): Expr {
  const cut = cutOf(rule);
  return replace(concat(text(cut), folded, text(cut)), ` ?(?:${anyOf(cut)} ?)+`, [cut]);
}

/** What a normalised set contains when it has the token. */
export function tokenMark(token: string, rule: SetRule): string {
  return cutOf(rule) + foldText(token) + cutOf(rule);
}

/** The tokens of a normalised set, folded, in the order of the cell. */
export function tokensOf(set: string, rule: SetRule): readonly string[] {
  return set.split(cutOf(rule)).filter((token) => token !== "");
}
