import type { IcpDocument, ScorecardAttribute } from "./document.ts";

type Cards = Pick<IcpDocument["scorecard"], "attributes" | "parts">;

/** Names of all attributes that a scorecard reads: those of the card of all, then those that only cards of parts have. */
export function scoredBy(scorecard: Cards): string[] {
  const { attributes, parts } = scorecard;
  const cards = [attributes, ...(parts?.cards ?? []).map((card) => card.attributes)];
  const names = new Set(cards.flatMap((card) => card.map(({ attribute }) => attribute)));
  if (parts !== undefined) names.add(parts.attribute);
  return [...names];
}

/** An attribute with its place in each card: the card of all first, null where a card does not hold it. */
export interface ScoredAttribute {
  readonly attribute: string;
  readonly cards: readonly (ScorecardAttribute | null)[];
}

/** The attributes of a scorecard card by card; without parts there is one card. */
export function scoredAttributes({ attributes, parts }: Cards): ScoredAttribute[] {
  const cards = [attributes, ...(parts?.cards ?? []).map((card) => card.attributes)];
  const names = new Set(cards.flatMap((card) => card.map(({ attribute }) => attribute)));
  return [...names].map((attribute) => ({
    attribute,
    cards: cards.map((card) => card.find((one) => one.attribute === attribute) ?? null),
  }));
}

/** What an attribute of a part's card weighs: by how much its known bands differ, without what the part begins with. */
export function spreadOf({ bands }: ScorecardAttribute): number {
  return spread(bands.flatMap(({ match, points }) => ("missing" in match ? [] : [points])));
}

/** The most less the least; 0 of nothing. */
export function spread(points: ArrayLike<number>): number {
  const all = Array.from(points);
  return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
}
