import { isCounted, type NotSell, type NotSellFigure } from "../not-sell.ts";
import { phraseText, table, text } from "./markdown.ts";

/** Whom to leave alone: a rule per row, with what it saves and costs. */
export function notSell({ title, lead, act, rules, sentences }: NotSell): string {
  const counted = isCounted(rules);
  const rows = rules.map(({ number, who, status, won, saves, costs }) => [
    number,
    `${text(who)} _${status}_`,
    ...(counted ? [figure(won), figure(saves), figure(costs)] : []),
  ]);
  return [
    `## ${title}`,
    ...(rules.length === 0 ? [] : [[lead, act].map(phraseText).join(" ").trim()]),
    ...(rows.length === 0
      ? []
      : [table([">no.", "kind of company", ...(counted ? ["won", "saves", "costs"] : [])], rows)]),
    ...sentences.map(phraseText),
  ].join("\n\n");
}

function figure(one: NotSellFigure | null): string {
  if (one === null) return "–";
  return one.range === "" ? text(one.value) : `${text(one.value)} (${text(one.range)})`;
}
