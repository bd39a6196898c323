import type { Phrase } from "../phrase.ts";
import type { Strip } from "../strip.ts";
import type { Paint } from "./paint.ts";
import { textWidth } from "./text-width.ts";
import { wrapPhrase, wrapText } from "./wrap.ts";

/** Where a section is drawn. */
export interface Screen {
  readonly width: number;
  readonly paint: Paint;
}

/** Every line begins here. */
export const MARGIN = "  ";

/** A heading with its lead and a hairline above; a lead that does not fit beside it goes below. */
export function heading({ width, paint }: Screen, title: string, lead: string | null): readonly string[] {
  const rule = paint.light("─".repeat(width));
  if (lead === null) return ["", rule, paint.title(title), ""];
  if (textWidth(title) + textWidth(lead) + 2 <= width)
    return ["", rule, `${paint.title(title)}  ${paint.light(lead)}`, ""];
  return ["", rule, paint.title(title), ...wrapText(lead, width - 2).map((line) => MARGIN + paint.light(line)), ""];
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

/** What follows the name of an attribute that a company without a deal does not have, or that is used with care. */
export function mark(aboutDeal: boolean, withCare = false): string {
  return `${aboutDeal ? " (about the deal)" : ""}${withCare ? " (use with care)" : ""}`;
}
