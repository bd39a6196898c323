import type { Expr } from "../sql/expr.ts";
import { capture, cases, concat, group, matches, nothing, replace } from "../sql/expr.ts";
import {
  ABOUT,
  ABOVE,
  BELOW,
  COUNTED,
  CURRENCY_SIGNS,
  CURRENCY_WORDS,
  RANGE_BEFORE,
  RANGE_BETWEEN,
  UNITS,
} from "./words.ts";

export type Decimal = "." | ",";

/** Stands for currencies, counted things and words that do not matter; not a space, or `5 € 100` would become 5100. */
const NOISE = "$";
/** Bounded, or runs of noise would take JS long. */
const gap = "[ $]{0,3}";

const any = (words: readonly string[]) => `(?:${words.join("|")})`;

const unit = UNITS.flatMap(([, words]) => words);
const remark = String.raw`(?:\(([^()0-9]*)\))?$`;

/** `5 (in thousands)`: a unit hides in the remark, so the number cannot be known. */
export const UNIT_IN_REMARK = String.raw`\((?:[^()]* )?(?:[a-z]*[$€£])?${any(unit)}\.?(?: [^()]*)?\)$`;

/** What may group thousands beside the decimal sign; folding has made every odd space a plain one. */
const GROUPING: Readonly<Record<Decimal, readonly string[]>> = {
  ".": [",", " ", "'", "’"],
  ",": ["\\.", " ", "'", "’"],
};
const POINT: Readonly<Record<Decimal, string>> = { ".": "\\.", ",": "," };
/** 1,00,00,000 in the Indian way. */
const LAKHS = "[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}";

/** Digits with thousands grouped by one sign throughout, or not at all; or a bare fraction. */
function digits(decimal: Decimal): string {
  const grouped = GROUPING[decimal].map((sign) => `[0-9]{1,3}(?:${sign}[0-9]{3})+`);
  const whole = any(["[0-9]+", ...grouped, ...(decimal === "." ? [LAKHS] : [])]);
  const point = POINT[decimal];
  return `(${whole}(?:${point}[0-9]+)?|${point}[0-9]+)`;
}

/** Two groups: digits and unit. */
function amount(decimal: Decimal): string {
  return String.raw`${digits(decimal)}${gap}(?:(${unit.join("|")})\.?)?${gap}`;
}

/** A number, then a word or sign of a range: worth a try. */
const MAYBE_RANGE = `[0-9][^0-9]*${any(RANGE_BETWEEN)}`;

/** Groups: 1 digits, 2 unit, 3 digits, 4 unit, 5 remark. */
function rangePattern(decimal: Decimal): string {
  const between = `${any(RANGE_BETWEEN)}${gap}`;
  return `^${gap}${any(RANGE_BEFORE)}?${gap}${amount(decimal)}${between}${amount(decimal)}${remark}`;
}

/** Groups: 1 open end, 2 sign, 3 digits, 4 unit, 5 open end, 6 closing parenthesis, 7 remark. */
function singlePattern(decimal: Decimal): string {
  const before = `${gap}(?:([<>])${gap})?(?:(?:([(−-])|\\+)${gap})?`;
  return `^${before}${amount(decimal)}(?:([<>+])${gap})?(?:(\\))${gap})?${remark}`;
}

const RANGE = { ".": rangePattern("."), ",": rangePattern(",") };
const SINGLE = { ".": singlePattern("."), ",": singlePattern(",") };
const NOISES = ` ?${any(CURRENCY_SIGNS)} ?|(^|[^a-z])${any([...CURRENCY_WORDS, ...COUNTED, ...ABOUT])}($|[^a-z])`;

/** Whether there is more than digits and the commonest signs and units. Looking costs less than replacing. */
const NOISY = "[^ 0-9.,+kmb-]";

/** Folded text with what does not matter out of the way and signs for words. Below goes first, for `no more than` holds `more than`. */
export function withSigns(folded: Expr): Expr {
  const quiet = replace(codesSpelled(folded), NOISES, [1, NOISE, 2]);
  const signed = replace(replace(quiet, any(BELOW), ["<"]), any(ABOVE), [">"]);
  return cases([{ when: matches(folded, NOISY), give: signed }], folded);
}

/** Brackets as ids: `c_00051_00100` of Crunchbase, `number_51_200`, `c_10001_max`. */
const CODED = `^${any(["c", "number", "employees?", "size", "range"])}_0*`;
const CODED_SPAN = `${CODED}([0-9]+)_(?:to_)?0*([0-9]+)$`;
const CODED_OPEN = `${CODED}([0-9]+)_${any(["max", "plus", "more", "or_more", "and_more"])}$`;

/** Signs of growth: only one that stands before its number turns it negative, so `3% ↓` is none. */
const DOWN = "[▼▾↓↘] ?";
const UP = " ?[▲▴↑↗] ?";

function codesSpelled(folded: Expr): Expr {
  const spelled = replace(replace(folded, CODED_SPAN, [1, "-", 2]), CODED_OPEN, [1, "+"]);
  const arrows = replace(replace(folded, `^${DOWN}`, ["-"]), UP, []);
  return cases(
    [
      { when: matches(folded, `${CODED}[0-9]`), give: spelled },
      { when: matches(folded, any([DOWN, UP])), give: arrows },
    ],
    folded,
  );
}

/** What a text holds when it is a range; empty texts when it is none. */
export interface RangeParts {
  readonly low: AmountParts;
  readonly high: AmountParts;
  readonly remark: Expr;
}

export interface SingleParts {
  readonly amount: AmountParts;
  /** One of `SIGNS`, or several together, which makes no sense; empty for a plain amount. */
  readonly signs: Expr;
  readonly remark: Expr;
}

export interface AmountParts {
  readonly digits: Expr;
  readonly unit: Expr;
}

export const SIGNS = { above: [">", "+"], below: ["<"], negative: ["-", "−", "()"] } as const;

/** To capture the parts of a range; null where there cannot be one. */
export function captureRange(signed: Expr, decimal: Decimal): Expr {
  return capture(cases([{ when: matches(signed, MAYBE_RANGE), give: signed }], nothing("text")), RANGE[decimal]);
}

export function rangeParts(range: Expr): RangeParts {
  return {
    low: { digits: group(range, 1), unit: group(range, 2) },
    high: { digits: group(range, 3), unit: group(range, 4) },
    remark: group(range, 5),
  };
}

/** To capture the parts of a single amount. */
export function captureSingle(signed: Expr, decimal: Decimal): Expr {
  return capture(signed, SINGLE[decimal]);
}

export function singleParts(single: Expr): SingleParts {
  return {
    amount: { digits: group(single, 3), unit: group(single, 4) },
    signs: concat(group(single, 1), group(single, 5), group(single, 2), group(single, 6)),
    remark: group(single, 7),
  };
}

/** Digits without the signs that group thousands, with a decimal point. */
export function plainDigits(digits: Expr, decimal: Decimal): Expr {
  const ungrouped = replace(digits, `[${GROUPING[decimal].join("")}]`, []);
  return decimal === "." ? ungrouped : replace(ungrouped, ",", ["."]);
}
