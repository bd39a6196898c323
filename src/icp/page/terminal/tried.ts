import { zoneStrip } from "../strip.ts";
import type { Tried } from "../tried.ts";
import { heading, MARGIN, mark, paintStrip, type Screen } from "./screen.ts";
import { cut, padEnd, padStart, textWidth } from "./text-width.ts";
import { wrapText } from "./wrap.ts";

/** What was tried when nothing separates. */
export function tried(screen: Screen, { title, lead, axis, chance, rows }: Tried): readonly string[] {
  const { paint, width } = screen;
  const label = Math.min(
    Math.max(12, ...rows.map((row) => textWidth(row.label + mark(row.aboutDeal)))),
    Math.floor(width * 0.4),
  );
  const chart = Math.min(44, width - label - 26);
  const middle = cut(chance.label, chart - axis.low.length - axis.high.length - 2);
  const left = Math.floor((chart - textWidth(middle)) / 2);
  const head = padEnd(padEnd(axis.low, left) + middle, chart - axis.high.length) + axis.high;
  return [
    ...heading(screen, title, null),
    ...wrapText(lead, width - 2).map((line) => MARGIN + line),
    "",
    paint.light(`${MARGIN}${padEnd("", label)}  ${head}  picks  known for`),
    ...rows.map(({ label: name, aboutDeal, at, value, filled }) => {
      const strip = paintStrip(zoneStrip(at, chance, chart, " "), screen);
      return `${MARGIN}${padEnd(cut(name + mark(aboutDeal), label), label)}  ${strip}  ${paint.strong(padStart(value, 5))}  ${paint.light(padStart(filled, 9))}`;
    }),
  ];
}
