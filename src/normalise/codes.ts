import type { Expr } from "../sql/expr.ts";
import { fold, translate } from "../sql/expr.ts";
import { foldText } from "../sql/fold.ts";

/** Folded code -> the text that says what it stands for. */
export type Codes = Readonly<Record<string, string>>;

const table = (codes: Codes): ReadonlyMap<string, string> =>
  new Map(Object.entries(codes).map(([code, said]) => [foldText(code), said]));

/** A raw cell with a code spelled out; anything else as it is. */
export function spelledOut(column: Expr, codes: Codes | undefined): Expr {
  return codes === undefined ? column : translate(fold(column), table(codes), column);
}

/** `spelledOut` of texts. */
export function speller(codes: Codes | undefined): (text: string) => string {
  if (codes === undefined) return (text) => text;
  const known = table(codes);
  return (text) => known.get(foldText(text)) ?? text;
}
