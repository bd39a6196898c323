/** White space, controls and zero-width blanks that people's exports hold. JS source of a character class, without brackets. */
export const BLANKS = String.raw`\x00-\x20\x7f-\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff`;

/** Capitals that databases lower-case otherwise than JS: the special ones, then those that came with Unicode 16 and 17. */
export const ODD_CAPITALS = String.raw`\u0130\u03a3\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\u{10d50}-\u{10d65}\u{16ea0}-\u{16eb8}`;

const blankRun = new RegExp(`[${BLANKS}]+`, "g");
const oddCapital = new RegExp(`[${ODD_CAPITALS}]`, "u");
const oddCapitals = new RegExp(`[${ODD_CAPITALS}]|[^${ODD_CAPITALS}]+`, "gu");

/**
 * Lower case by simple case mapping, code point by code point, as databases do it (utf8proc in DuckDB): no final sigma, no two-letter
 * results, letters of Unicode 16 and later stay.
 */
export function lowerText(text: string): string {
  if (!oddCapital.test(text)) return text.toLowerCase();
  return text.replace(oddCapitals, (run) => (oddCapital.test(run) ? lowerOdd(run) : run.toLowerCase()));
}

function lowerOdd(capital: string): string {
  return capital === "\u0130" ? "i" : capital === "\u03a3" ? "\u03c3" : capital;
}

/** How texts are compared everywhere: trimmed, each run of blanks one space, lower-cased. Folding twice changes nothing. */
export function foldText(raw: string): string {
  return lowerText(raw.replace(blankRun, " ").trim());
}
