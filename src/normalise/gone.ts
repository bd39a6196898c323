import type { Expr } from "../sql/expr.ts";
import { replace } from "../sql/expr.ts";
import { anyOf, escapePattern } from "../sql/pattern.ts";
import type { Gone } from "./rule.ts";

/** Said of a tool that is no longer used, folded. Not `legacy` and `old`: those may well be in use. */
const WORDS = [
  "deprecated|removed|retired|obsolete|inactive|discontinued|sunset(?:ted)?|dropped|replaced|churned|uninstalled",
  "former(?:ly)?(?: used)?|previous(?:ly)?(?: used)?|ex|gone|ended|expired|cancell?ed|decommissioned",
  "(?:not|no longer) (?:in use|used|active|current|detected|installed)|no longer|abgelöst|ehemals|früher",
].join("|");
/** Said of a tool that is used: no part of its name. */
const CURRENT = "active|current|currently used|in use|installed|detected|live";
const YEAR = "(?:19|20)[0-9]{2}";
/** `2019`, `2019-03`, `03/2019`, `mar 2019`. */
const WHEN = `(?:[0-9]{1,2}[./-]|[a-z]{3,9}\\.? )?${YEAR}(?:[./-][0-9]{1,2}){0,2}`;
const DASH = " ?(?:[-–—]|to|bis) ?";
/** Months from the last detection of a column back in which one counts as current. */
const MONTHS = 6;

/** The tokens of a set (`;a;b;`) without those that say they are gone; those that say they are current lose the remark. */
export function currentTokens(tokens: Expr, cut: string, { minus, before }: Gone): Expr {
  const mark = escapePattern(cut);
  const any = `[^${escapedIn(cut)}]*`;
  const day = dayPattern(cut);
  const gone = [
    `${mark}${any}${goneEnd(cut)}${mark}`,
    `${mark}~~${any}${mark}`,
    ...(minus ? [`${mark}[-−]${any}${mark}`] : []),
    ...(before === null ? [] : [`${mark}${any}\\|${day}\\|${daysBefore(before)}${mark}`]),
  ];
  const remarks = [`${currentEnd}${mark}`, ...(before === null ? [] : [`\\|${day}\\|${day}${mark}`])];
  // Doubled, for two tokens beside each other share a cut.
  const apart = replace(tokens, mark, [cut + cut]);
  const left = gone.reduce((set, pattern) => replace(set, pattern, []), apart);
  const bare = remarks.reduce((set, pattern) => replace(set, pattern, [cut]), left);
  return replace(bare, `${mark}+`, [cut]);
}

/** `anyOf` a sign, for the inside of a class. */
const escapedIn = (sign: string): string => anyOf(`${sign}${sign}`).slice(1, -1);

/** What ends a token that is gone: ` (deprecated)`, ` [removed 2021]`, ` - retired`, ` (2019-2021)`, ` (until 2021)`. */
function goneEnd(cut: string): string {
  const rest = `[^${escapedIn(cut)}()\\[\\]]*`;
  const inside = `(?:(?:${WORDS})(?:[ :,]${rest})?|(?:until|till|bis) ${WHEN}|${WHEN}${DASH}${WHEN})`;
  return `(?: ?[(\\[]${inside}[)\\]]|(?: [-–—]|:) ?(?:${WORDS})(?: ${WHEN})?| deprecated)`;
}

/** ` (active)`, ` (since 2019)`, ` (2019-present)`. */
const currentEnd = ` ?[(\\[](?:(?:${CURRENT})|(?:since|from|seit|ab) ${WHEN}|${WHEN}${DASH}(?:now|today|present|current|heute)?)[)\\]]`;

/** Days as the dated tokens of technology lists write them. */
function dayPattern(cut: string): string {
  return `${YEAR}-[0-9]{2}(?:-[0-9]{2}[^${escapedIn(cut)}|]*)?`;
}

/** Days before a month: `2019-..`, and `2020-01` to `2020-05` where the month is 2020-06. */
function daysBefore(month: string): string {
  const year = month.slice(0, 4);
  const years = [...year].flatMap((digit, at) =>
    digit === "0" ? [] : [`${year.slice(0, at)}[0-${Number(digit) - 1}]${"[0-9]".repeat(3 - at)}-[0-9]{2}`],
  );
  const months = Array.from({ length: Number(month.slice(5)) - 1 }, (_, i) => `${year}-${twoDigits(i + 1)}`);
  return `(?:${[...years, ...months].join("|")})(?:-[0-9]{2}[^|]{0,20})?`;
}

const twoDigits = (n: number): string => String(n).padStart(2, "0");

/** The first day of a month is enough of a date; detections in the months before it are old. */
export function oldBefore(newest: string): string {
  const months = Number(newest.slice(0, 4)) * 12 + Number(newest.slice(5, 7)) - 1 - MONTHS;
  return `${Math.floor(months / 12)}-${twoDigits((months % 12) + 1)}`;
}
