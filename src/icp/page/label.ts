/** Control characters (a terminal obeys them) and invisible ones that reorder text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what we take out
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** Any text from a file made fit to print on one line. Every text of the document that reaches a page passes here. */
export function tidy(text: string): string {
  return text.replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
}

/** A header as a person would say it, still recognisable: `NumberOfEmployees` is `Number of employees`, `Comp_size` is `Comp size`; what follows a colon stays. */
export function humanise(header: string): string {
  const text = tidy(header);
  const [column = "", token] = text.split(/(?<=^\S+): (.*)/);
  if (token !== undefined) return `${humanise(column)}: ${token}`;
  if (text.includes(" ")) return text;
  const words = text
    .replace(/__c$/i, "")
    .replace(/_+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .trim()
    .split(/\s+/);
  const lower = words.map((word) => (/^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word)).join(" ");
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** A list too long for a line: as many of its items as fit, then how many more. The text comes back whole when it fits. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const items = text.split(", ");
  const kept: string[] = [];
  for (const item of items) {
    if (kept.length > 0 && [...kept, item].join(", ").length > most - 12) break;
    kept.push(item);
  }
  const more = items.length - kept.length;
  const shown = kept.join(", ");
  if (more > 0 && shown.length <= most) return `${shown} and ${more} more`;
  return `${text.slice(0, most - 1).trimEnd()}…`;
}
