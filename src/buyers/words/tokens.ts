import { foldText } from "../../normalise/fold.ts";
import { readsLikePerson } from "../../normalise/person-names.ts";
import { maskPersonal } from "../../normalise/personal.ts";
import { isStopWord, languageOf } from "./stop-words.ts";

/** How a word is written where that says something: not at the beginning of a sentence, nor in German, nor in a text without capitals. */
export type Writing = "lower" | "capital" | "acronym" | null;

export interface Token {
  /** Folded, without `'s`. */
  readonly word: string;
  readonly writing: Writing;
  /** It follows the token before it, with nothing between them but blanks. */
  readonly follows: boolean;
}

/** A longer note is read so far. */
const LONGEST = 4000;
const FEWEST_LETTERS = 3;
const MOST_LETTERS = 30;
/** Chunks that are no words: addresses, paths, numbers, what was masked. */
const NO_WORD = /[\d@/\\_#=<>{}[\]]|\.\p{L}/u;
const NAME_PAIR = /\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.)? (?:(?:van|von|de|der|del|di|da|le|la|el) )*\p{Lu}[\p{L}'’-]+/gu;
const WORD = /^[^\p{L}]*(\p{L}[\p{L}\p{M}'’-]*)[^\p{L}]*$/u;
const ENDS = /[.!?:;()"“”„,–—|]$/u;

/** The words of a note that may be told, in order: without addresses, numbers, and what reads like a person's full name. */
export function tokensOf(text: string): Token[] {
  const plain = maskPersonal(text.slice(0, LONGEST).normalize("NFC"))
    .replace(/<\/?[a-z][^>]{0,200}>/giu, " . ")
    .replace(NAME_PAIR, (pair) => (readsLikePerson(foldText(pair)) ? " [name]. " : pair));
  const chunks = plain.split(/\s+/u).filter((chunk) => chunk !== "");
  const folded = chunks.map((chunk) => foldText(chunk.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")));
  const silent = languageOf(folded) === "de" || !/\p{Lu}/u.test(plain);
  const tokens: Token[] = [];
  let [start, broken] = [true, true];
  for (const chunk of chunks) {
    const written = NO_WORD.test(chunk) ? undefined : WORD.exec(chunk)?.[1];
    const word = written === undefined ? "" : foldText(written).replace(/['’]s?$/u, "");
    const opens = /^["“„(]/u.test(chunk);
    const kept = word.length >= FEWEST_LETTERS && word.length <= MOST_LETTERS && !isStopWord(word);
    if (kept) {
      const writing = start || opens || silent ? null : writingOf(written!);
      tokens.push({ word, writing, follows: !broken && !opens });
    }
    const ends = ENDS.test(chunk);
    start = ends && !/[,;]$/u.test(chunk);
    broken = !kept || ends;
  }
  return tokens;
}

function writingOf(word: string): Writing {
  if (word.length <= 6 && word === word.toUpperCase()) return "acronym";
  return /^\p{Lu}/u.test(word) ? "capital" : "lower";
}

/** The words of tokens and the pairs of words that follow each other, each once. */
export function phrasesOf(tokens: readonly Token[]): Set<string> {
  const phrases = new Set<string>();
  tokens.forEach(({ word, follows }, i) => {
    phrases.add(word);
    if (follows && i > 0) phrases.add(`${tokens[i - 1]!.word} ${word}`);
  });
  return phrases;
}
