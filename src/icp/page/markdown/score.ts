import type { Score, ScoreAttribute } from "../page.ts";
import { dotStrip } from "../strip.ts";
import { axis, CHART, GROUND, mark, rate } from "./cells.ts";
import { chart, phraseText, table, text } from "./markdown.ts";

/** The scorecard, heaviest attribute first. */
export function score({ title, lead, columns, levels: rules, notes, scale, rateWord, rated }: Score): string {
  const attributes = columns.flat().sort((a, b) => b.weight - a.weight);
  const body = attributes.flatMap(({ label, aboutDeal, weight, bar, caution, bands }) => [
    [
      `**${text(label)}**${mark(aboutDeal, caution !== null)}`,
      `**${weight}**`,
      "█".repeat(Math.max(1, Math.round(bar * 12))),
      "",
      "",
      "",
    ],
    ...bands.map((band) => [
      text(band.full ?? band.label),
      String(band.points),
      chart(dotStrip(band.figure.dot, scale, CHART, GROUND)),
      ...rate(band.figure),
      band.figure.n,
    ]),
  ]);
  const levelWords = rules.map(({ level, rule }) => `**${level}** ${rule}`).join(" · ");
  return [
    `## ${title}`,
    `${phraseText(lead)} ${levelWords}.`,
    rated
      ? table(["", ">points", axis(scale), `>${rateWord}`, ">range", ">n"], body)
      : table(
          ["", ">points"],
          body.map((row) => row.slice(0, 2)),
        ),
    ...cautions(attributes),
    notes.map(phraseText).join(" "),
  ].join("\n\n");
}

/** Why attributes of the score are to be used with care, one line each. */
function cautions(attributes: readonly ScoreAttribute[]): readonly string[] {
  const lines = attributes.flatMap(({ label, caution }) =>
    caution === null ? [] : [`- **${text(label)}**: ${phraseText(caution)}`],
  );
  return lines.length === 0 ? [] : [`**Use with care**\n\n${lines.join("\n")}`];
}
