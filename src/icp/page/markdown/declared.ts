import type { DeclaredPart } from "../declared.ts";
import { facts as factLines } from "./left-out.ts";
import { table, text } from "./markdown.ts";

/** What people believed, and each of its bands against the deals. */
export function declared({ title, lead, facts, rows }: DeclaredPart): string {
  const body = rows.map(({ attribute, band, points, counted, rate, range, verdict }) => [
    `${text(attribute)} ${text(band)}`,
    points,
    counted,
    rate,
    text(range),
    verdict,
  ]);
  return [
    `## ${title}`,
    text(lead),
    factLines(facts),
    ...(rows.length === 0 ? [] : [table(["", ">points", ">counted", ">rate", ">range", "deals"], body)]),
  ].join("\n\n");
}
