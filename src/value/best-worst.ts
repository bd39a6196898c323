import { type Contrast, compare } from "../buyers/contrasts.ts";
import type { Feature } from "../features/assemble.ts";
import { type SegmentAttribute, segmentAttribute } from "../segments/attribute.ts";
import { type RuleCondition, ruleCondition } from "../segments/condition.ts";
import { composite, type Part } from "./composite.ts";

/** Share of the customers that are called best, and worst; of few customers the larger. */
const SHARES = [0.25, 0.3] as const;
/** Fewest accounts on either side. */
export const LEAST_COHORT = 20;
const MOST_ROWS = 10;

/** A property by which the best customers differ from the worst. */
export interface BestWorstRow extends RuleCondition {
  /** Accounts that have it. */
  readonly best: number;
  readonly worst: number;
  /** How many times as common among the best, limits widened for its having been chosen. */
  readonly lift: number;
  readonly interval: readonly [number, number];
  readonly q: number;
}

/** The best customers held against the worst. */
export interface BestWorst {
  /** What they were ranked by. */
  readonly by: readonly Part["name"][];
  /** Share of the customers that either side is. */
  readonly share: number;
  readonly best: number;
  readonly worst: number;
  /** Properties that were tested. */
  readonly tested: number;
  /** At most 10 that differ, the surest first; empty: nothing does. */
  readonly rows: readonly BestWorstRow[];
}

/**
 * Ranks customers by what is known of their worth and compares the best quarter with the worst in every attribute, under
 * Benjamini-Hochberg. Null where there are too few: 20 on either side.
 *
 * @param codes per feature one pre-bin code per account, 0 missing
 */
export function bestAgainstWorst(
  parts: readonly Part[],
  features: readonly Feature[],
  codes: readonly Uint16Array[],
): BestWorst | null {
  const worth = composite(parts);
  const known = Int32Array.from(worth.keys()).filter((i) => !Number.isNaN(worth[i]!));
  const share = SHARES.find((one) => Math.floor(one * known.length) >= LEAST_COHORT);
  if (share === undefined) return null;
  const size = Math.floor(share * known.length);
  const order = Array.from(known).sort((a, b) => worth[a]! - worth[b]! || a - b);
  const among = Int32Array.from([...order.slice(0, size), ...order.slice(-size)]).sort();
  const best = new Set(order.slice(-size));
  const y = Uint8Array.from(among, (i) => (best.has(i) ? 1 : 0));
  const properties = features.flatMap((feature, j) =>
    propertiesOf(
      feature,
      Uint16Array.from(among, (i) => codes[j]![i]!),
    ),
  );
  const { compared, tested } = compare([
    {
      presence: { labels: properties.map((_, k) => String(k)), rows: properties.map(({ rows }) => rows) },
      deals: { y, account: Int32Array.from(among.keys()) },
      test: () => true,
    },
  ]);
  const rows = compared[0]!.contrasts
    .filter(({ finding }) => finding)
    .slice(0, MOST_ROWS)
    .map((found) => rowOf(properties[Number(found.label)]!.condition, found));
  return {
    by: parts.filter(({ of }) => known.some((i) => !Number.isNaN(of[i]!))).map(({ name }) => name),
    share,
    best: size,
    worst: size,
    tested,
    rows,
  };
}

function rowOf(condition: RuleCondition, { won, lost, lift, interval, q }: Contrast): BestWorstRow {
  return { ...condition, best: won, worst: lost, lift: lift!, interval: interval!, q: q! };
}

interface Property {
  readonly condition: RuleCondition;
  readonly rows: Int32Array;
}

/** Levels of an attribute with the accounts that have them; of two, the one that is said: the other is what is left. */
function propertiesOf(feature: Feature, codes: Uint16Array): Property[] {
  const attribute = segmentAttribute(feature, codes, codes);
  const levels = attribute.levels.flatMap((bins, level) => (bins.length > 0 ? [level] : []));
  const said = levels.length === 2 ? [saidOf(attribute, levels)] : levels;
  return said.map((level) => ({
    condition: ruleCondition(attribute, { attribute: 0, levels: [level] }),
    rows: Int32Array.from(codes.keys()).filter((i) => attribute.won[i] === level + 1),
  }));
}

function saidOf({ feature, levels }: SegmentAttribute, [first, second]: readonly number[]): number {
  const tells = (level: number): boolean => levels[level]!.some((bin) => feature.coded.bins[bin]!.values.length > 0);
  return tells(second!) || !tells(first!) ? second! : first!;
}
