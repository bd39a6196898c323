import type { Page, Title } from "../page.ts";
import { plainText } from "../phrase.ts";
import { block } from "./block.ts";
import { breadth } from "./breadth.ts";
import { card } from "./card.ts";
import { declared } from "./declared.ts";
import { facts } from "./facts.ts";
import { inside } from "./inside.ts";
import { kinds } from "./kinds.ts";
import { leftOut } from "./left-out.ts";
import { levels } from "./levels.ts";
import { notSell } from "./not-sell.ts";
import { paintFor } from "./paint.ts";
import { score } from "./score.ts";
import { heading, indented, type Screen } from "./screen.ts";
import { standouts } from "./standouts.ts";
import { steps } from "./steps.ts";
import { cut, textWidth } from "./text-width.ts";
import { tried } from "./tried.ts";
import { worth } from "./worth.ts";
import { wrapPhrase } from "./wrap.ts";

const NARROWEST = 72;
const WIDEST = 120;

export interface TerminalOptions {
  /** Columns of the terminal; 72 to 120 are used. */
  readonly width: number;
  readonly color: boolean;
}

/** The page as lines of text for a terminal. */
export function renderTerminal(page: Page, { width, color }: TerminalOptions): string {
  const screen = screenOf(width, color);
  const section = <Part>(
    part: Part | null,
    draw: (screen: Screen, part: Part) => readonly string[],
  ): readonly string[] => (part === null ? [] : draw(screen, part));
  const lines = [
    ...top(screen, page.title),
    ...verdict(screen, page),
    ...section(page.kinds, kinds),
    ...section(page.winners, standouts),
    ...section(page.losers, standouts),
    ...section(page.score, score),
    ...section(page.notSell, notSell),
    ...section(page.declared, declared),
    ...section(page.tried, tried),
    ...section(page.next, steps),
    ...section(page.breadth, breadth),
    ...section(page.worth, worth),
    ...heading(screen, page.sure.title, null),
    ...facts(screen, page.sure.facts),
    ...page.sure.checks.filter((check) => !check.quoted).flatMap((check) => ["", ...levels(screen, check.levels)]),
    ...card(screen, page.card),
    ...section(page.inside, inside),
    ...page.blocks.flatMap((one) => block(screen, one)),
    ...leftOut(screen, page.leftOut),
    "",
    screen.paint.light("─".repeat(screen.width)),
    ...wrapPhrase(page.footer, screen.width, screen.paint).map((line) => screen.paint.light(line)),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** The seller card alone. */
export function renderCardTerminal(page: Page, { width, color }: TerminalOptions): string {
  const screen = screenOf(width, color);
  return `${[...top(screen, page.title), ...card(screen, page.card)].map((line) => line.trimEnd()).join("\n")}\n`;
}

function screenOf(width: number, color: boolean): Screen {
  return { width: Math.max(NARROWEST, Math.min(WIDEST, Math.floor(width))), paint: paintFor(color) };
}

function top({ width, paint }: Screen, { kicker, name: whole, facts: said, badges }: Title): readonly string[] {
  const name = cut(whole, width);
  const standing = badges.map((badge) => badge.text).join(" · ");
  const gap = width - textWidth(name) - textWidth(standing);
  const first =
    gap >= 2
      ? `${paint.strong(name)}${" ".repeat(gap)}${paint.accent(standing)}`
      : `${paint.strong(name)}\n${paint.accent(standing)}`;
  return [paint.accent(kicker), first, paint.light(plainText(said)), paint.light("━".repeat(width)), ""];
}

function verdict(screen: Screen, { verdict: { headline, support, levels: chart }, call }: Page): readonly string[] {
  return [
    ...indented(screen, headline),
    "",
    ...(call === null ? [] : indented(screen, call)),
    ...support.flatMap((words) => indented(screen, words)),
    ...(chart === null ? [] : ["", ...levels(screen, chart)]),
  ];
}
