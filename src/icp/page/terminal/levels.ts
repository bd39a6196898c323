import type { LevelChart } from "../page.ts";
import { columnsFor, rateHead, rateRow } from "./rates.ts";
import { MARGIN, type Screen } from "./screen.ts";
import { padEnd } from "./text-width.ts";

/** What each level won on held-out deals. */
export function levels(screen: Screen, { title, scale, rows }: LevelChart): readonly string[] {
  const labels = rows.map(({ level, rule }) => `${padEnd(level, 7)} ${rule}`);
  const columns = columnsFor(
    screen.width,
    labels,
    rows.map((row) => row.figure),
    ["counted", ...rows.map((row) => row.figure.counted)],
    0,
  );
  return [
    MARGIN + title,
    rateHead(screen, columns, scale, "counted"),
    ...rows.flatMap((row, index) =>
      rateRow(screen, columns, labels[index] ?? "", null, row.figure, row.figure.counted, scale).map((line) =>
        line.replace(row.level, screen.paint.level[row.level](row.level)),
      ),
    ),
  ];
}
