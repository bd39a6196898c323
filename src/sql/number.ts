/**
 * A plain number: sign, digits, decimal point, exponent. Digits and exponent are limited so that a number times a million million, or a
 * sum of two, stays finite in every database. The same text is a JS and an RE2 pattern.
 */
export const NUMBER = String.raw`^-?(?:[0-9]{1,25}(?:\.[0-9]{0,25})?|\.[0-9]{1,25})(?:[eE][+-]?[0-9]{1,2})?$`;

const number = new RegExp(NUMBER, "u");

/** The double nearest to a plain number; null for any other text. */
export function textToNumber(text: string): number | null {
  return number.test(text) ? Number(text) : null;
}
