import type { Card } from "../card.ts";
import { light, type Phrase, phrase, plainText, strong } from "../phrase.ts";
import { heading, indented, MARGIN, mark, type Screen } from "./screen.ts";
import { wrapPhrase } from "./wrap.ts";

/** The seller card: five questions, when to say no, a polite no. */
export function card(
  screen: Screen,
  { title, lead, questions, counted, levels, notes, no, polite }: Card,
): readonly string[] {
  const asked = questions.flatMap((one) =>
    listed(
      screen,
      `${one.number}.`,
      phrase(
        `${one.attribute}: `,
        strong(one.question),
        mark(one.aboutDeal),
        ` ${one.points} ${one.points === "1" ? "point" : "points"}`,
        one.yes === null ? null : light(`  (${counted}: yes ${one.yes}, no ${one.no})`),
      ),
    ),
  );
  const rules = levels.map(({ level, rule }) => `${level} ${rule}`).join(" · ");
  return [
    ...heading(screen, title, plainText(lead)),
    ...asked,
    ...(asked.length === 0 ? [] : ["", ...indented(screen, phrase("Of 10: ", strong(rules)))]),
    ...notes.flatMap((words) => indented(screen, phrase(light(plainText(words))))),
    "",
    `${MARGIN}${screen.paint.light(no.title)}`,
    ...[...no.rules, ...no.low].flatMap((words) => listed(screen, "- ", words)),
    "",
    `${MARGIN}${screen.paint.light(polite.title)}`,
    ...indented(screen, phrase(polite.text)),
  ];
}

function listed({ width, paint }: Screen, sign: string, words: Phrase): readonly string[] {
  const indent = " ".repeat(MARGIN.length + sign.length + 1);
  return wrapPhrase(words, width - indent.length, paint).map((line, i) =>
    i === 0 ? `${MARGIN}${paint.light(sign)} ${line}` : `${indent}${line}`,
  );
}
