import type { Phrase } from "../phrase.ts";
import type { Strip } from "../strip.ts";
import type { Paint } from "./paint.ts";
import { cut, textWidth } from "./text-width.ts";
import { wrapPhrase } from "./wrap.ts";

/** Where a section is drawn. */
export interface Screen {
  readonly width: number;
  readonly paint: Paint;
}

/** Every line begins here. */
export const MARGIN = "  ";

/** A heading with its lead and a hairline above. */
export function heading({ width, paint }: Screen, title: string, lead: string | null): readonly string[] {
  const rest = lead === null ? "" : `  ${paint.light(cut(lead, width - textWidth(title) - 4))}`;
  return ["", paint.light("─".repeat(width)), `${paint.title(title)}${rest}`, ""];
}

/** A chart with its dot in the accent. */
export function paintStrip(strip: Strip, { paint }: Screen, dot: (text: string) => string = paint.accent): string {
  return strip
    .map(({ text, part }) => (part === "dot" ? dot(text) : part === "ground" ? text : paint.light(text)))
    .join("");
}

/** A phrase as a paragraph. */
export function indented({ width, paint }: Screen, words: Phrase): readonly string[] {
  return wrapPhrase(words, width - 2, paint).map((line) => MARGIN + line);
}

/** What follows the name of an attribute that a company without a deal does not have. */
export function mark(aboutDeal: boolean): string {
  return aboutDeal ? " (about the deal)" : "";
}
