import type { Steps } from "../page.ts";
import { zoneStrip } from "../strip.ts";
import type { Tried } from "../tried.ts";
import { CHART, GROUND, mark } from "./cells.ts";
import { chart, phraseText, table, text } from "./markdown.ts";

/** What was tried when nothing separates. */
export function tried({ title, lead, axis: ends, chance, rows }: Tried): string {
  const body = rows.map(({ label, aboutDeal, at, value, filled }) => [
    `${text(label)}${mark(aboutDeal)}`,
    chart(zoneStrip(at, chance, CHART, GROUND)),
    `**${value}**`,
    filled,
  ]);
  const heading = `${ends.low} to ${ends.high}, ▒ ${chance.label}`;
  return `## ${title}\n\n${text(lead)}\n\n${table(["", heading, ">picks right", ">known for"], body)}`;
}

/** What to do next. */
export function steps({ title, steps: list }: Steps): string {
  return `## ${title}\n\n${list.map((step, index) => `${index + 1}. ${phraseText(step)}`).join("\n")}`;
}
