import { normalQuantile } from "../stats/normal.ts";
import type { SegmentAttribute } from "./attribute.ts";
import { candidateSets } from "./candidates.ts";
import { type LevelSet, matches } from "./condition.ts";

export const MOST_FEATURES = 10;
/** How often an attribute of no meaning may seem to set a kind apart, all its level sets having been tried. */
const CHANCE = 0.01;

/** A property that is hardly commoner than in the market sets nobody apart, however sure. */
const LEAST_LIFT = 1.25;

/** One attribute in which a kind differs from the market; shares are of the accounts that know it. */
export interface SettingApart {
  readonly set: LevelSet;
  readonly inSegment: number;
  readonly inMarket: number;
  /** Accounts of the kind that know the attribute, and those of them in these levels. */
  readonly known: number;
  readonly count: number;
  readonly lift: number;
  /** 98% limits of the lift that hold for all level sets of the attribute at once, for this one was chosen. */
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
function liftOf(own: Counted, market: Counted, tried: number): { lift: number; interval: [number, number] } {
  const [a, b] = [own.held + 0.5, market.held + 0.5];
  const [n, m] = [own.known + 0.5, market.known + 0.5];
  const lift = a / n / (b / m);
  const error = Math.sqrt(Math.max(0, 1 / a - 1 / n + 1 / b - 1 / m));
  const far = normalQuantile(1 - CHANCE / tried) * error;
  return { lift, interval: [lift * Math.exp(-far), lift * Math.exp(far)] };
}

/** The level set of one attribute that tells most of the kind from the market; null when none stands clear of chance. */
function bestSet(
  index: number,
  attribute: SegmentAttribute,
  members: Uint8Array,
): (SettingApart & { worth: number }) | null {
  let best: (SettingApart & { worth: number }) | null = null;
  const sets = candidateSets(index, attribute, members);
  // The sets of a category are the outstanding ones of all its subsets.
  const tried = attribute.feature.coded.order === "ordered" ? sets.length : 2 ** attribute.levels.length - 2;
  for (const set of sets) {
    const own = countIn(attribute.won, members, set);
    const market = countIn(attribute.market, null, set);
    const { lift, interval } = liftOf(own, market, tried);
    const inSegment = own.held / Math.max(1, own.known);
    const worth = inSegment * Math.log2(lift);
    if (interval[0] <= 1 || lift < LEAST_LIFT || worth <= (best?.worth ?? 0)) continue;
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
