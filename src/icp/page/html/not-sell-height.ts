import type { NotSell, NotSellFigure } from "../not-sell.ts";
import { type Phrase, plainText } from "../phrase.ts";
import { printedOf } from "./overflow.ts";

/** What the height of printed lines is reckoned from, in rem. */
export interface PrintLines {
  /** Height of a line, width of a sign. */
  readonly line: number;
  readonly character: number;
  /** What a section and its heading take. */
  readonly frame: number;
  lines(text: string, width: number): number;
}

/** Height of the printed section of whom not to sell to, `width` rem wide. */
export function notSellHeight(
  part: NotSell | null,
  width: number,
  most: number,
  { line, character, frame, lines }: PrintLines,
): number {
  if (part === null) return 0;
  const { title, lead, rules, sentences } = part;
  const widest = (of: (rule: NotSell["rules"][number]) => NotSellFigure | null): number =>
    Math.max(0, ...rules.map((rule) => (of(rule)?.value.length ?? 1) + (of(rule)?.range.length ?? 0) + 1));
  const beside = (widest((r) => r.won) + widest((r) => r.saves) + widest((r) => r.costs)) * character + 4.5;
  const printed = printedOf(rules.length, most);
  const rows = rules
    .slice(0, printed)
    .map(({ who, status }) => lines(`${who} ${status}`, Math.max(8, width - beside)) * line + 0.3);
  const above = (lines(`${title}  ${plainText(lead)}`, width) - 1) * line;
  const said = sentences.map((words: Phrase) => plainText(words)).join(" ");
  const head = rules.length === 0 ? 0 : 1.4;
  const below = said === "" ? 0 : lines(said, width) * line;
  const left = printed < rules.length ? line : 0;
  return [frame, above, head, ...rows, left, below].reduce((sum, height) => sum + height, 0);
}
