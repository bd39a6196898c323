import type { Feature } from "../features/assemble.ts";
import type { Interaction, ToldInteractions } from "../icp/interaction.ts";
import type { Crossed, Interactions } from "./interactions.ts";
import type { Scorecard } from "./points.ts";
import { bandWords } from "./scorecard.ts";

const round = (x: number): number => Number(x.toFixed(4));
const percent = (x: number): string => `${Math.round(100 * x)}%`;

/** `Employees 200 or more`, `has SAP`. */
function side(feature: Feature, band: string): string {
  return feature.kind === "flag" ? band : `${feature.label} ${band}`;
}

function told(one: Crossed, card: Scorecard, features: readonly Feature[]): Interaction {
  const words = ([0, 1] as const).map((s) => {
    const attribute = card.attributes.find(({ index }) => index === one.attributes[s])!;
    const feature = features[attribute.index]!;
    const band = bandWords(attribute, feature, one.bands[s]);
    return { name: feature.name, band, side: side(feature, band) };
  });
  const [a, b] = words as [(typeof words)[number], (typeof words)[number]];
  const { n, won, expected, effect, p, q } = one;
  const sum = `the sum of the scorecard says ${percent(expected)}`;
  return {
    attributes: [a.name, b.name],
    bands: [a.band, b.band],
    n,
    won,
    expected: round(expected),
    logit: round(effect),
    p: round(p),
    q: round(q),
    sentence: `${a.side} with ${b.side}: won ${won.toLocaleString("en-US")} of ${n.toLocaleString("en-US")} (${percent(won / n)}), ${sum}.`,
  };
}

/** Interactions as the document holds them, in words. */
export function toldInteractions(
  { pairs, found }: Interactions,
  card: Scorecard,
  features: readonly Feature[],
): ToldInteractions {
  return { pairs, found: found.map((one) => told(one, card, features)) };
}
