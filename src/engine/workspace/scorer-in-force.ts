import type { Score } from "../../compile/score.ts";
import { type RawRow, scorer } from "../../compile/scorer.ts";
import { actionOf, trustIn } from "../../icp/action.ts";
import type { IcpDocument } from "../../icp/document.ts";

/** A score with what to do by fit alone, as where no events are known. */
export type GivenScore = Omit<Score, "action"> & { readonly action: string | null };

/** A document as a function from a raw row to its score: the same points as everywhere. */
export function scorerOf(document: IcpDocument): (row: RawRow) => GivenScore {
  const score = scorer(document);
  const trust = trustIn(document);
  return (row) => {
    const found = score(row);
    if (found.action !== null || found.level === null) return found;
    return { ...found, action: actionOf(found.level, null, trust) };
  };
}
