import { foldText } from "../normalise/fold.ts";
import type { Declared } from "./declared.ts";
import type { Band, IcpDocument, ScorecardAttribute } from "./document.ts";
import { bandLabel } from "./page/band-label.ts";
import { goalWords } from "./page/goal-words.ts";
import { humanise, tidy } from "./page/label.ts";

/** Where what people declared and the card in force disagree. */
export interface Contradiction {
  readonly kind: "not in the card" | "other order" | "rule";
  /** The declared attribute. */
  readonly attribute: string;
  readonly sentence: string;
}

/** Declared attributes lighter than this are no claim about the best customers. */
const LEAST_WEIGHT = 10;
/** By how many points the card must put another band first. */
const CLEARLY = 3;

type DeclaredAttribute = Declared["attributes"][number];

/**
 * Sentences on where what people declared disagrees with the card in force: an attribute of weight that the card does not have, a band that people put
 * first and the card does not, a learned rule against it. Attributes and bands are matched by their words; what cannot be matched is passed over.
 * Nothing where the declared card is the one that scores.
 */
export function contradictions(document: IcpDocument): readonly Contradiction[] {
  const { declared, scorecard } = document;
  if (declared === null || declared.scores || scorecard.attributes.length === 0) return [];
  return declared.attributes
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .flatMap((one) => [...absent(document, one), ...otherOrder(document, one), ...againstRule(document, one)]);
}

function named(document: IcpDocument, { label }: DeclaredAttribute): IcpDocument["attributes"][number] | null {
  const wanted = plain(label);
  return (
    document.attributes.find(({ name, label: own, columns }) =>
      [name, own, ...columns].some((text) => plain(text) === wanted || plain(humanise(text)) === wanted),
    ) ?? null
  );
}

function plain(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

function absent(document: IcpDocument, one: DeclaredAttribute): readonly Contradiction[] {
  const found = named(document, one);
  const scored = document.scorecard.attributes.some(({ attribute }) => attribute === found?.name);
  if (scored || (found === null && one.bands !== null)) return [];
  const why = found === null ? one.reason : found.reason === "" ? found.status : found.reason;
  const because = why === "" ? "" : `: ${tidy(why).replace(/[.]$/, "")}`;
  return [
    {
      kind: "not in the card",
      attribute: one.label,
      sentence: `People gave ${tidy(one.label)} ${one.weight} of 100 points; the card in force does not have it${because}.`,
    },
  ];
}

/** The card's band of a declared one: the same words, or one that holds all of its values. */
function ownBand({ bands }: ScorecardAttribute, label: string): Band | null {
  const known = bands.filter(({ match }) => !("missing" in match));
  const same = known.find((band) => plain(bandLabel(band)) === plain(label));
  if (same !== undefined) return same;
  const values = label.split(", ").map(plain);
  return (
    known.find(({ match }) => "in" in match && values.every((value) => match.in.some((own) => plain(own) === value))) ??
    null
  );
}

function otherOrder(document: IcpDocument, one: DeclaredAttribute): readonly Contradiction[] {
  const found = named(document, one);
  const card = document.scorecard.attributes.find(({ attribute }) => attribute === found?.name);
  if (card === undefined || one.bands === null) return [];
  const matched = one.bands.flatMap(({ label, points }) => {
    const own = ownBand(card, label);
    return own === null ? [] : [{ label, points, own }];
  });
  const first = matched.reduce<(typeof matched)[number] | null>(
    (a, b) => (a === null || b.points > a.points ? b : a),
    null,
  );
  if (first === null || first.points < one.weight) return [];
  const better = matched
    .filter(({ points, own }) => points < first.points && own.points >= first.own.points + CLEARLY)
    .sort((a, b) => b.own.points - a.own.points)[0];
  if (better === undefined) return [];
  return [
    {
      kind: "other order",
      attribute: one.label,
      sentence: `${tidy(one.label)}: people put ${tidy(first.label)} first (${first.points} of ${one.weight}); the card in force gives it ${first.own.points} of ${card.weight} and ${tidy(better.label)} ${better.own.points}.`,
    },
  ];
}

function againstRule(document: IcpDocument, one: DeclaredAttribute): readonly Contradiction[] {
  const found = named(document, one);
  const best = one.bands?.find(({ points }) => points === one.weight);
  if (found === null || best === undefined) return [];
  const { reached } = goalWords(document.goal);
  const values = new Set(best.label.split(", ").map(plain));
  return document.disqualifiers.flatMap((rule): Contradiction[] => {
    if (rule.source !== "learned" || rule.aim !== "win" || rule.status === "rejected") return [];
    const hit = rule.rule.some(
      ({ attribute, is }) => attribute === found.name && "in" in is && is.in.some((value) => values.has(plain(value))),
    );
    if (!hit) return [];
    return [
      {
        kind: "rule",
        attribute: one.label,
        sentence: `People want ${tidy(best.label)} (${tidy(one.label)}); a rule learned from deals says whom not to sell to: ${tidy(rule.who)}, ${rule.events} of ${rule.n} ${reached}.`,
      },
    ];
  });
}
