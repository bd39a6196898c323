import { goodLimit } from "./aim.ts";
import type { Trial } from "./candidates.ts";
import type { DisqualifyInput } from "./disqualify.ts";
import { pValue } from "./evidence.ts";
import { figuresOf, laterOfRules } from "./figures.ts";
import { matchesOf, tallyOf } from "./rows.ts";
import type { Later, LearnedRule } from "./rule.ts";
import { ruleText } from "./words.ts";
import { type World, worldOf } from "./world.ts";

/** A rule that a person decided on in an earlier version, with the rows of these files that it matches. */
export interface KeptRule extends Pick<LearnedRule, "id" | "aim" | "kind" | "rule" | "who"> {
  readonly status: "confirmed" | "rejected";
  /** 1 per row of the matrix that meets the rule. */
  readonly marks: Uint8Array;
}

/** A rule with the conditions that its figures are counted by. */
export interface Counted {
  readonly trial: Trial;
  readonly rule: LearnedRule;
}

/**
 * The kept rules that the search did not find again, counted on these rows. They took no part in the search, so they have no q.
 *
 * @param found ids of the rules that were found
 */
export function recounted(world: World, found: ReadonlySet<string>): Counted[] {
  const { input, older, split } = world;
  const { matrix, kept } = input;
  const limit = goodLimit(input.aim, older.base);
  return kept.flatMap(({ marks: _, ...one }, i) => {
    if (found.has(one.id)) return [];
    const attribute = matrix.attributes.length + i;
    const trial: Trial = [{ attribute, meets: Uint8Array.of(0, 1), is: { in: [] }, label: one.who, plainness: 0 }];
    const tally = tallyOf(older, matchesOf(older, trial));
    const tested = limit > 0 && limit < 1;
    const p = tested ? Number(pValue(older, tally, limit).toPrecision(3)) : null;
    const facts = { ...one, source: "learned" as const, ...figuresOf(world, trial, tally), p, q: null };
    return [{ trial, rule: { ...facts, text: ruleText(facts, split.inTime) } }];
  });
}

/** What all disqualifiers at once would have done on the newest rows, rejected ones left out; null without any. */
export function togetherOf(world: World, sides: readonly Counted[]): Later | null {
  const meant = sides.filter(({ rule }) => rule.kind === "disqualifier" && rule.status !== "rejected");
  return meant.length === 0
    ? null
    : laterOfRules(
        world,
        meant.map(({ trial }) => trial),
      );
}

/** The kept rules counted on rows that are too few to search. */
export function recount(input: DisqualifyInput): {
  readonly rules: readonly LearnedRule[];
  readonly inTime: boolean;
  readonly together: Later | null;
} {
  const world = worldOf(input);
  const sides = recounted(world, new Set());
  return { rules: sides.map(({ rule }) => rule), inTime: world.split.inTime, together: togetherOf(world, sides) };
}
