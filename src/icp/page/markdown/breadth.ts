import type { Breadth, Curve } from "../page.ts";
import { meterStrip } from "../strip.ts";
import { CHART, GROUND } from "./cells.ts";
import { chart, phraseText, table, text } from "./markdown.ts";

/** How much of the market scores high. */
export function breadth({ title, meter, sentences }: Breadth): string {
  const answer =
    meter === null
      ? []
      : [
          `**${meter.share}** (${meter.range === "" ? "" : `${meter.range}, `}n ${meter.n}) of the universe scores high; the mark is ${meter.zoneText}.`,
          `${chart(meterStrip(meter, CHART * 2, GROUND))} 0 to ${meter.maxText}, ▒ ${meter.zoneText}`,
        ];
  return [`## ${title}`, ...answer, ...sentences.map(phraseText)].join("\n\n");
}

/** What a score is worth. */
export function worth({ heading, title, rows }: Curve): string {
  const ranges = rows.some((row) => row.range !== "");
  const body = [
    ["expected", ...rows.map((row) => `**${row.value}**`)],
    ["range", ...rows.map((row) => row.range)],
  ];
  return `## ${heading}\n\n${text(title)}\n\n${table(["points", ...rows.map((row) => `>${row.fit}`)], ranges ? body : body.slice(0, 1))}`;
}
