import type { LevelChart, Standouts } from "../page.ts";
import { dotStrip } from "../strip.ts";
import { axis, CHART, GROUND, mark, rate } from "./cells.ts";
import { chart, table, text } from "./markdown.ts";

/** What each level won on held-out deals. */
export function levels({ title, scale, rows }: LevelChart): string {
  const body = rows.map(({ level, rule, figure }) => [
    `**${level}** ${text(rule)}`,
    chart(dotStrip(figure.dot, scale, CHART, GROUND)),
    `**${figure.value}**`,
    text(figure.range),
    figure.counted,
  ]);
  return `${table([text(title), axis(scale), ">rate", ">range", ">counted"], body)}`;
}

/** Who wins, or who does not. */
export function standouts({ title, lead, rows, empty }: Standouts): string {
  if (rows.length === 0) return `## ${title}\n\n${text(empty)}`;
  const body = rows.map(({ attribute, band, aboutDeal, figure }) => [
    `${text(attribute)} **${text(band)}**${mark(aboutDeal)}`,
    figure.counted,
    ...rate(figure),
  ]);
  return `## ${title}\n\n${text(lead)}\n\n${table(["", ">counted", ">rate", ">range"], body)}`;
}
