import type { Inside, InsideTable } from "../inside.ts";
import { light, phrase } from "../phrase.ts";
import { facts } from "./facts.ts";
import { heading, indented, MARGIN, type Screen } from "./screen.ts";
import { cut, padEnd, padStart, textWidth } from "./text-width.ts";

/** Rows of a table; the others are in the document. */
const MOST_ROWS = 6;

/** Who buys inside: what may be claimed, then the counts. */
export function inside(screen: Screen, { title, lead, facts: told, tables, notes }: Inside): readonly string[] {
  return [
    ...heading(screen, title, lead === "" ? null : lead),
    ...facts(screen, told),
    ...tables.flatMap((table) => ["", ...counts(screen, table)]),
    ...(notes.length === 0
      ? []
      : ["", ...notes.flatMap((note) => indented(screen, phrase(light(note.map(({ text }) => text).join("")))))]),
  ];
}

function counts({ width, paint }: Screen, { title, won, lost, rows }: InsideTable): readonly string[] {
  const shown = rows.slice(0, MOST_ROWS);
  const heads = [`of ${won} won`, `of ${lost} lost`, "times", "range"];
  const texts = shown.map((row) => [row.won, row.lost, row.times, row.range]);
  const widths = heads.map((head, i) => Math.max(textWidth(head), ...texts.map((row) => textWidth(row[i]!))));
  const rest = widths.reduce((sum, cell) => sum + cell + 2, MARGIN.length);
  const label = Math.max(
    12,
    Math.min(width - rest, Math.max(textWidth(title), ...rows.map((row) => textWidth(row.label)))),
  );
  const line = (cells: readonly string[]): string => cells.map((cell, i) => `  ${padStart(cell, widths[i]!)}`).join("");
  return [
    paint.light(MARGIN + padEnd(cut(title, label), label) + line(heads)),
    ...shown.map((row, i) => {
      const name = padEnd(cut(row.label, label), label);
      return MARGIN + (row.finding ? paint.strong(name) : name) + line(texts[i]!);
    }),
  ];
}
