import fc from "fast-check";
import type { Band, Condition, IcpDocument, ScorecardAttribute } from "../../src/icp/document.ts";
import { anyDocument } from "./documents.ts";

/** A document with cards for parts of its first attribute, each of some of its attributes with points of their own. */
export function withParts(
  document: IcpDocument,
  attribute: string,
  cards: readonly { readonly when: Condition; readonly attributes: readonly ScorecardAttribute[] }[],
): IcpDocument {
  const parts = cards.map(({ when, attributes }, k) => ({
    label: `part ${k + 1}`,
    when,
    n: 50,
    won: 20,
    attributes: [...attributes],
  }));
  return { ...document, scorecard: { ...document.scorecard, parts: { attribute, cards: parts } } };
}

const less = (band: Band, share: number): Band => ({ ...band, points: Math.floor(band.points * share) });

/** Any document that scores, with two to four cards: the parts are bands of its first attribute, whatever it is. */
export const anyParted: fc.Arbitrary<IcpDocument> = fc
  .tuple(
    anyDocument,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(0.2, 0.5, 1), fc.boolean()), { minLength: 2, maxLength: 4 }),
  )
  .filter(([{ scorecard }]) => (scorecard.attributes[0]?.bands.length ?? 0) > 0)
  .map(([document, picks]) => {
    const [first, ...rest] = document.scorecard.attributes;
    const cards = picks.map(([pick, share, turned]) => {
      const attributes = [first!, ...rest]
        .filter((_, i) => (pick >> i) % 2 === 0 || i === pick % (rest.length + 1))
        .map((one) => {
          const bands = one.bands.map((band) => less(band, share));
          return { ...one, weight: Math.floor(one.weight * share), bands: turned ? bands.reverse() : bands };
        });
      return { when: first!.bands[pick % first!.bands.length]!.match, attributes };
    });
    return withParts(document, first!.attribute, cards);
  });
