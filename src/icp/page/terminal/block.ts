import type { Block, BlockTable } from "../block.ts";
import { light, type Phrase, phrase, plainText } from "../phrase.ts";
import { facts } from "./facts.ts";
import { heading, indented, MARGIN, type Screen } from "./screen.ts";
import { cut, padEnd, padStart, textWidth } from "./text-width.ts";
import { wrapText } from "./wrap.ts";

const GAP = "  ";
const NARROWEST_NAME = 12;

/** A block of the page: what it says, its open tables, its notes; the other tables are in the HTML page and the document. */
export function block(screen: Screen, { title, lead, facts: told, tables, notes }: Block): readonly string[] {
  return [
    ...heading(screen, title, lead.length === 0 ? null : plainText(lead)),
    ...facts(screen, told),
    ...tables
      .filter(({ open }) => open)
      .flatMap((table, index) => [...(index + told.length === 0 ? [] : [""]), ...rows(screen, table)]),
    ...(notes.length === 0 ? [] : ["", ...notes.flatMap((note) => indented(screen, phrase(light(plainText(note)))))]),
  ];
}

/** The first column takes what the others leave; a cell that is still too long is cut. Where they leave nothing, rows are lists. */
function rows(screen: Screen, table: BlockTable): readonly string[] {
  const { width, paint } = screen;
  const { title, columns, rows: all, more } = table;
  const texts = all.map((row) => row.map(plainText));
  const heads = columns.map(({ head }, index) => (index === 0 ? title : head));
  const widths = heads.map((head, index) =>
    Math.max(textWidth(head), ...texts.map((row) => textWidth(row[index] ?? ""))),
  );
  const others = widths.slice(1).reduce((sum, cell) => sum + cell + GAP.length, MARGIN.length);
  if (others + NARROWEST_NAME > width) return listed(screen, table);
  widths[0] = Math.max(NARROWEST_NAME, Math.min(widths[0] ?? 0, width - others));
  const line = (row: readonly string[]): string =>
    MARGIN +
    row
      .map((cell, index) => {
        const room = widths[index] ?? 0;
        return columns[index]?.number ? padStart(cut(cell, room), room) : padEnd(cut(cell, room), room);
      })
      .join(GAP);
  return [
    paint.light(line(heads)),
    ...texts.map(line),
    ...(more > 0 ? [paint.light(`${MARGIN}and ${more} more, in the document`)] : []),
  ];
}

/** Each row under its name, a line per column. */
function listed(screen: Screen, { title, columns, rows: all, more }: BlockTable): readonly string[] {
  const { width, paint } = screen;
  const name = (words: Phrase): string => MARGIN + cut(plainText(words), width - MARGIN.length);
  return [
    paint.light(MARGIN + cut(title, width - MARGIN.length)),
    ...all.flatMap(([head = [], ...cells]) => [
      name(head),
      ...cells.flatMap((cell, index) =>
        wrapText(`${columns[index + 1]?.head ?? ""}: ${plainText(cell)}`, width - 2 * MARGIN.length).map(
          (line) => MARGIN + MARGIN + line,
        ),
      ),
    ]),
    ...(more > 0 ? [paint.light(`${MARGIN}and ${more} more, in the document`)] : []),
  ];
}
