import type { Band, IcpDocument, ScorecardAttribute } from "../document.ts";

/** An attribute with the bands that a search should ask for. */
export interface Choice {
  readonly card: ScorecardAttribute;
  readonly wanted: readonly Band[];
  /** The fewest points of a company that one of them fits. */
  readonly least: number;
}

const known = ({ match }: Band): boolean => !("missing" in match);

/** Points of a company of which the attribute is not known. */
export function pointsUnknown({ bands }: ScorecardAttribute): number {
  return bands.find((band) => !known(band))?.points ?? 0;
}

/** The fewest points that a known value earns. */
export function pointsWorst({ bands }: ScorecardAttribute): number {
  return Math.min(...bands.filter(known).map(({ points }) => points));
}

/** The fewest points of a company that the filter for these bands finds; null when it cannot say them. */
export type LeastOf = (card: ScorecardAttribute, wanted: readonly Band[]) => number | null;

/** The known bands that earn the most. */
export function bestBands({ bands }: ScorecardAttribute): readonly Band[] {
  const most = Math.max(...bands.filter(known).map(({ points }) => points));
  return bands.filter((band) => known(band) && band.points === most);
}

/**
 * Which bands to ask for: those that earn at least half of their attribute's points; then, as long as companies found could stay below `high`,
 * poorer bands are given up where that gains most.
 *
 * @param settable attributes whose best bands the tool can filter by @param base points that the others give when they are not known
 */
export function chooseBands(
  document: IcpDocument,
  settable: readonly ScorecardAttribute[],
  base: number,
  leastOf: LeastOf,
): readonly Choice[] {
  const choicesOf = (card: ScorecardAttribute, sets: readonly (readonly Band[])[]): readonly Choice[] =>
    sets.flatMap((wanted) => {
      const least = leastOf(card, wanted);
      return least === null ? [] : [{ card, wanted, least }];
    });
  const choices = settable.map((card) => {
    const good = card.bands.filter((band) => known(band) && band.points > 0 && 2 * band.points >= card.weight);
    return choicesOf(card, [good, bestBands(card)])[0]!;
  });
  for (;;) {
    const total = base + choices.reduce((sum, { least }) => sum + least, 0);
    if (total >= document.scorecard.levels.high) return choices;
    const steps = choices.flatMap((now, i) =>
      choicesOf(now.card, narrowings(now)).map((one) => ({ i, one, gain: one.least - now.least })),
    );
    const best = steps.reduce<(typeof steps)[number] | null>((a, b) => (b.gain > (a?.gain ?? 0) ? b : a), null);
    if (best === null) return choices;
    choices[best.i] = best.one;
  }
}

/** The choice without its poorest bands, one level of points after the other. */
function narrowings({ wanted }: Choice): readonly (readonly Band[])[] {
  const levels = [...new Set(wanted.map(({ points }) => points))].sort((a, b) => a - b);
  return levels.slice(1).map((from) => wanted.filter(({ points }) => points >= from));
}
