import { InputError } from "../errors.ts";
import type { Condition } from "../icp/document.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { tokenMark } from "../normalise/set.ts";
import { and, compare, contains, type Expr, isIn, isNull, not, number } from "../sql/expr.ts";
import { foldText } from "../sql/fold.ts";

/**
 * Whether a normalised value is in a band: true, false or null (not known). Which tests make sense depends on the rule that made the value.
 *
 * @throws InputError when the test does not fit the rule, as in a document edited by hand
 */
export function conditionExpr(match: Condition, rule: NormaliseRule, value: Expr, attribute: string): Expr {
  if ("missing" in match) return isNull(value);
  if ("other" in match) return not(isNull(value));
  if ("in" in match && (rule.kind === "text" || rule.kind === "group"))
    return isIn(value, [...new Set(match.in.map(foldText))]);
  if ("has" in match && rule.kind === "set") return contains(value, tokenMark(match.has, rule));
  if ("from" in match && ["number", "scale", "count"].includes(rule.kind)) return between(value, match);
  const test = "in" in match ? "in" : "has" in match ? "has" : "from/below";
  throw new InputError(
    `The ICP tests "${attribute}" with "${test}", which a value read as ${rule.kind} does not allow; correct the band or the attribute's "normalise".`,
  );
}

function between(value: Expr, { from, below }: { from: number | null; below: number | null }): Expr {
  const limits = [
    ...(from === null ? [] : [compare(value, ">=", number(from))]),
    ...(below === null ? [] : [compare(value, "<", number(below))]),
  ];
  return limits.length === 0 ? not(isNull(value)) : and(...limits);
}
