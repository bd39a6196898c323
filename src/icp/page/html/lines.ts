import type { Fact, Page } from "../page.ts";
import { plainText } from "../phrase.ts";

/** Everything is sized in rem, so heights are added up in rem: the lengths of `style/paper.ts`. */
export const LINE = 1.18;
export const CHARACTER = 0.44;
export const SECTION = 1.125;
export const HEADING = 1.6;

/** Lines that a text of body size takes in a column `width` rem wide. */
export function lines(text: string, width: number): number {
  return Math.max(1, Math.ceil((text.length * CHARACTER) / width));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Facts one below the other in a column `half` rem wide. */
export function factsHeight(facts: readonly Fact[], half: number): number {
  return sum(facts.map(({ text }) => lines(plainText(text), half - 7.75) * LINE + 0.125));
}

/** Facts in two columns, row by row. */
export function pairsHeight(facts: readonly Fact[], half: number): number {
  const heights = facts.map((fact) => factsHeight([fact], half));
  return sum(heights.map((height, index) => (index % 2 === 0 ? Math.max(height, heights[index + 1] ?? 0) : 0)));
}

/** The last line of a sheet. */
export function footerHeight({ footer }: Page, half: number): number {
  return 1.1 + lines(plainText(footer), half * 2 * 1.07) * 1.1;
}
