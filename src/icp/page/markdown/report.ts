import { plainText } from "../phrase.ts";
import type { Report, ReportChart } from "../report.ts";
import { block } from "./block.ts";
import { phraseText, table, text } from "./markdown.ts";

/** A report in Markdown; what the charts show stands in tables. */
export function reportMarkdown({ kicker, name, facts, headline, support, charts, blocks, footer }: Report): string {
  const parts = [
    `# ${text(kicker)}: ${text(name)}`,
    text(plainText(facts)),
    phraseText(headline),
    ...support.map(phraseText),
    ...charts.filter(({ points }) => points.length > 0).map(chart),
    ...blocks.map(block),
    "---",
    text(plainText(footer)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function chart({ title, note, points }: ReportChart): string {
  const rows = points.map(({ label, text: figure }) => [text(label), text(figure)]);
  return `## ${text(title)}\n\n${text(note)}\n\n${table(["", ">figure"], rows)}`;
}
