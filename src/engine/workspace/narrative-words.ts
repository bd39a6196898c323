import type { NarrativeWords, WordsOf } from "../../icp/narrative.ts";
import { DEMONYMS } from "../../vocabulary/demonyms.ts";
import { vocabulariesOf } from "../../vocabulary/of-column.ts";
import type { Vocabulary } from "../../vocabulary/vocabulary.ts";

const PLACES: ReadonlySet<string> = new Set(["country", "region"]);

/** What the words of a narrative mean, by the vocabularies that read columns of such a name: `Banks`, `German`, `DACH`. */
export const narrativeWords: WordsOf = (attribute) => vocabulariesOf(attribute).map(wordsIn);

function wordsIn({ what, things, resolve }: Vocabulary): NarrativeWords {
  return {
    resolve: (folded) => resolve((PLACES.has(what) ? DEMONYMS.get(folded) : undefined) ?? folded),
    within: (id) => things.get(id)?.within ?? [],
  };
}
