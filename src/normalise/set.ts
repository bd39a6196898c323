import type { Expr } from "../sql/expr.ts";
import { concat, replace, text } from "../sql/expr.ts";
import { foldText } from "../sql/fold.ts";
import { anyOf } from "../sql/pattern.ts";
import { currentTokens } from "./gone.ts";
import type { NormaliseRule } from "./rule.ts";

export type SetRule = Extract<NormaliseRule, { kind: "set" }>;

/** The sign that stands around the tokens: a separator that survives folding, for that cannot occur inside a token. */
export function cutOf({ separators }: Pick<SetRule, "separators">): string {
  return [...separators].find((sign) => sign !== " " && foldText(sign) === sign && !/[a-z0-9]/.test(sign)) ?? ";";
}

/** The text before folding, in which separators that folding would lose (a line break becomes a space) are the cut. */
export function keepSeparators(column: Expr, rule: Pick<SetRule, "separators">): Expr {
  return unify(
    column,
    [...rule.separators].filter((sign) => foldText(sign) !== sign),
    cutOf(rule),
  );
}

/** The tokens of a folded set with the cut before, between and after: `;a;b;`. */
export function tokens(folded: Expr, rule: Pick<SetRule, "separators" | "gone">): Expr {
  const all = allTokens(folded, rule);
  return rule.gone === undefined ? all : currentTokens(all, cutOf(rule), rule.gone);
}

function allTokens(folded: Expr, rule: Pick<SetRule, "separators">): Expr {
  const cut = cutOf(rule);
  const others = [...rule.separators].filter((sign) => foldText(sign) === sign && sign !== cut);
  const wrapped = concat(text(cut), unify(folded, others, cut), text(cut));
  return [`${cut} `, ` ${cut}`].reduce((set, spaced) => replace(set, literal(spaced), [cut]), wrapped);
}

function unify(set: Expr, signs: readonly string[], cut: string): Expr {
  return signs.length === 0 ? set : replace(set, anyOf(signs.join("")), [cut]);
}

/** Both signs and a space at most, so a class will do for the sign. */
const literal = (characters: string) => [...characters].map(anyOf).join("");

/** What a normalised set contains when it has the token. */
export function tokenMark(token: string, rule: Pick<SetRule, "separators">): string {
  return cutOf(rule) + foldText(token) + cutOf(rule);
}

/** The tokens of a normalised set, folded, in the order of the cell. */
export function tokensOf(set: string, rule: Pick<SetRule, "separators">): readonly string[] {
  return set.split(cutOf(rule)).filter((token) => token !== "");
}
