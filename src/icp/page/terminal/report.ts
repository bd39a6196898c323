import type { Block } from "../block.ts";
import { plainText } from "../phrase.ts";
import type { Report } from "../report.ts";
import { block } from "./block.ts";
import { paintFor } from "./paint.ts";
import type { TerminalOptions } from "./render-terminal.ts";
import { indented, type Screen } from "./screen.ts";
import { wrapPhrase, wrapText } from "./wrap.ts";

/** A report as lines of text for a terminal; what the charts show is in the tables. */
export function reportTerminal(
  { kicker, name, facts, headline, support, blocks, footer }: Report,
  { width, color }: TerminalOptions,
): string {
  const screen: Screen = { width: Math.max(72, Math.min(120, Math.floor(width))), paint: paintFor(color) };
  const lines = [
    screen.paint.light(kicker),
    screen.paint.title(name),
    ...wrapText(plainText(facts), screen.width).map((line) => screen.paint.light(line)),
    "",
    ...indented(screen, headline),
    ...support.flatMap((words) => indented(screen, words)),
    ...blocks.flatMap((one) => block(screen, one)),
    "",
    ...wrapPhrase(footer, screen.width, screen.paint).map((line) => screen.paint.light(line)),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** Blocks as lines of text for a terminal. */
export function blocksTerminal(blocks: readonly Block[], { width, color }: TerminalOptions): string {
  const screen: Screen = { width: Math.max(72, Math.min(120, Math.floor(width))), paint: paintFor(color) };
  return blocks
    .flatMap((one) => block(screen, one))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
