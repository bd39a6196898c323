import type { Place, Words } from "./words.ts";

const ORDER: readonly Place[] = ["does", "size", "where", "uses", "other"];
/** A rule of fewer conditions lends words from what sets the kind apart. */
const FEWEST_PARTS = 2;

/** Words in the order they are said: what it does, how big, where, what it uses, the rest. */
export function inOrder(words: readonly Words[]): Words[] {
  return ORDER.flatMap((place) => words.filter((w) => w.place === place));
}

/**
 * A name people would use: `Fintech, 200+ employees, with SAP`.
 *
 * @param rule words of the rule's conditions
 * @param more words of what else most of the kind have, the most telling first
 */
export function nameOf(rule: readonly Words[], more: readonly Words[]): string {
  const lent = more
    .filter((w) => !rule.some((r) => r.text === w.text))
    .slice(0, Math.max(0, FEWEST_PARTS - rule.length));
  const name = inOrder([...rule, ...lent])
    .map((w) => w.text)
    .join(", ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}
