import type { Block, BlockTable } from "../block.ts";
import { facts } from "./left-out.ts";
import { item, phraseText, table, text } from "./markdown.ts";

/** A block of the page: what it says, then its tables and notes. */
export function block({ title, lead, facts: told, tables, notes }: Block): string {
  return [
    `## ${title}`,
    lead.length === 0 ? null : phraseText(lead),
    told.length === 0 ? null : facts(told),
    ...tables.map(rows),
    notes.length === 0 ? null : notes.map(item).join("\n"),
  ]
    .filter((part) => part !== null)
    .join("\n\n");
}

function rows({ title, columns, rows: all, more }: BlockTable): string {
  const heads = columns.map(({ head, number }) => `${number ? ">" : ""}${text(head)}`);
  const cells = all.map((row) => row.map(phraseText));
  return `**${text(title)}**\n\n${table(heads, cells)}${more > 0 ? `\n\nand ${more} more, in the document` : ""}`;
}
