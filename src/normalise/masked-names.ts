import { foldText } from "./fold.ts";
import { readsLikePerson } from "./person-names.ts";
import { maskPersonal } from "./personal.ts";

/** What parts a name from the words before it: `Referral - John Smith`, `Empfehlung von Anna Weber`, `Partner (Max Muster)`. */
const SIGNS =
  /(\s+[-–—]+\s*|\s*[:;/|=()<>[\]"“”„]+\s*|\s+(?:by|from|via|through|thanks to|with|met|mit|avec|con|von|durch|über|par|de la part de|por|da parte di|door)\s+)/iu;
const COMMAS = /(\s*,\s*)/u;
/** Words that no person's name ends in: companies, events, places. */
const NO_PERSON =
  /\b(inc|ltd|llc|llp|plc|gmbh|ag|kg|sa|sas|sarl|bv|nv|ab|oy|co|corp|company|group|gruppe|groupe|holding|partners?|associates?|brothers|sons|capital|bank|consulting|recruitment|software|systems?|solutions?|services|media|labs?|studios?|henry|marietta|luther|webinar|events?|conference|summit|campaign|fair|expo|show|newsletter|list|ads?|search|referral|team|forum|days?|week|meetup|beach|city|university|school|street|springs?|falls|airport|hotel|north|south|east|west|usa|uk|nc|tx|ca|ny)\b/u;
const MOST_WORDS = 5;

/** A value as it may be shown: e-mail addresses, phone numbers and full names of people are masked. */
export function maskValue(value: string): string {
  return maskNames(maskPersonal(value));
}

/**
 * A value of a stranger's file with the full names of people in it as `[name]`, where they stand alone or behind a sign or a preposition. A name is told by a
 * common given name, so that companies and places mostly stay, and rare names too.
 */
export function maskNames(value: string): string {
  return masked(value, SIGNS, (part) => (isName(part) ? "[name]" : masked(part, COMMAS, maskWhole)));
}

function maskWhole(part: string): string {
  return isName(part) ? "[name]" : part;
}

/** The parts between what a pattern splits at, each masked; the signs stay. */
function masked(text: string, signs: RegExp, mask: (part: string) => string): string {
  const parts = text.split(signs);
  return parts.map((part, i) => (i % 2 === 0 ? mask(part) : part)).join("");
}

function isName(part: string): boolean {
  const words = part.trim().split(/\s+/);
  if (words.length < 2 || words.length > MOST_WORDS || !/^\p{Lu}/u.test(words[0]!) || !/^\p{Lu}/u.test(words.at(-1)!))
    return false;
  const folded = foldText(part);
  return readsLikePerson(folded) && !NO_PERSON.test(folded);
}
