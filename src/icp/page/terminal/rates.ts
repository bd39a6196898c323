import type { Figure, Scale } from "../page.ts";
import { dotStrip } from "../strip.ts";
import { MARGIN, paintStrip, type Screen } from "./screen.ts";
import { padEnd, padStart, textWidth } from "./text-width.ts";
import { wrapText } from "./wrap.ts";

/** Widths of the columns of a table of rates. */
export interface Columns {
  readonly label: number;
  readonly points: number;
  readonly chart: number;
  readonly value: number;
  readonly range: number;
  readonly count: number;
}

const GAP = 2;
const WIDEST_CHART = 44;

/** Columns that hold every row; the chart takes what is left, the labels give way before it vanishes. */
export function columnsFor(
  width: number,
  labels: readonly string[],
  figures: readonly Figure[],
  counts: readonly string[],
  points: number,
): Columns {
  const value = Math.max(4, ...figures.map((figure) => textWidth(figure.value)));
  const range = Math.max(5, ...figures.map((figure) => textWidth(figure.range)));
  const count = Math.max(1, ...counts.map(textWidth));
  const fixed = MARGIN.length + (points > 0 ? points + GAP : 0) + value + range + count + 4 * GAP;
  const wanted = Math.max(12, ...labels.map(textWidth));
  const chart = Math.max(16, Math.min(WIDEST_CHART, width - fixed - wanted));
  return { label: Math.max(12, Math.min(wanted, width - fixed - chart)), points, chart, value, range, count };
}

/** One row of a table of rates; a long label goes on below. */
export function rateRow(
  screen: Screen,
  columns: Columns,
  label: string,
  points: string | null,
  figure: Figure,
  count: string,
  scale: Scale,
): readonly string[] {
  const { paint } = screen;
  const [first = "", ...more] = wrapText(label, columns.label);
  const dot = figure.dot?.side === "above" ? paint.accent : (text: string): string => text;
  const cells = [
    padEnd(first, columns.label),
    ...(points === null ? [] : [paint.strong(padStart(points, columns.points))]),
    paintStrip(dotStrip(figure.dot, scale, columns.chart, " "), screen, dot),
    paint.strong(padStart(figure.value, columns.value)),
    paint.light(padStart(figure.range, columns.range)),
    paint.light(padStart(count, columns.count)),
  ];
  return [MARGIN + cells.join("  "), ...more.map((line) => MARGIN + line)];
}

/** The line above a table of rates: the axis and the names of its columns. */
export function rateHead({ paint }: Screen, columns: Columns, scale: Scale, count: string): string {
  const average = `average ${scale.baseText}`;
  const start = Math.max(
    0,
    Math.min(columns.chart - average.length, Math.floor(scale.base * columns.chart) - Math.floor(average.length / 2)),
  );
  const room = columns.chart - start - average.length;
  const end = room > scale.maxText.length ? padStart(scale.maxText, room) : " ".repeat(room);
  const axis = " ".repeat(start) + average + end;
  const cells = [
    padEnd("", columns.label),
    ...(columns.points > 0 ? [padStart("points", columns.points)] : []),
    axis,
    padStart("rate", columns.value),
    padStart("range", columns.range),
    padStart(count, columns.count),
  ];
  return paint.light(MARGIN + cells.join("  "));
}
