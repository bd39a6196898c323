import { foldText } from "../../normalise/fold.ts";
import { normaliseValue } from "../../normalise/normalise.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import type { SetRule } from "../../normalise/set.ts";
import type { Cell } from "./sheet.ts";

/** Longest text that a cell holds. */
const MOST = 32_767;

/**
 * A raw cell as it goes into the workbook, so that the formulas read from it what `score` reads: a number as the number it says; a text with
 * its odd blanks made plain, folded where a spreadsheet would fold it otherwise, by its own value where it is another spelling of it. What is
 * no number stays as it is, for the workbook to say so.
 */
export function filledCell(rule: NormaliseRule, raw: string | null): Cell {
  if (raw === null) return null;
  const value = normaliseValue(rule, raw);
  if (value === null) return plain(raw);
  switch (rule.kind) {
    case "number":
      return numberCell(value as number, rule);
    case "scale":
      return rule.order.some((word) => foldText(word) === foldText(raw)) ? plain(raw) : rule.order[value as number]!;
    case "text":
      return foldText(raw) === value ? plain(raw) : String(value).slice(0, MOST);
    case "set":
      return asFormulasRead(rule, raw) === value ? plain(raw) : String(value).slice(0, MOST);
    case "count":
    case "group":
      throw new Error("a workbook's column holds the set itself");
  }
}

const bareRules = new WeakMap<SetRule, SetRule>();

/** The tokens that the formulas make of a cell once its odd blanks are plain. */
function asFormulasRead(rule: SetRule, raw: string): unknown {
  const { kind, missing, separators } = rule;
  const bare = bareRules.get(rule) ?? { kind, missing, separators };
  bareRules.set(rule, bare);
  return normaliseValue(bare, plain(raw));
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
