import type { Apart, Kind, Kinds } from "../page.ts";
import { light, phrase, strong } from "../phrase.ts";
import { heading, indented, MARGIN, type Screen } from "./screen.ts";
import { padEnd, padStart, textWidth } from "./text-width.ts";
import { wrapText } from "./wrap.ts";

/** Rows of what sets a kind apart; the others are in the document. */
const MOST_ROWS = 5;
const HEADS = ["of them", "market", "times", "range"] as const;

/** The kinds of companies that are won. */
export function kinds(screen: Screen, { title, lead, kinds: all, empty, notes }: Kinds): readonly string[] {
  return [
    ...heading(screen, title, lead === "" ? null : lead),
    ...(empty === null ? [] : indented(screen, empty)),
    ...all.flatMap((kind, at) => [...(at === 0 ? [] : [""]), ...kindLines(screen, kind)]),
    ...(notes.length === 0 ? [] : ["", ...notes.flatMap((note) => indented(screen, phrase(light(noteText(note)))))]),
  ];
}

function noteText(note: Kinds["notes"][number]): string {
  return note.map(({ text }) => text).join("");
}

function kindLines(
  screen: Screen,
  { name, rank, tentative, paragraph, rate, rule, inside, apart }: Kind,
): readonly string[] {
  return [
    ...indented(screen, phrase(strong(name), light(` (${rank}${tentative === null ? "" : ", tentative"})`))),
    ...indented(screen, phrase(paragraph, " ", rate)),
    ...indented(screen, phrase(light("The rule: "), rule)),
    ...apartLines(screen, apart.slice(0, MOST_ROWS)),
    ...inside.flatMap((words) => indented(screen, words)),
  ];
}

function apartLines({ width, paint }: Screen, rows: readonly Apart[]): readonly string[] {
  if (rows.length === 0) return [];
  const texts = rows.map(({ here, market, times, range }) => [here, market, times, range]);
  const cells = HEADS.map((head, i) => Math.max(textWidth(head), ...texts.map((row) => textWidth(row[i]!))));
  const fixed = cells.reduce((sum, cell) => sum + cell + 2, MARGIN.length);
  const label = Math.min(width - fixed, Math.max(20, ...rows.map((row) => textWidth(labelOf(row)))));
  const line = (row: readonly string[]): string => row.map((text, i) => `  ${padStart(text, cells[i]!)}`).join("");
  const head = paint.light(MARGIN + padEnd("What sets them apart", label) + line(HEADS));
  return [
    head,
    ...rows.flatMap((row, i) => {
      const [first = "", ...more] = wrapText(labelOf(row), label);
      return [MARGIN + padEnd(first, label) + line(texts[i]!), ...more.map((text) => MARGIN + text)];
    }),
  ];
}

function labelOf({ attribute, value }: Apart): string {
  return `${attribute}: ${value}`;
}
