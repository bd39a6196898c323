import { evaluator } from "../sql/evaluate.ts";
import { column, type Expr } from "../sql/expr.ts";
import { rangeEnds } from "./number.ts";
import type { Decimal } from "./number-pattern.ts";

type End = (low: Expr, high: Expr) => Expr;

const ends = (decimal: Decimal, end: End) => evaluator(rangeEnds(column("cell"), decimal, end));
const LOW = { ".": ends(".", (low) => low), ",": ends(",", (low) => low) };
const HIGH = { ".": ends(".", (_, high) => high), ",": ends(",", (_, high) => high) };

/** The ends of a text that says a range (`51-200`), or null; see `rangeEnds`. */
export function parseRange(raw: string, decimal: Decimal): { readonly low: number; readonly high: number } | null {
  const [low, high] = [LOW[decimal]({ cell: raw }), HIGH[decimal]({ cell: raw })];
  return typeof low === "number" && typeof high === "number" ? { low, high } : null;
}
