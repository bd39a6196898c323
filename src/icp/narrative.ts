import { foldText } from "../normalise/fold.ts";
import type { Band, IcpDocument } from "./document.ts";
import { bandLabel } from "./page/band-label.ts";
import { formatFor } from "./page/format.ts";
import { goalWords } from "./page/goal-words.ts";
import { humanise, tidy } from "./page/label.ts";

/** A kind of company that the narrative names and the scorecard does not favour. */
export interface Contradicted {
  readonly attribute: string;
  /** The word as the narrative has it, folded. */
  readonly named: string;
  readonly sentence: string;
}

/** Shorter words are met by chance. */
const SHORTEST = 4;
/** Share of an attribute's points that a band has at most to be out of favour. */
const LITTLE = 0.25;
/** A sentence with one of these speaks of whom one does not want. */
const NEGATED =
  /\b(?:not|no|never|nobody|neither|nor|avoid\w*|except|without|instead|rather than|unlike|don['’]?t|doesn['’]?t|won['’]?t|poor|bad)\b/;

const format = formatFor("en");

/**
 * Where the words of a strategic narrative go against the scorecard: kinds of companies that it names as ours, and whose deals were won clearly
 * less often than the average and earn few points. Kinds are known by the values of bands, word for word; sentences that deny something are passed over.
 */
export function narrativeContradictions(document: IcpDocument, text: string): readonly Contradicted[] {
  const said = text
    .split(/[.!?;\n]+/)
    .map(
      (sentence) =>
        ` ${foldText(sentence)
          .replace(/[^\p{L}\p{N}'’]+/gu, " ")
          .trim()} `,
    )
    .filter((sentence) => !NEGATED.test(sentence));
  return document.scorecard.attributes.flatMap(({ attribute, weight, bands }) => {
    const label = document.attributes.find(({ name }) => name === attribute)?.label ?? attribute;
    return bands
      .filter((band) => isOutOfFavour(band, weight, document))
      .flatMap((band) => {
        const named = valuesOf(band).find((value) => said.some((sentence) => sentence.includes(` ${value} `)));
        return named === undefined
          ? []
          : [{ attribute, named, sentence: sentenceOf(document, humanise(label), named, band, weight) }];
      });
  });
}

function isOutOfFavour({ points, rate_interval, rate, n }: Band, weight: number, { evidence }: IcpDocument): boolean {
  const clearly = rate_interval === null ? rate < evidence.base_rate : rate_interval[1] < evidence.base_rate;
  return n > 0 && clearly && points <= LITTLE * weight;
}

function valuesOf({ match }: Band): readonly string[] {
  const values = "in" in match ? match.in : "has" in match ? [match.has] : [];
  return values
    .map((value) =>
      foldText(value)
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim(),
    )
    .filter((value) => value.length >= SHORTEST);
}

function sentenceOf({ evidence, goal }: IcpDocument, label: string, named: string, band: Band, weight: number): string {
  const { reached } = goalWords(goal);
  return `The narrative names ${named}; in the scorecard ${label} ${tidy(bandLabel(band))} earns ${band.points} of ${weight} points: ${format.count(band.won)} of ${format.count(band.n)} deals ${reached}, against ${format.percent(evidence.base_rate)} of all.`;
}
