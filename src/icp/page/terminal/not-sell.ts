import type { NotSell, NotSellFigure, NotSellRule } from "../not-sell.ts";
import { light, type Phrase, phrase, strong } from "../phrase.ts";
import { heading, indented, MARGIN, type Screen } from "./screen.ts";
import { padStart, textWidth } from "./text-width.ts";
import { wrapPhrase } from "./wrap.ts";

/** Whom to leave alone: a rule per paragraph, with what it saves and costs below. */
export function notSell(screen: Screen, { title, lead, act, rules, sentences }: NotSell): readonly string[] {
  const number = Math.max(0, ...rules.map((rule) => textWidth(rule.number)));
  const blocks = [
    rules.length === 0 ? [] : indented(screen, phrase(lead, lead.length === 0 ? null : " ", act)),
    rules.flatMap((rule) => ruleLines(screen, rule, number)),
    ...sentences.map((words) => indented(screen, words)),
  ].filter((block) => block.length > 0);
  return [...heading(screen, title, null), ...blocks.flatMap((block, i) => (i === 0 ? block : ["", ...block]))];
}

function ruleLines({ width, paint }: Screen, rule: NotSellRule, number: number): readonly string[] {
  const indent = MARGIN.length + number + 2;
  const lines = [phrase(strong(rule.who), light(` (${rule.status})`)), ...figures(rule)].flatMap((words) =>
    wrapPhrase(words, width - indent, paint),
  );
  return lines.map((line, i) =>
    i === 0 ? `${MARGIN}${paint.light(padStart(rule.number, number))}  ${line}` : `${" ".repeat(indent)}${line}`,
  );
}

function figures({ won, saves, costs }: NotSellRule): readonly Phrase[] {
  const said = (word: string, one: NotSellFigure | null): Phrase =>
    one === null ? [] : phrase(`${word}${one.value}`, light(one.range === "" ? "" : ` (${one.range})`));
  const parts = [said("won ", won), said("saves ", saves), said("costs ", costs)].filter((part) => part.length > 0);
  if (parts.length === 0) return [];
  return [parts.flatMap((part, i) => (i === 0 ? part : phrase(" · ", part)))];
}
