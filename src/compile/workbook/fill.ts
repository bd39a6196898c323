import { foldText } from "../../normalise/fold.ts";
import { normaliseValue } from "../../normalise/normalise.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import type { Cell } from "./sheet.ts";

/** Longest text that a cell holds. */
const MOST = 32_767;

/**
 * A raw cell as it goes into the workbook, so that the formulas read from it what `score` reads: a number as the number it says; a text with
 * its odd blanks made plain, folded where a spreadsheet would fold it otherwise. What is no number stays as it is, for the workbook to say so.
 */
export function filledCell(rule: NormaliseRule, raw: string | null): Cell {
  if (raw === null) return null;
  if (rule.kind === "number") {
    const value = normaliseValue(rule, raw);
    return typeof value === "number" ? numberCell(value, rule) : plain(raw);
  }
  if (rule.kind !== "set" || foldText(rule.separators) === rule.separators) return plain(raw);
  const value = normaliseValue(rule, raw);
  return value === null ? plain(raw) : String(value).slice(0, MOST);
}

/** Where 0 means missing, the 0 that `0%` says must not be taken for it: as `0.0` it is not. */
function numberCell(value: number, { missing, decimal }: Extract<NormaliseRule, { kind: "number" }>): Cell {
  const text = String(value);
  if (!missing.some((one) => foldText(one) === text)) return value;
  const longer = text.includes(".") ? `${text}0` : `${text}.0`;
  return decimal === "." ? longer : longer.replace(".", ",");
}

/** Letters beyond ASCII are lower-cased differently from program to program. */
function plain(raw: string): string | null {
  const folded = foldText(raw);
  if (folded === "") return null;
  const shown = raw.replace(/\s+/gu, " ").trim();
  const safe = foldText(shown) === folded && /^[\x20-\x7e]*$/.test(shown);
  return (safe ? shown : folded).slice(0, MOST);
}
