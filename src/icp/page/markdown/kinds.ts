import type { Kind, Kinds } from "../page.ts";
import { item, phraseText, table, text } from "./markdown.ts";

/** Rows of what sets a kind apart; the others are in the document. */
const MOST_ROWS = 6;

/** The kinds of companies that are won. */
export function kinds({ title, lead, kinds: all, empty, notes }: Kinds): string {
  const blocks = [
    `## ${title}`,
    lead === "" ? null : text(lead),
    empty === null ? null : phraseText(empty),
    ...all.map(kind),
    notes.length === 0 ? null : notes.map(item).join("\n"),
  ];
  return blocks.filter((block) => block !== null).join("\n\n");
}

function kind({ name, rank, tentative, paragraph, rate, rule, inside, apart }: Kind): string {
  const rows = apart
    .slice(0, MOST_ROWS)
    .map((row) => [
      `${text(row.attribute)} **${text(row.value)}**`,
      row.here,
      row.market,
      `**${row.times}**`,
      row.range,
    ]);
  const blocks = [
    `### ${text(name)} (${rank}${tentative === null ? "" : ", tentative"})`,
    `${phraseText(paragraph)}${rate.length === 0 ? "" : ` ${phraseText(rate)}`}`,
    `The rule: ${phraseText(rule)}.`,
    rows.length === 0 ? null : table(["What sets them apart", ">of them", ">market", ">times", ">range"], rows),
    ...inside.map(phraseText),
  ];
  return blocks.filter((block) => block !== null).join("\n\n");
}
