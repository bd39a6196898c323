import { foldText } from "../../normalise/fold.ts";

const WEEK = 12 / 52;
const DAY = 12 / 365;

/** Months of a word for a billing period, tried in this order. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/\b(biennial|biennially|two years?)\b/, 24],
  [/\b(semi[- ]?annual|semi[- ]?annually|half[- ]?year|half[- ]?yearly|biannual|six months|halbjahrlich)\b/, 6],
  [/\b(years?|yearly|annual|annually|annum|jahr|jahrlich|an|annuel)\b|^y$/, 12],
  [/\b(quarters?|quarterly|quartal|trimestriel)\b|^q$/, 3],
  [/\b(months?|monthly|mth|monat|monatlich|mensuel)\b|^m$/, 1],
  [/\b(fortnight|fortnightly|biweekly|bi-weekly)\b/, 2 * WEEK],
  [/\b(weeks?|weekly|woche|wochentlich)\b|^w$/, WEEK],
  [/\b(days?|daily|tag)\b|^d$/, DAY],
];

/**
 * Months in a billing period as people write it: `month` 1, `Annual` 12, `every 3 months` 3, `week` 12/52. Null when it says none.
 */
export function intervalMonths(text: string): number | null {
  const folded = foldText(text)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("_", " ");
  const unit = UNITS.find(([words]) => words.test(folded));
  if (unit === undefined) return null;
  const count = /(\d+(?:\.\d+)?)/.exec(folded);
  const times = count === null ? 1 : Number(count[1]);
  return times > 0 ? times * unit[1] : null;
}

/** Currencies without minor units: an amount "in cents" is the amount. */
export const WHOLE_CURRENCIES: readonly string[] =
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split(" ");
