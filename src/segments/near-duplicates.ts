import { normalisedMutualInformation } from "../stats/mutual-information.ts";
import type { SegmentAttribute } from "./attribute.ts";

/** Shared information from which two attributes say nearly the same: employees and revenue, each in five ranges, correlated by .7. */
const NEARLY_SAME = 0.2;
/** Fewest accounts that know both. */
const FEWEST = 50;
/** Accounts that are enough to tell. */
const ENOUGH = 2000;

/** Shared information in the market, among the accounts that know both; 0 where too few do. */
function shared(a: SegmentAttribute, b: SegmentAttribute): number {
  const both: number[] = [];
  const step = Math.max(1, Math.floor(a.market.length / ENOUGH));
  for (let i = 0; i < a.market.length; i += step) if (a.market[i]! > 0 && b.market[i]! > 0) both.push(i);
  if (both.length < FEWEST) return 0;
  const of = (x: SegmentAttribute): Uint8Array => Uint8Array.from(both, (i) => x.market[i]! - 1);
  const [la, lb] = [a.levels.length, b.levels.length];
  // Chance alone shares about (la - 1)(lb - 1) / 2n nats.
  const chance = ((la - 1) * (lb - 1)) / (2 * both.length) / (0.5 * Math.log(la * lb));
  return normalisedMutualInformation(of(a), of(b), la, lb, both.length) - chance;
}

function known({ won }: SegmentAttribute): number {
  return won.reduce((sum, code) => sum + (code > 0 ? 1 : 0), 0);
}

/** Labels of an attribute that was left out, and of the one that says nearly the same. */
export interface NearDuplicate {
  readonly dropped: string;
  readonly kept: string;
}

/**
 * Leaves out attributes that say nearly the same as a better known one: taken twice, a property that merely comes in two columns would
 * look like a kind of company.
 */
export function withoutNearDuplicates(attributes: readonly SegmentAttribute[]): {
  kept: readonly SegmentAttribute[];
  dropped: readonly NearDuplicate[];
} {
  const order = attributes.map((a, j) => ({ a, j, known: known(a) })).sort((x, y) => y.known - x.known || x.j - y.j);
  const kept: typeof order = [];
  const dropped: NearDuplicate[] = [];
  for (const one of order) {
    const like = kept.find((k) => shared(k.a, one.a) >= NEARLY_SAME);
    if (like === undefined) kept.push(one);
    else dropped.push({ dropped: one.a.feature.label, kept: like.a.feature.label });
  }
  return { kept: kept.sort((x, y) => x.j - y.j).map(({ a }) => a), dropped };
}
