import { normalQuantile } from "../stats/normal.ts";
import type { SegmentAttribute } from "./attribute.ts";
import { candidateSets } from "./candidates.ts";
import { type LevelSet, matches } from "./condition.ts";

export const MOST_FEATURES = 10;
/** Of limits of shares that were chosen for standing out. */
const CHOSEN_CONFIDENCE = 0.995;

/** One attribute in which a kind differs from the market; shares are of the accounts that know it. */
export interface SettingApart {
  readonly set: LevelSet;
  readonly inSegment: number;
  readonly inMarket: number;
  /** Accounts of the kind that know the attribute, and those of them in these levels. */
  readonly known: number;
  readonly count: number;
  readonly lift: number;
  /** 95% limits of the lift, widened for having been chosen. */
  readonly interval: readonly [number, number];
}

interface Counted {
  readonly known: number;
  readonly held: number;
}

function countIn(codes: Uint8Array, mark: Uint8Array | null, set: LevelSet): Counted {
  const among = matches(codes, set);
  let [known, held] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === 0 || (mark !== null && mark[i] === 0)) continue;
    known++;
    held += among[i]!;
  }
  return { known, held };
}

/** Ratio of two shares with its limits by the logarithm; half an account is added where none is. */
function liftOf(own: Counted, market: Counted): { lift: number; interval: [number, number] } {
  const [a, b] = [own.held + 0.5, market.held + 0.5];
  const [n, m] = [own.known + 0.5, market.known + 0.5];
  const lift = a / n / (b / m);
  const error = Math.sqrt(Math.max(0, 1 / a - 1 / n + 1 / b - 1 / m));
  const far = normalQuantile(0.5 + CHOSEN_CONFIDENCE / 2) * error;
  return { lift, interval: [lift * Math.exp(-far), lift * Math.exp(far)] };
}

/** The level set of one attribute that tells most of the kind from the market; null when none stands clear of chance. */
function bestSet(
  index: number,
  attribute: SegmentAttribute,
  members: Uint8Array,
): (SettingApart & { worth: number }) | null {
  let best: (SettingApart & { worth: number }) | null = null;
  for (const set of candidateSets(index, attribute, members)) {
    const own = countIn(attribute.won, members, set);
    const market = countIn(attribute.market, null, set);
    const { lift, interval } = liftOf(own, market);
    const inSegment = own.held / Math.max(1, own.known);
    const worth = inSegment * Math.log2(lift);
    if (interval[0] <= 1 || worth <= (best?.worth ?? 0)) continue;
    const inMarket = market.held / Math.max(1, market.known);
    best = { set, inSegment, inMarket, known: own.known, count: own.held, lift, interval, worth };
  }
  return best;
}

/** The attributes, at most 10, that set the members apart from the market clearly of chance, the most telling first. */
export function settingApart(attributes: readonly SegmentAttribute[], members: Uint8Array): SettingApart[] {
  return attributes
    .flatMap((attribute, j) => bestSet(j, attribute, members) ?? [])
    .sort((a, b) => b.worth - a.worth || a.set.attribute - b.set.attribute)
    .slice(0, MOST_FEATURES)
    .map(({ worth: _, ...rest }) => rest);
}
