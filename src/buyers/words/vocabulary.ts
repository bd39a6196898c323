import { readsLikePerson } from "../../normalise/person-names.ts";
import { LEAST_ACCOUNTS } from "../contrasts.ts";
import type { Deals, Presence } from "../presence.ts";
import { phrasesOf, type Token } from "./tokens.ts";

/** Phrases that are looked at: the commonest. */
const MOST_PHRASES = 3000;
/** Share of the places where a word must be written small, to be no name. */
const SMALL = 0.3;
/** The same for a word that is also part of a name in the files, and for a common given name. */
const SMALL_OF_NAME = 0.5;
const SMALL_OF_GIVEN = 0.9;

/** The notes of one deal. */
export interface Note {
  readonly deal: number;
  readonly tokens: readonly Token[];
}

interface Written {
  lower: number;
  capital: number;
  acronym: number;
}

/** Words and pairs of words that are used in notes of 5 accounts and more; `words` are the single ones among and within them. */
export interface Vocabulary {
  readonly phrases: readonly string[];
  readonly words: readonly string[];
  readonly written: ReadonlyMap<string, Readonly<Written>>;
}

/** Collects the vocabulary of notes. */
export function vocabularyOf(notes: readonly Note[], { account }: Deals): Vocabulary {
  const counts = new Map<string, { accounts: number; last: number }>();
  const written = new Map<string, Written>();
  const byAccount = [...notes].sort((a, b) => account[a.deal]! - account[b.deal]! || a.deal - b.deal);
  for (const { deal, tokens } of byAccount) {
    const own = account[deal]!;
    for (const phrase of phrasesOf(tokens)) {
      const count = counts.get(phrase);
      if (count === undefined) counts.set(phrase, { accounts: 1, last: own });
      else if (count.last !== own) {
        count.accounts++;
        count.last = own;
      }
    }
    for (const { word, writing } of tokens) {
      if (writing === null) continue;
      const seen = written.get(word) ?? { lower: 0, capital: 0, acronym: 0 };
      seen[writing]++;
      written.set(word, seen);
    }
  }
  const phrases = [...counts]
    .filter(([, { accounts }]) => accounts >= LEAST_ACCOUNTS)
    .sort(([a, { accounts: m }], [b, { accounts: n }]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_PHRASES)
    .map(([phrase]) => phrase);
  return { phrases, words: [...new Set(phrases.flatMap((phrase) => phrase.split(" ")))].sort(), written };
}

/**
 * Which notes use which phrase, without phrases in which a word is, or may be, the name of a person or a company.
 *
 * @param names words of the vocabulary that stand in names of people or companies of the files
 */
export function presenceOf(
  { phrases, written }: Vocabulary,
  notes: readonly Note[],
  names: ReadonlySet<string>,
): Presence {
  const kept = phrases.filter((phrase) => phrase.split(" ").every((word) => !mayName(word, written.get(word), names)));
  const place = new Map(kept.map((phrase, i) => [phrase, i]));
  const rows: number[][] = kept.map(() => []);
  for (const { deal, tokens } of [...notes].sort((a, b) => a.deal - b.deal))
    for (const phrase of phrasesOf(tokens)) {
      const at = place.get(phrase);
      if (at !== undefined) rows[at]!.push(deal);
    }
  return {
    labels: kept.map((phrase) =>
      phrase
        .split(" ")
        .map((word) => shown(word, written.get(word)))
        .join(" "),
    ),
    rows: rows.map((row) => Int32Array.from(row)),
  };
}

/** A word that is mostly written with a capital is a name, as is one in the files' names unless it is mostly written small. */
function mayName(word: string, written: Readonly<Written> | undefined, names: ReadonlySet<string>): boolean {
  const { lower = 0, capital = 0, acronym = 0 } = written ?? {};
  const all = lower + capital + acronym;
  if (readsLikePerson(`${word} x`) && (names.has(word) || lower < SMALL_OF_GIVEN * all || all === 0)) return true;
  if (names.has(word) && (all === 0 || lower < SMALL_OF_NAME * all)) return true;
  return lower + capital > 0 && acronym < lower + capital && lower < SMALL * (lower + capital);
}

/** `ISO` where it is mostly written so. */
function shown(word: string, written: Readonly<Written> | undefined): string {
  if (written === undefined) return word;
  return written.acronym > written.lower + written.capital ? word.toUpperCase() : word;
}
