import type { CardAttribute } from "./card.ts";

/**
 * Log-odds that lie between a fit of 0 and one of 100 if the hypothesis is fully right: of companies whose fits spread by 20 points it then
 * puts a won deal before a lost one in 71 of 100 pairs, as good a profile does. The deals scale it by 0 to 1.25.
 */
export const LOGITS = 4;

/** The effect of each band, in logits; that of an unknown value is none. */
export function effectsOf({ bands }: Pick<CardAttribute, "bands">): number[] {
  return bands.map(({ points }) => (points / 100) * LOGITS);
}
