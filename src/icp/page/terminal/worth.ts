import type { Curve } from "../page.ts";
import { heading, MARGIN, type Screen } from "./screen.ts";
import { padEnd, padStart, textWidth } from "./text-width.ts";

const LABEL = 9;

/** What a score is worth: points, expected rate and its range, in as many blocks as the width asks for. */
export function worth(screen: Screen, { heading: name, title, rows }: Curve): readonly string[] {
  const cell = Math.max(5, ...rows.flatMap((row) => [textWidth(row.value) + 2, textWidth(row.range) + 2]));
  const most = Math.max(1, Math.floor((screen.width - MARGIN.length - LABEL) / cell));
  const even = Math.ceil(rows.length / Math.ceil(rows.length / most));
  const blocks = Array.from({ length: Math.ceil(rows.length / even) }, (_, at) =>
    rows.slice(at * even, (at + 1) * even),
  );
  return [
    ...heading(screen, name, title),
    ...blocks.flatMap((block, at) => [...(at === 0 ? [] : [""]), ...blockLines(screen, block, cell)]),
  ];
}

function blockLines({ paint }: Screen, rows: Curve["rows"], cell: number): readonly string[] {
  const line = (label: string, cells: readonly string[]): string =>
    `${MARGIN}${padEnd(label, LABEL)}${cells.map((one) => padStart(one, cell)).join("")}`;
  const ranges = rows.map((row) => row.range);
  const fits = rows.map((row) => row.fit);
  const values = rows.map((row) => row.value);
  return [
    paint.light(line("points", fits)),
    line("expected", values),
    ...(ranges.some((range) => range !== "") ? [paint.light(line("range", ranges))] : []),
  ];
}
