import type { Expr } from "../sql/expr.ts";
import {
  and,
  arithmetic,
  cases,
  coalesce,
  compare,
  concat,
  fold,
  isIn,
  isNull,
  let_,
  matches,
  nothing,
  number,
  text,
  toNumber,
} from "../sql/expr.ts";
import {
  type AmountParts,
  captureRange,
  captureSingle,
  type Decimal,
  plainDigits,
  rangeParts,
  SIGNS,
  singleParts,
  UNIT_IN_REMARK,
  withSigns,
} from "./number-pattern.ts";
import { UNITS } from "./words.ts";

const HIGH_FACTOR = 1.5;
const LOW_FACTOR = 0.5;

/**
 * The number that a raw cell says, or null: never a wrong number. Plain numbers go a short way; the rest is folded, recognised as a range
 * or a single amount, and its pieces read. `1.5M` is 1500000, `11-50` is 30.5, `500+` is 750, `less than 10k` is 5000, `12%` is 12,
 * `($300)` is -300, `0 (No business)` is 0.
 */
export function numberExpr(column: Expr, decimal: Decimal): Expr {
  return let_("plain", plain(column, decimal), (value) =>
    let_("text", cases([{ when: isNull(value), give: fold(column) }], nothing("text")), (folded) =>
      let_("signed", withSigns(folded), (signed) =>
        range(signed, folded, decimal, (middle) =>
          let_("rest", cases([{ when: isNull(middle), give: signed }], nothing("text")), (rest) =>
            single(rest, folded, decimal, (amount) => coalesce(value, middle, amount)),
          ),
        ),
      ),
    ),
  );
}

/** With a decimal comma `2.300` is no plain number, so only whole numbers are. */
function plain(column: Expr, decimal: Decimal): Expr {
  if (decimal === ".") return toNumber(column);
  return cases([{ when: matches(column, "^-?[0-9]+$"), give: toNumber(column) }], nothing("number"));
}

type Body = (value: Expr) => Expr;

/** The middle of a range; null for anything else, also where the low end lies above the high one. */
function range(signed: Expr, folded: Expr, decimal: Decimal, body: Body): Expr {
  return let_("range", captureRange(signed, decimal), (captured) => {
    const { low, high, remark } = rangeParts(captured);
    const middle = (a: Expr, b: Expr) =>
      cases(
        [
          { when: hidesUnit(remark, folded), give: nothing("number") },
          { when: compare(a, "<=", b), give: arithmetic(arithmetic(a, "+", b), "*", number(0.5)) },
        ],
        nothing("number"),
      );
    return let_("low_unit", lowUnit(low, high), (unit) =>
      amount("low", { digits: low.digits, unit }, decimal, (a) =>
        amount("high", high, decimal, (b) => let_("middle", middle(a, b), body)),
      ),
    );
  });
}

/** Low and high end of a raw cell that is a range; both null for anything else. */
export function rangeEnds(column: Expr, decimal: Decimal, body: (low: Expr, high: Expr) => Expr): Expr {
  return let_("range_text", withSigns(fold(column)), (signed) =>
    let_("range_ends", captureRange(signed, decimal), (captured) => {
      const { low, high } = rangeParts(captured);
      return let_("ends_unit", lowUnit(low, high), (unit) =>
        amount("low_end", { digits: low.digits, unit }, decimal, (a) =>
          amount("high_end", high, decimal, (b) => body(a, b)),
        ),
      );
    }),
  );
}

/** `10-50k` means thousands on both sides; `500-1k` does not, for 500 is not below 1. */
function lowUnit(low: AmountParts, high: AmountParts): Expr {
  const inherits = and(
    silent(low.unit),
    compare(high.unit, "<>", text("")),
    compare(toNumber(low.digits), "<", toNumber(high.digits)),
  );
  return cases([{ when: inherits, give: high.unit }], low.unit);
}

/** A single amount, negative or at an open end; null for anything else. */
function single(signed: Expr, folded: Expr, decimal: Decimal, body: Body): Expr {
  return let_("single", captureSingle(signed, decimal), (captured) => {
    const { amount: parts, signs, remark } = singleParts(captured);
    return amount("amount", parts, decimal, (value) =>
      let_("signs", signs, (signs) =>
        body(cases([{ when: hidesUnit(remark, folded), give: nothing("number") }], withSign(value, signs))),
      ),
    );
  });
}

function withSign(value: Expr, signs: Expr): Expr {
  return cases(
    [
      { when: silent(signs), give: value },
      { when: isIn(signs, SIGNS.above), give: arithmetic(value, "*", number(HIGH_FACTOR)) },
      { when: isIn(signs, SIGNS.below), give: arithmetic(value, "*", number(LOW_FACTOR)) },
      { when: isIn(signs, SIGNS.negative), give: arithmetic(number(0), "-", value) },
    ],
    nothing("number"),
  );
}

const silent = (part: Expr) => compare(part, "=", text(""));

const hidesUnit = (remark: Expr, folded: Expr) => and(compare(remark, "<>", text("")), matches(folded, UNIT_IN_REMARK));

/** The unit goes in as an exponent, so `2.01k` is the double nearest to 2010, which 2.01 * 1000 is not. */
function amount(name: string, { digits, unit }: AmountParts, decimal: Decimal, body: Body): Expr {
  const exponents = UNITS.map(([exponent, words]) => ({ when: isIn(unit, words), give: text(`e${exponent}`) }));
  const zeros = cases([{ when: silent(unit), give: text("") }, ...exponents], text(""));
  const written = concat(plainDigits(digits, decimal), zeros);
  return let_(`${name}_digits`, written, (written) => let_(name, toNumber(written), body));
}
