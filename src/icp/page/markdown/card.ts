import type { Card } from "../card.ts";
import { phrase, strong } from "../phrase.ts";
import { item, phraseText, table, text } from "./markdown.ts";

/** The seller card: five questions, when to say no, a polite no. */
export function card({ title, lead, questions, counted, levels, notes, no, polite }: Card): string {
  const heads = [">no.", "question", ">points", ...(counted === null ? [] : [`>yes: ${counted}`, `>no: ${counted}`])];
  const rows = questions.map((one) => [
    one.number,
    `${text(one.attribute)}: **${text(one.question)}**${one.aboutDeal ? " *about the deal*" : ""}`,
    one.points,
    ...(one.yes === null ? [] : [one.yes, one.no ?? ""]),
  ]);
  const rules = levels.map(({ level, rule }) => phraseText(phrase(strong(level), ` ${rule}`)));
  return [
    `## ${title}`,
    phraseText(lead),
    ...(rows.length === 0 ? [] : [table(heads, rows), rules.join(" · ")]),
    ...notes.map(phraseText),
    `**${no.title}**`,
    [...no.rules, ...no.low].map(item).join("\n"),
    `**${polite.title}**`,
    `> ${text(polite.text)}`,
  ].join("\n\n");
}
