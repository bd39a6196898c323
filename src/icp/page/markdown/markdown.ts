import type { Phrase } from "../phrase.ts";
import type { Cell } from "../strip.ts";

/** A value from a document as Markdown text: nothing in it can mark up, link, break a table or become a tag. */
export function text(value: string): string {
  return value
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/^([-+#>=]|\d+(?=[.)]))/, "\\$1")
    .replace(/^\\(\d+)([.)])/, "$1\\$2");
}

/** A phrase in Markdown: the point in bold, commands as code. */
export function phraseText(words: Phrase): string {
  return words
    .map((piece) => {
      if (piece.tone === "command") return `\`${piece.text}\``;
      return piece.tone === "strong" ? `**${text(piece.text)}**` : text(piece.text);
    })
    .join("");
}

/** A table; `columns` are headings, a leading `>` aligns right. Cells are Markdown already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const right = columns.map((column) => column.startsWith(">"));
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [
    line(columns.map((column) => column.replace(/^>/, ""))),
    line(right.map((one) => (one ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}

/** Even inside code a bar would end the cell. */
function cell(markdown: string): string {
  return markdown.replace(/(?<!\\)\|/g, "\\|");
}

/** A chart of characters as code, so that every cell has the same width. */
export function chart(strip: readonly Cell[]): string {
  return `\`${strip.map((cell) => cell.text).join("")}\``;
}

/** A phrase as the item of a list. */
export function item(words: Phrase): string {
  return `- ${phraseText(words)}`;
}
