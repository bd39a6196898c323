import type { Curve } from "../page.ts";
import { heading, MARGIN, type Screen } from "./screen.ts";
import { padEnd, padStart } from "./text-width.ts";

/** What a score is worth. */
export function worth(screen: Screen, { heading: name, title, rows }: Curve): readonly string[] {
  const line = (label: string, cells: readonly string[]): string =>
    `${MARGIN}${padEnd(label, 9)}${cells.map((cell) => padStart(cell, 5)).join("")}`;
  return [
    ...heading(screen, name, title),
    screen.paint.light(
      line(
        "points",
        rows.map((row) => row.fit),
      ),
    ),
    line(
      "expected",
      rows.map((row) => row.value),
    ),
  ];
}
