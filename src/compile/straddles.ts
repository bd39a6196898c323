import type { Band } from "../icp/document.ts";
import { spelledOut } from "../normalise/codes.ts";
import { rangeEnds } from "../normalise/number.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { and, compare, type Expr, number, or } from "../sql/expr.ts";

/**
 * Whether a raw cell is a bracket (`11-200`) that lies across the edge of two bands, so that its middle decides between them: true, false or
 * null. Null instead of an expression where no cell can: other kinds of attributes, a single band.
 */
export function straddles(bands: readonly Band[], rule: NormaliseRule, cell: Expr): Expr | null {
  if (rule.kind !== "number") return null;
  const edges = [
    ...new Set(bands.flatMap(({ match }) => ("from" in match && match.from !== null ? [match.from] : []))),
  ];
  if (edges.length === 0) return null;
  return rangeEnds(spelledOut(cell, rule.codes), rule.decimal, (low, high) =>
    or(...edges.map((edge) => and(compare(low, "<", number(edge)), compare(high, ">", number(edge))))),
  );
}
