import { declaredDisqualifiers } from "../declared/disqualifiers.ts";
import { LOGITS } from "../declared/effects.ts";
import { personasOf, saidCommittee, strategicOf } from "../declared/said.ts";
import { type DeclaredScore, declaredScore } from "../declared/scorecard.ts";
import type { CommitteeMember } from "../icp/buyers.ts";
import type { Support } from "../icp/declared.ts";
import type { Disqualifier } from "../icp/disqualifier.ts";
import type { DocumentAttribute, IcpDocument } from "../icp/document.ts";
import type { Segment } from "../icp/segment.ts";
import { leftOut, rejectedAgain } from "./carried-rules.ts";
import type { FewDeals } from "./hypothesis.ts";
import type { ReadDeclared } from "./read-declared.ts";

/**
 * A document learned from deals with what people declared beside it. Where nothing separates won from lost the declared card scores instead.
 *
 * @param support how much of the declared effects the deals support; null where it was not measured
 * @param previous rules of an earlier version: a declared one that a person rejected there stays rejected
 */
export function withHypothesis(
  document: IcpDocument,
  { parsed, card, notes, prefilled }: ReadDeclared,
  few: FewDeals,
  support: Support | null,
  previous: readonly Disqualifier[],
): IcpDocument {
  const scores = document.scorecard.attributes.length === 0;
  const score = declaredScore(card, (attribute, band) => few.counted(card.attributes.indexOf(attribute), band));
  const scored = scores ? scoredBy(document, score) : document;
  const said = declaredDisqualifiers(parsed, scored.attributes);
  const own = rejectedAgain(said.disqualifiers, previous);
  return {
    ...scored,
    attributes: [...scored.attributes, ...said.attributes],
    segments: scored.segments.map((segment) => withSaid(segment, saidCommittee(parsed.says))),
    disqualifiers: [...scored.disqualifiers, ...own],
    declared: {
      file: parsed.file,
      from: "people",
      ...(prefilled ? { prefilled } : {}),
      customers: null,
      contrast: null,
      scores,
      logits: LOGITS,
      support,
      attributes: [...few.checked],
      personas: personasOf(parsed.says),
    },
    strategic: strategicOf(parsed.says),
    notes: [...notes, ...(scores ? [INSTEAD] : []), ...document.notes, ...leftOut(own, previous, parsed.file)],
  };
}

function withSaid(segment: Segment, said: readonly CommitteeMember[]): Segment {
  return said.length === 0 ? segment : { ...segment, committee: [...(segment.committee ?? []), ...said] };
}

const INSTEAD =
  "The data does not tell won deals from lost ones, so the declared hypothesis scores instead, as written.";

/** The declared card in place of one that was not learned; a win is as probable at every fit. */
function scoredBy(document: IcpDocument, { attributes, scorecard }: DeclaredScore): IcpDocument {
  const { base_rate: p, base_rate_interval } = document.evidence;
  const [low, high] = base_rate_interval ?? [null, null];
  const names = new Map(attributes.map((one) => [one.name, one]));
  const there = document.attributes.map((one) => (names.has(one.name) ? joined(one, names.get(one.name)!) : one));
  const known = new Set(document.attributes.map(({ name }) => name));
  return {
    ...document,
    attributes: [...there, ...attributes.filter(({ name }) => !known.has(name))],
    scorecard: {
      ...scorecard,
      by_fit: Array.from({ length: 101 }, (_, fit) => ({
        fit,
        p,
        low,
        high,
        high_share: null,
        medium_share: null,
        low_share: null,
      })),
    },
  };
}

/** How the deals' own column is read, with the declared words; numbers as the deals write them. */
function joined(own: DocumentAttribute, said: DocumentAttribute): DocumentAttribute {
  const numbers = said.normalise?.kind === "number" && own.normalise?.kind === "number";
  return {
    ...own,
    kind: said.kind,
    columns: [...new Set([...own.columns, ...said.columns])],
    normalise: numbers ? own.normalise : said.normalise,
    status: "used",
    reason: "declared",
  };
}
