import { evaluator } from "../sql/evaluate.ts";
import { column } from "../sql/expr.ts";
import { numberExpr } from "./number.ts";
import type { Decimal } from "./number-pattern.ts";

const parsers = {
  ".": evaluator(numberExpr(column("cell"), ".")),
  ",": evaluator(numberExpr(column("cell"), ",")),
};

/** The number that a text says, or null; see `numberExpr`. */
export function parseNumber(raw: string, decimal: Decimal): number | null {
  return parsers[decimal]({ cell: raw }) as number | null;
}
