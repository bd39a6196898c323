import type { Decimal } from "./number-pattern.ts";
import { parseNumber } from "./parse-number.ts";

/** The sign for decimals that a cell or column speaks; `either` where `2,300` may be two thousand or two; null where nothing depends on it. */
export type NumberStyle = Decimal | "either" | null;

/** Least part of the cells that tell which must agree; fewer are a column in two styles, of which nothing is turned. */
const MOST = 0.9;
/** In how many different cells thousands must be seen. */
const ENOUGH = 2;

/** The style of one cell. */
export function cellStyle(text: string): NumberStyle {
  if (!/[.,][0-9]/.test(text)) return null;
  const [point, comma] = [parseNumber(text, "."), parseNumber(text, ",")];
  if (point === comma) return null;
  if (point === null) return ",";
  if (comma === null) return ".";
  const fraction = /(?<![0-9.,])0+([.,])[0-9]/.exec(text);
  return fraction === null ? "either" : (fraction[1] as Decimal);
}

/**
 * The style of a column by its different cells. Where every sign stands before exactly three digits, it groups thousands if the column
 * counts things (`whole`), or if smaller numbers have no sign and larger ones all have (850 beside 2.300).
 */
export function columnStyle(texts: readonly string[], whole = false): NumberStyle {
  const styles = texts.map(cellStyle);
  const [point, comma] = [".", ","].map((sign) => styles.filter((style) => style === sign).length);
  const told = point! + comma!;
  if (told > 0) return point! >= MOST * told ? "." : comma! >= MOST * told ? "," : "either";
  const unclear = texts.filter((_, i) => styles[i] === "either");
  if (unclear.length === 0) return null;
  const signs = new Set(unclear.flatMap((text) => text.match(/[.,](?=[0-9])/g) ?? []));
  if (signs.size !== 1) return "either";
  const thousands = whole || (unclear.length >= ENOUGH && groups(texts));
  if (!thousands) return "either";
  return signs.has(".") ? "," : ".";
}

function groups(texts: readonly string[]): boolean {
  return (
    !texts.some((text) => /[0-9]{4}/.test(text)) && texts.some((text) => /^[^0-9]*[1-9][0-9]{0,2}[^0-9]*$/.test(text))
  );
}

/** A cell of one style as the other writes it; null where it stays as it is: it says the same in both, or speaks the other already. */
export function restyled(text: string, from: Decimal, to: Decimal): string | null {
  const style = cellStyle(text);
  if (style !== from && style !== "either") return null;
  const value = parseNumber(text, from);
  if (value === null) return null;
  const swapped = text.replace(/[.,](?=[0-9])/g, (sign) => (sign === "." ? "," : "."));
  return parseNumber(swapped, to) === value ? swapped : String(value).replace(".", to);
}
