import type { Feature } from "../features/assemble.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import type { LevelResult } from "../icp/document.ts";
import { type Levels, levelOf } from "./check.ts";
import { onScaleOf } from "./held-out-checks.ts";
import type { Learned } from "./learn.ts";
import { bandWords } from "./scorecard.ts";

type Level = LevelResult["level"];

/** Where the deals stand on the scorecard. */
export interface Placed {
  /** Deals by the level of a card that had not seen them (held out by turns), ascending; those that nothing could score are in none. */
  readonly levels: Readonly<Record<Level, Int32Array>>;
  /** Deals by the band of the published card. */
  readonly bands: readonly { readonly attribute: string; readonly band: string; readonly deals: Int32Array }[];
}

/** Deals by held-out level and by band; bands in the order of the card, labelled as the document's. */
export function placedDeals(
  learned: Learned,
  matrix: CodedMatrix,
  features: readonly Feature[],
  levels: Levels,
): Placed {
  const [first] = learned.heldOut;
  const fit = onScaleOf(learned.card, first!.logit);
  const rows: Record<Level, number[]> = { high: [], medium: [], low: [], unknown: [] };
  fit.forEach((points, i) => {
    rows[levelOf(points, first!.known[i]!, levels)].push(learned.heldRows[i]!);
  });
  const at = (level: Level): Int32Array => Int32Array.from(rows[level]);
  const bands = learned.card.attributes.flatMap((attribute) => {
    const { codes } = matrix.attributes[attribute.index]!;
    const { bandOf, bands: count } = attribute.banding;
    const feature = features[attribute.index]!;
    return Array.from({ length: count }, (_, band) => ({
      attribute: feature.name,
      band: band === 0 ? "not known" : bandWords(attribute, feature, [band]),
      deals: Int32Array.from(codes.keys()).filter((i) => bandOf[codes[i]!] === band),
    }));
  });
  return { levels: { high: at("high"), medium: at("medium"), low: at("low"), unknown: at("unknown") }, bands };
}
