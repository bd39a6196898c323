import type { Feature } from "../../features/assemble.ts";
import { type SegmentAttribute, segmentAttribute } from "../../segments/attribute.ts";
import type { LevelSet } from "../../segments/condition.ts";
import { ruleCondition } from "../../segments/condition.ts";
import { nameOf } from "../../segments/name.ts";
import { findRule, holdsFor } from "../../segments/rule.ts";
import type { Segment } from "../../segments/segment.ts";
import { wordsOf } from "../../segments/words.ts";
import { fisherExact } from "../../stats/fisher.ts";
import { createRandom, shuffle } from "../../stats/random.ts";

/** How often a year in which nothing rose may have a kind said to rise, look by look. */
const CHANCE = 0.001;
/** A share that is not so many times what it was has not risen. */
const LEAST_LIFT = 1.5;
/** Companies on either side; more say no more. */
const MOST = 1000;

/** One rule that new companies meet more often than earlier ones. */
export interface RisenKind {
  readonly name: string;
  readonly rules: Segment["rules"];
  /** Of the new and of the earlier companies, how many a rule made without them holds for. */
  readonly now: readonly [held: number, of: number];
  readonly before: readonly [held: number, of: number];
  /** Whether the rule of all companies holds for a row. */
  readonly holds: (row: number) => boolean;
}

interface Split {
  readonly now: Int32Array;
  readonly before: Int32Array;
}

/** Two halves of the places of each, drawn by seed. */
function halves(n: number, m: number, seed: number): readonly [Split, Split] {
  const random = createRandom(seed, 83);
  const places = (count: number): Int32Array => {
    const order = Int32Array.from({ length: count }, (_, i) => i);
    shuffle(order, random);
    return order;
  };
  const [now, before] = [places(n), places(m)];
  const half = (k: number): Split => ({
    now: now.filter((_, i) => i % 2 === k),
    before: before.filter((_, i) => i % 2 === k),
  });
  return [half(0), half(1)];
}

function of(attributes: readonly SegmentAttribute[], { now, before }: Split): SegmentAttribute[] {
  return attributes.map((attribute) => ({
    ...attribute,
    won: Uint8Array.from(now, (i) => attribute.won[i]!),
    market: Uint8Array.from(before, (i) => attribute.market[i]!),
  }));
}

function ruleOf(attributes: readonly SegmentAttribute[]): readonly LevelSet[] | null {
  const everyone = new Uint8Array(attributes[0]!.won.length).fill(1);
  const found = findRule(attributes, Array.from(attributes.keys()), everyone);
  return found === null ? null : found.sets.map((set) => sharpened(attributes[set.attribute]!, set));
}

/** Of several categories those that have risen themselves: a rule gains a little from every category that rose by chance. */
function sharpened({ feature, won, market }: SegmentAttribute, set: LevelSet): LevelSet {
  if (feature.coded.order === "ordered" || set.levels.length < 2) return set;
  const share = (codes: Uint8Array, level: number): number =>
    codes.reduce((sum, code) => sum + (code === level + 1 ? 1 : 0), 0) / Math.max(1, codes.length);
  const risen = set.levels.filter((level) => share(won, level) >= LEAST_LIFT * share(market, level));
  return risen.length === 0 ? set : { ...set, levels: risen };
}

function held(attributes: readonly SegmentAttribute[], sets: readonly LevelSet[], side: "won" | "market"): number {
  return holdsFor(attributes, sets, side).reduce((a, b) => a + b, 0);
}

/** Every so many of the rows. */
function some(rows: Int32Array): Int32Array {
  const step = Math.ceil(rows.length / MOST);
  return step <= 1 ? rows : rows.filter((_, i) => i % step === 0);
}

/**
 * The kind of company that has risen: the rule of at most 4 conditions that new companies meet most and earlier ones least, found as the rules of
 * segments are. Judged by rules made on either half and counted on the other; null where these are met no more often by new companies than chance has it.
 *
 * @param now rows of the new companies, one each @param before of the earlier ones
 */
export function risenKind(
  features: readonly Feature[],
  now: Int32Array,
  before: Int32Array,
  seed: number,
): RisenKind | null {
  const [newer, earlier] = [some(now), some(before)];
  const at = (feature: Feature, rows: Int32Array): Uint16Array =>
    Uint16Array.from(rows, (i) => feature.coded.codes[i]!);
  const attributes = features
    .map((feature) => segmentAttribute(feature, at(feature, newer), at(feature, earlier)))
    .filter(({ levels }) => levels.length > 1);
  if (attributes.length === 0 || newer.length < 2 || earlier.length < 2) return null;
  const [first, second] = halves(newer.length, earlier.length, seed);
  let [met, were] = [0, 0];
  for (const [made, counted] of [
    [first, second],
    [second, first],
  ] as const) {
    const sets = ruleOf(of(attributes, made));
    if (sets === null) return null;
    const others = of(attributes, counted);
    met += held(others, sets, "won");
    were += held(others, sets, "market");
  }
  const [n, m] = [newer.length, earlier.length];
  const p = fisherExact(met, n - met, were, m - were).greater;
  if (p > CHANCE || met / n < (LEAST_LIFT * were) / m) return null;
  const sets = ruleOf(attributes);
  if (sets === null) return null;
  const rules = sets.map((set) => ruleCondition(attributes[set.attribute]!, set));
  const bins = sets.map(({ attribute, levels }) => ({
    codes: attributes[attribute]!.feature.coded.codes,
    among: new Set(levels.flatMap((l) => attributes[attribute]!.levels[l]!)),
  }));
  return {
    name: nameOf(
      sets.map((set, i) => wordsOf(attributes[set.attribute]!.feature, rules[i]!)),
      [],
    ),
    rules,
    now: [met, n],
    before: [were, m],
    holds: (row) => bins.every(({ codes, among }) => among.has(codes[row]!)),
  };
}
