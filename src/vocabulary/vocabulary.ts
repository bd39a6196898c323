import { foldText } from "../normalise/fold.ts";
import { squashText } from "../normalise/squash.ts";

/** Something that vocabularies have words for: an industry, a country, a tool. */
export interface Thing {
  readonly id: string;
  readonly label: string;
  /** Ids of what it is a part of, nearest first. */
  readonly within: readonly string[];
}

/** Which thing each spelling means, whoever writes it. */
export interface Vocabulary {
  /** `industry`, `country`: for sentences. */
  readonly what: string;
  readonly things: ReadonlyMap<string, Thing>;
  /** Squashed spelling -> id. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The id of what a folded text means, or null. */
  resolve(folded: string): string | null;
}

export interface Entry extends Thing {
  readonly spellings: readonly string[];
}

/**
 * A vocabulary of entries; an entry's label is a spelling of it. `otherwise` resolves what no spelling does (codes by prefix).
 *
 * @throws Error when two entries share a spelling, for it is our own mistake
 */
export function vocabulary(
  what: string,
  entries: readonly Entry[],
  otherwise: (folded: string) => string | null = () => null,
): Vocabulary {
  const spellings = new Map<string, string>();
  for (const { id, label, spellings: others } of entries) {
    for (const spelling of [label, ...others]) {
      const key = squashText(foldText(spelling));
      const taken = spellings.get(key) ?? id;
      if (taken !== id) throw new Error(`${what}: "${spelling}" is said of both ${taken} and ${id}`);
      spellings.set(key, id);
    }
  }
  return {
    what,
    things: new Map(entries.map(({ id, label, within }) => [id, { id, label, within }])),
    spellings,
    resolve: (folded) => spellings.get(squashText(folded)) ?? otherwise(folded),
  };
}
