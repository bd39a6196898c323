import type { Context } from "./context.ts";
import { light, type Phrase, phrase } from "./phrase.ts";
import { said } from "./said.ts";

/** Lines that the page has for it; the document holds all. */
const MOST = 2;

/** Bands of two attributes that together say more, or less, than their points: to be known beside the score. */
export function beyondTheSum({ document, format, forced }: Context): readonly Phrase[] {
  const found = forced ? [] : (document.interactions?.found ?? []);
  return found.slice(0, MOST).map((one, i) => {
    const more = i === MOST - 1 ? found.length - MOST : 0;
    const rest = more > 0 ? ` ${format.count(more)} more such ${more === 1 ? "pair" : "pairs"} in the document.` : "";
    return phrase(light("Beyond the sum, and not in the points: "), said(one.sentence, format), light(rest));
  });
}
