import type { IcpDocument, ScorecardAttribute } from "./document.ts";
import { bandLabel } from "./page/band-label.ts";
import { formatFor } from "./page/format.ts";
import { goalWords } from "./page/goal-words.ts";
import { humanise, tidy } from "./page/label.ts";

/** What a document says that people can agree with or not. */
export interface Claim {
  /** `score`, `attribute:industry`, `segment:fintech`, `disqualifier:r1`; the same claim has the same id in every version. */
  readonly id: string;
  readonly kind: "score" | "attribute" | "segment" | "disqualifier";
  readonly sentence: string;
}

/** Attributes that are a claim each: the heaviest. */
const ATTRIBUTES = 5;

const format = formatFor("en");

/** The headline claims of a document: what its score is worth, its heaviest attributes, its kinds of customers, who not to sell to. */
export function claimsOf(document: IcpDocument): readonly Claim[] {
  return [
    ...scoreClaim(document),
    ...[...document.scorecard.attributes]
      .sort((a, b) => b.weight - a.weight)
      .slice(0, ATTRIBUTES)
      .map((one) => attributeClaim(document, one)),
    ...document.segments.map(
      ({ id, rank, name, deals }): Claim => ({
        id: `segment:${id}`,
        kind: "segment",
        sentence: `${rank === "primary" ? "The first kind" : rank === "secondary" ? "A second kind" : "A kind beside these"} of best customer: ${tidy(name)} (${format.count(deals.won)} of ${format.count(deals.n)} deals won).`,
      }),
    ),
    ...document.disqualifiers
      .filter(({ kind, status }) => kind === "disqualifier" && status !== "rejected")
      .map((one) => ruleClaim(one)),
  ];
}

function scoreClaim({ scorecard, separation, goal }: IcpDocument): readonly Claim[] {
  if (scorecard.attributes.length === 0) return [];
  const { high, medium } = scorecard.levels;
  const words = `The score tells ${goalWords(goal).sides}: high from ${high}, medium from ${medium}. ${tidy(separation.reason)}`;
  return [{ id: "score", kind: "score", sentence: words.trim() }];
}

function ruleClaim({ id, who, status }: IcpDocument["disqualifiers"][number]): Claim {
  const whom = tidy(who).replace(/^Companies\b/, "companies");
  const verb = status === "suggested" ? "should not sell" : "do not sell";
  return { id: `disqualifier:${id}`, kind: "disqualifier", sentence: `We ${verb} to ${whom}.` };
}

function attributeClaim(document: IcpDocument, { attribute, weight, bands }: ScorecardAttribute): Claim {
  const label = document.attributes.find(({ name }) => name === attribute)?.label ?? attribute;
  const [best, ...rest] = [...bands].sort((a, b) => b.points - a.points);
  const worst = rest.at(-1);
  const evidence = (band: (typeof bands)[number]): string =>
    `${tidy(bandLabel(band))} (${band.points} points${band.n === 0 ? "" : `, ${format.count(band.won)} of ${format.count(band.n)} ${goalWords(document.goal).reached}`})`;
  const first = best === undefined ? "" : `, most for ${evidence(best)}`;
  const last = worst === undefined ? "" : `, least for ${evidence(worst)}`;
  return {
    id: `attribute:${attribute}`,
    kind: "attribute",
    sentence: `${humanise(label)} counts for ${weight} of 100 points${first}${last}.`,
  };
}
