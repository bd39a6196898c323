import type { Score, ScoreAttribute } from "../page.ts";
import { type Columns, columnsFor, rateHead, rateRow } from "./rates.ts";
import { heading, indented, MARGIN, mark, type Screen } from "./screen.ts";
import { cut, padEnd, padStart, textWidth } from "./text-width.ts";

/** The scorecard, heaviest attribute first. */
export function score(screen: Screen, card: Score): readonly string[] {
  const { paint, width } = screen;
  const attributes = card.columns.flat().sort((a, b) => b.weight - a.weight);
  const bands = attributes.flatMap((attribute) => attribute.bands);
  const columns = columnsFor(
    width,
    bands.map((band) => band.full ?? band.label),
    bands.map((band) => band.figure),
    bands.map((band) => band.figure.n),
    6,
  );
  const rules = card.levels.map(({ level, rule }) => `${paint.level[level](level)} ${rule}`).join("   ");
  return [
    ...heading(screen, card.title, card.lead.map((piece) => piece.text).join("")),
    ...(card.rated
      ? [
          rateHead(screen, columns, card.scale, "n"),
          ...attributes.flatMap((attribute) => attributeLines(screen, columns, attribute, card.scale)),
        ]
      : attributes.flatMap((attribute) => pointLines(screen, attribute))),
    "",
    `${MARGIN}Total ______ of 100   ${rules}`,
    ...card.notes.flatMap((note) => indented(screen, note)),
  ];
}

/** An attribute of a card without rates: its bands with their points. */
function pointLines({ width, paint }: Screen, { label, weight, bands }: ScoreAttribute): readonly string[] {
  const room = width - MARGIN.length - 8;
  return [
    "",
    `${MARGIN}${paint.strong(padEnd(cut(label, room), room))}${paint.accent(padStart(String(weight), 6))}`,
    ...bands.map(
      (band) => `${MARGIN}${padEnd(cut(band.full ?? band.label, room), room)}${padStart(String(band.points), 6)}`,
    ),
  ];
}

function attributeLines(
  screen: Screen,
  columns: Columns,
  attribute: ScoreAttribute,
  scale: Score["scale"],
): readonly string[] {
  const { paint } = screen;
  const name = `${attribute.label}${mark(attribute.aboutDeal, attribute.caution !== null)}`;
  const bar = paint.accent("█".repeat(Math.max(1, Math.round(attribute.bar * columns.chart))));
  const weight = paint.accent(padStart(String(attribute.weight), columns.points));
  const long = textWidth(name) > columns.label;
  return [
    "",
    ...(long ? [MARGIN + paint.strong(cut(name, screen.width - MARGIN.length))] : []),
    `${MARGIN}${long ? padEnd("", columns.label) : paint.strong(padEnd(name, columns.label))}  ${weight}  ${bar}`,
    ...(attribute.caution === null ? [] : indented(screen, attribute.caution)),
    ...attribute.bands.flatMap((band) =>
      rateRow(screen, columns, band.full ?? band.label, String(band.points), band.figure, band.figure.n, scale),
    ),
  ];
}
