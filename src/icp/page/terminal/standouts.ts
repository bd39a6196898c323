import type { Standouts } from "../page.ts";
import { phrase, strong } from "../phrase.ts";
import { heading, MARGIN, type Screen } from "./screen.ts";
import { padEnd, padStart, textWidth } from "./text-width.ts";
import { wrapPhrase } from "./wrap.ts";

/** Who wins, or who does not. */
export function standouts(screen: Screen, { title, lead, rows, empty }: Standouts): readonly string[] {
  if (rows.length === 0) return [...heading(screen, title, null), MARGIN + empty];
  const { paint, width } = screen;
  const count = Math.max(...rows.map(({ figure }) => textWidth(figure.counted)));
  const range = Math.max(...rows.map(({ figure }) => textWidth(figure.range)));
  const label = Math.min(
    width - count - range - 14,
    Math.max(...rows.map((row) => textWidth(`${row.attribute}: ${row.band}`))),
  );
  const lines = rows.flatMap(({ attribute, band, figure }) => {
    const words = phrase(`${attribute}: `, strong(band));
    const cells = [
      padStart(figure.counted, count),
      paint.strong(padStart(figure.value, 4)),
      paint.light(padStart(figure.range, range)),
    ];
    const [first = "", ...more] = wrapPhrase(words, label, paint);
    return [`${MARGIN}${padEnd(first, label)}  ${cells.join("  ")}`, ...more.map((line) => MARGIN + line)];
  });
  return [...heading(screen, title, lead), ...lines];
}
