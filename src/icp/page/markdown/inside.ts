import type { Inside, InsideTable } from "../inside.ts";
import { facts } from "./left-out.ts";
import { item, table, text } from "./markdown.ts";

/** Who buys inside: what may be claimed, then the counts. */
export function inside({ title, lead, facts: told, tables, notes }: Inside): string {
  return [
    `## ${title}`,
    lead === "" ? null : text(lead),
    told.length === 0 ? null : facts(told),
    ...tables.map(counts),
    notes.length === 0 ? null : notes.map(item).join("\n"),
  ]
    .filter((block) => block !== null)
    .join("\n\n");
}

function counts({ title, head, won, lost, rows, more }: InsideTable): string {
  const cells = rows.map((row) => [
    row.finding ? `**${text(row.label)}**` : text(row.label),
    row.won,
    row.lost,
    `${row.rate} (${row.rateRange})`,
    row.finding ? `**${row.times}**` : row.times,
    row.range,
  ]);
  const all = table([head, `>of ${won} won`, `>of ${lost} lost`, ">rate", ">times", ">range"], cells);
  return `**${title}**\n\n${all}${more > 0 ? `\n\nand ${more} more, in the document` : ""}`;
}
