import type { SetRule } from "../normalise/set.ts";
import { vocabulariesOf } from "../vocabulary/of-column.ts";
import { setTokens } from "./bins.ts";
import type { Dictionary } from "./dictionary.ts";
import { goneTokens } from "./gone-tokens.ts";
import { decideKind, type KindDecision } from "./kinds.ts";
import { type Meanings, type OwnWords, ownWords, withMeanings } from "./own-words.ts";
import { type Cleaned, mayNamePeople, withoutPersonal } from "./personal-values.ts";
import { plainHeader, type SourceColumn } from "./source-column.ts";

/** A set's tokens, matched with the shipped vocabularies and with what a person says. */
function withTokenWords(
  column: SourceColumn,
  dictionary: Dictionary,
  decision: KindDecision,
  meanings: Meanings,
): KindDecision {
  if (decision.kind === null || decision.rule.kind !== "set") return decision;
  const found = goneTokens(decision.rule, tokensIn(dictionary, decision.rule), plainHeader(column.header));
  const rule: SetRule = found === null ? decision.rule : { ...decision.rule, gone: found.gone };
  const told = found === null ? [] : [found.told];
  const shipped = tokenWords(column, dictionary, rule);
  if (shipped === null && meanings.size === 0)
    return { ...decision, rule, words: told.length === 0 ? null : { aliases: {}, labels: new Map(), notes: told } };
  const words = { notes: [], ...shipped, ...withMeanings(shipped, meanings) };
  return {
    ...decision,
    rule: { ...rule, aliases: words.aliases },
    words: { ...words, notes: [...told, ...words.notes] },
  };
}

function tokensIn(dictionary: Dictionary, rule: SetRule) {
  return [...setTokens(dictionary, rule)].map(([folded, token]) => ({ folded, ...token }));
}

function tokenWords(column: SourceColumn, dictionary: Dictionary, rule: SetRule): OwnWords | null {
  const vocabularies = vocabulariesOf(column.name);
  if (vocabularies.length === 0) return null;
  const tokens = tokensIn(dictionary, rule);
  for (const vocabulary of vocabularies) {
    const words = ownWords(vocabulary, tokens, plainHeader(column.header));
    if (words !== null) return words;
  }
  return null;
}

/** What a column was decided to be. */
export interface Decided {
  /** What is learned from: without personal values. */
  readonly dictionary: Dictionary;
  readonly decision: KindDecision;
  /** Rows whose value, or a part of it, was left out. */
  readonly personal: Pick<Cleaned, "rows" | "named">;
}

/** What a column is, decided again once the personal values of its texts are out. Numbers are read from the cells as they are. */
export function decide(column: SourceColumn, all: Dictionary, said: Meanings): Decided {
  const judged = (dictionary: Dictionary) => decideKind(column.name, dictionary, column.header, said);
  const first = judged(all);
  const cleaned =
    first.kind === null
      ? { dictionary: all, ...NOTHING }
      : withoutPersonal(all, first.rule, mayNamePeople(column.name));
  const kind = cleaned.rows === 0 ? first : judged(cleaned.dictionary);
  const { dictionary, ...personal } =
    kind.kind !== null && kind.rule.kind === "number" ? { dictionary: all, ...NOTHING } : cleaned;
  return { dictionary, decision: withTokenWords(column, dictionary, kind, said), personal };
}

const NOTHING = { rows: 0, named: false } as const;
