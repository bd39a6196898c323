import type { Band, DocumentAttribute, IcpDocument, ScorecardAttribute } from "../../../icp/document.ts";
import { bandLabel } from "../../../icp/page/band-label.ts";
import { nameOf } from "../../../icp/page/context.ts";
import { scoredAttributes } from "../../../icp/scored-by.ts";
import { cellFor } from "./cell-for.ts";

/** An answer that may be given by choosing it. */
export interface Choice {
  /** What to send back. */
  readonly value: string;
  readonly label: string;
  readonly points: number;
}

/** What may be asked about a company. */
export interface Question {
  readonly attribute: string;
  readonly label: string;
  /** Points between the best and the worst answer. */
  readonly moves: number;
  /** Points while nobody knows. */
  readonly unknown: number;
  readonly choices: readonly Choice[];
}

/** The questions whose answers make the score, the most telling first. With a card for each part they are those of the whole. */
export function questionsOf(document: IcpDocument): readonly Question[] {
  const questions = scoredAttributes(document.scorecard).flatMap(({ attribute, cards }) => {
    const described = document.attributes.find(({ name }) => name === attribute);
    const card = cards.find((one) => one !== null);
    return described === undefined || card === undefined || card === null ? [] : [questionOf(described, card)];
  });
  return questions.filter(({ choices }) => choices.length > 0).toSorted((a, b) => b.moves - a.moves);
}

function questionOf(attribute: DocumentAttribute, { bands }: ScorecardAttribute): Question {
  const choices = bands.flatMap((band, i) => choiceOf(attribute, bands, band, i) ?? []);
  const points = choices.map((one) => one.points);
  return {
    attribute: attribute.name,
    label: nameOf(attribute),
    moves: choices.length === 0 ? 0 : Math.max(...points) - Math.min(...points),
    unknown: bands.find(({ match }) => "missing" in match)?.points ?? 0,
    choices,
  };
}

/** Null for the band of what is not known, and for one that no cell can be written for. */
function choiceOf(attribute: DocumentAttribute, bands: readonly Band[], band: Band, place: number): Choice | null {
  if (attribute.normalise === null || cellFor(attribute.normalise, bands, band) === null) return null;
  return { value: `band ${place + 1}`, label: bandLabel(band), points: band.points };
}
