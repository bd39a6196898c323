import type { Band } from "../../../icp/document.ts";
import type { NormaliseRule } from "../../../normalise/rule.ts";

/** Stands for a value that no band names. */
export const ANOTHER = "(another)";

/**
 * A raw cell that lies in a band, read by the attribute's rule; null for the band of what is not known, and where none can be written. Of a set
 * it is one of its tokens.
 */
export function cellFor(rule: NormaliseRule, bands: readonly Band[], { match }: Band): string | null {
  if ("missing" in match) return null;
  if ("in" in match) return rule.kind === "group" ? groupCell(rule, match.in[0]) : (match.in[0] ?? null);
  if ("has" in match) return match.has;
  if ("other" in match) return rule.kind === "scale" || rule.kind === "text" ? otherText(bands) : ANOTHER;
  const at = match.from ?? (match.below === null ? 0 : match.below - 1);
  if (rule.kind === "scale") return rule.order[Math.max(0, Math.ceil(at))] ?? null;
  if (rule.kind === "count") return countCell(rule.separators, Math.max(0, Math.ceil(at)));
  return rule.kind === "number" ? numberCell(at, rule.decimal) : null;
}

/** A text that is in no other band. */
function otherText(bands: readonly Band[]): string {
  const named = new Set(bands.flatMap(({ match }) => ("in" in match ? match.in.map((one) => one.toLowerCase()) : [])));
  let text = ANOTHER;
  while (named.has(text)) text = `(${text})`;
  return text;
}

function groupCell({ groups, otherwise }: Extract<NormaliseRule, { kind: "group" }>, value?: string): string | null {
  if (value === undefined) return null;
  return groups.find((one) => one.value === value)?.tokens[0] ?? (value === otherwise ? ANOTHER : null);
}

/** A set cell of so many tokens; of none there is no cell that is known. */
function countCell(separators: string, n: number): string | null {
  if (n === 0) return null;
  return Array.from({ length: n }, (_, i) => `item ${i + 1}`).join(separators[0] ?? ";");
}

function numberCell(at: number, decimal: "." | ","): string {
  return String(at).replace(".", decimal);
}
