import type { Format } from "./format.ts";
import { tidy } from "./label.ts";
import { command, type Phrase, phrase, type Tone } from "./phrase.ts";
import { sentence } from "./sentence.ts";

/** A sentence of the document in the page's manner: fit to print, dates spelled, `commands` set as such. */
export function said(text: string, format: Format, tone: Tone = "plain"): Phrase {
  return worded(sentence(format.spell(tidy(text))), tone);
}

/** The same for a few words inside a sentence. */
export function worded(text: string, tone: Tone = "plain"): Phrase {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return phrase({ text, tone, hint: null });
  return parts.flatMap((part, index) => {
    if (part === "") return [];
    return index % 2 === 1 ? [command(part)] : [{ text: part, tone, hint: null }];
  });
}
