import type { Page } from "../page.ts";
import { plainText } from "../phrase.ts";
import { block } from "./block.ts";
import { breadth, worth } from "./breadth.ts";
import { card } from "./card.ts";
import { declared } from "./declared.ts";
import { inside } from "./inside.ts";
import { kinds } from "./kinds.ts";
import { facts, leftOut } from "./left-out.ts";
import { phraseText, text } from "./markdown.ts";
import { notSell } from "./not-sell.ts";
import { levels, standouts } from "./rates.ts";
import { score } from "./score.ts";
import { steps, tried } from "./tried.ts";

/** The page as GitHub-flavoured Markdown; charts are lines of characters. */
export function renderMarkdown(page: Page): string {
  const { title, verdict, sure } = page;
  const badges = title.badges.map((badge) => `**${badge.text}**`).join(" · ");
  const blocks = [
    `# ${text(title.name)}`,
    `${title.kicker}, ${phraseText(title.facts)} · ${badges}`,
    `> ${phraseText(verdict.headline)}`,
    page.call === null ? null : phraseText(page.call),
    ...verdict.support.map(phraseText),
    section(verdict.levels, levels),
    section(page.kinds, kinds),
    section(page.winners, standouts),
    section(page.losers, standouts),
    section(page.score, score),
    section(page.notSell, notSell),
    section(page.declared, declared),
    section(page.tried, tried),
    section(page.next, steps),
    section(page.breadth, breadth),
    section(page.worth, worth),
    `## ${sure.title}`,
    facts(sure.facts),
    ...sure.checks
      .filter((check) => !check.quoted)
      .map((check) => `**${check.title}.** ${phraseText(check.lead)}\n\n${levels(check.levels)}`),
    card(page.card),
    section(page.inside, inside),
    ...page.blocks.map(block),
    leftOut(page.leftOut),
    `---\n\n${text(plainText(page.footer))}`,
  ];
  return `${blocks.filter((block) => block !== null && block !== "").join("\n\n")}\n`;
}

/** The seller card alone. */
export function renderCardMarkdown(page: Page): string {
  return `# ${text(page.title.name)}\n\n${page.title.kicker}, ${phraseText(page.title.facts)}\n\n${card(page.card)}\n`;
}

function section<Part>(part: Part | null, render: (part: Part) => string): string | null {
  return part === null ? null : render(part);
}
