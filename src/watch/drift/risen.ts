import type { Feature } from "../../features/assemble.ts";
import { type SegmentAttribute, segmentAttribute } from "../../segments/attribute.ts";
import { ruleCondition } from "../../segments/condition.ts";
import { nameOf } from "../../segments/name.ts";
import { findRule, holdsFor } from "../../segments/rule.ts";
import type { Segment } from "../../segments/segment.ts";
import { wordsOf } from "../../segments/words.ts";
import { createRandom, shuffle } from "../../stats/random.ts";

/** Shuffles of who is new and who is earlier; a rule that any of them beats is not told. */
const SHUFFLES = 199;

/** One rule that tells new companies from earlier ones. */
export interface RisenRule {
  readonly name: string;
  readonly rules: Segment["rules"];
  /** Companies that it holds for, of the new ones and of the earlier ones. */
  readonly now: number;
  readonly before: number;
}

/** Attributes with the companies in another order: the first `n` count as new. */
function drawn(attributes: readonly SegmentAttribute[], order: Int32Array, n: number): SegmentAttribute[] {
  return attributes.map((attribute) => {
    const all = Uint8Array.from(order, (i) => (i < attribute.won.length ? attribute.won[i]! : attribute.market[i - attribute.won.length]!));
    return { ...attribute, won: all.subarray(0, n), market: all.subarray(n) };
  });
}

/**
 * The rule of at most 4 conditions that the new companies meet most and the earlier ones least, found as the rules of segments are; null where any of 199
 * shuffles of who is new finds one that tells as much, so that one in 200 data sets in which nothing rose names one.
 */
export function risenRule(
  features: readonly Feature[],
  now: readonly Uint16Array[],
  before: readonly Uint16Array[],
  seed: number,
): RisenRule | null {
  const attributes = features.map((f, j) => segmentAttribute(f, now[j]!, before[j]!)).filter(({ levels }) => levels.length > 1);
  const n = attributes[0]?.won.length ?? 0;
  if (n === 0) return null;
  const allowed = attributes.map((_, j) => j);
  const everyone = new Uint8Array(n).fill(1);
  const found = findRule(attributes, allowed, everyone);
  if (found === null) return null;
  const random = createRandom(seed, 83);
  const order = Int32Array.from({ length: n + attributes[0]!.market.length }, (_, i) => i);
  for (let k = 0; k < SHUFFLES; k++) {
    shuffle(order, random);
    const chance = findRule(drawn(attributes, order, n), allowed, everyone);
    if (chance !== null && chance.score >= found.score) return null;
  }
  const rules = found.sets.map((set) => ruleCondition(attributes[set.attribute]!, set));
  const held = (side: "won" | "market"): number => holdsFor(attributes, found.sets, side).reduce((a, b) => a + b, 0);
  return {
    name: nameOf(
      found.sets.map((set, i) => wordsOf(attributes[set.attribute]!.feature, rules[i]!)),
      [],
    ),
    rules,
    now: held("won"),
    before: held("market"),
  };
}
