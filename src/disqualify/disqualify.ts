import type { Feature } from "../features/assemble.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import { goodLimit, isFewBad } from "./aim.ts";
import { candidatesOf, type Trial } from "./candidates.ts";
import { figuresOf } from "./figures.ts";
import { type KeptRule, recounted, togetherOf } from "./kept.ts";
import { neededFor } from "./needed.ts";
import { matchesOf, tallyOf } from "./rows.ts";
import type { Aim, Disqualified, LearnedRule, RuleCondition, RuleKind, RuleStatus } from "./rule.ts";
import { search, type Tried } from "./search.ts";
import { whoOf } from "./who.ts";
import { paragraphOf, ruleText } from "./words.ts";
import { type World, worldOf } from "./world.ts";

/** What to look through. */
export interface DisqualifyInput {
  readonly aim: Aim;
  /** Decided deals (customers for churn) with the attributes that may take part; its own outcome is not read. */
  readonly matrix: CodedMatrix;
  /** One per attribute of the matrix, same order. */
  readonly features: readonly Feature[];
  /** 1 per row with the event of the aim: won, ended without a decision, left. */
  readonly events: Uint8Array;
  readonly seed: number;
  /** Header of the `--order` column, null without. */
  readonly orderName: string | null;
  /** Rules of this aim that a person decided on in an earlier version: the decision holds, and they are counted on these rows whether or not the search finds them again. */
  readonly kept: readonly KeptRule[];
}

/** Most watch-outs that are told. */
const MOST_WATCHED = 5;

function conditionsOf(trial: Trial, features: readonly Feature[]): RuleCondition[] {
  return trial
    .map(({ attribute, is }) => ({ attribute: features[attribute]!.name, is }))
    .sort((a, b) => (a.attribute < b.attribute ? -1 : 1));
}

/** `win: employees below 20 & industry in education`. */
function idOf(aim: Aim, conditions: readonly RuleCondition[]): string {
  const said = conditions.map(({ attribute, is }) => {
    if ("in" in is) return `${attribute} in ${is.in.join("|")}`;
    if ("has" in is) return `${attribute} has ${is.has}`;
    if ("missing" in is) return `${attribute} missing`;
    if ("lacks" in is) return `${attribute} lacks ${is.lacks}`;
    const from = is.from === null ? "" : ` from ${is.from}`;
    return `${attribute}${from}${is.below === null ? "" : ` below ${is.below}`}`;
  });
  return `${aim}: ${said.join(" & ")}`;
}

/**
 * What a person confirmed stays what it is. A suggested disqualifier that the newest rows contradict is only something to watch; stalled deals and
 * leaving customers are a risk, never a reason to filter.
 */
function kindOf(world: World, id: string, tried: Tried, passed: boolean): RuleKind {
  const kept = keptOf(world.input, id);
  if (kept?.status === "confirmed" && kept.kind === "disqualifier") return "disqualifier";
  if (!passed || !isFewBad(world.input.aim)) return "watch-out";
  const { n, good } = tallyOf(world.newest, matchesOf(world.newest, tried.trial));
  return n > 0 && good / n >= world.newest.base ? "watch-out" : "disqualifier";
}

function keptOf({ kept }: DisqualifyInput, id: string): KeptRule | null {
  return kept.find((one) => one.id === id) ?? null;
}

function statusOf(input: DisqualifyInput, id: string): RuleStatus {
  return keptOf(input, id)?.status ?? "suggested";
}

function ruleOf(world: World, tried: Tried, passed: boolean): LearnedRule {
  const { input, split } = world;
  const { aim, features } = input;
  const rule = conditionsOf(tried.trial, features);
  const id = idOf(aim, rule);
  const facts = {
    id,
    aim,
    kind: kindOf(world, id, tried, passed),
    status: statusOf(input, id),
    source: "learned" as const,
    rule,
    who: whoOf(aim, tried.trial, features),
    ...figuresOf(world, tried.trial, tried.tally),
    p: Number(tried.p.toPrecision(3)),
    q: Number(tried.q.toPrecision(3)),
  };
  return { ...facts, text: ruleText(facts, split.inTime) };
}

function notesOf({ split, older, newest }: World): string[] {
  const count = (n: number): string => n.toLocaleString("en-US");
  const all = split.earlier.length + split.later.length;
  const some = older.n < all ? `${count(older.n)} of the older ${count(all)}` : `the older ${count(all)}`;
  const searched = `Searched on ${some}, checked on the newest ${count(newest.n)} (${split.how}).`;
  const drawn = `Searched on ${count(older.n)}, checked on ${count(newest.n)}: ${split.how}.`;
  const undated =
    split.undated === 0
      ? []
      : [`${count(split.undated)} without a date ${split.undated === 1 ? "is" : "are"} in neither.`];
  return [split.inTime ? searched : drawn, ...undated];
}

/**
 * Who not to sell to: kinds of companies that buy less than half as often as others (or stall, or leave, twice as often), searched on the
 * older rows and measured on the newest. The same input and seed give the same rules.
 */
export function disqualify(input: DisqualifyInput): Disqualified {
  const world = worldOf(input);
  const { aim, features } = input;
  const { older } = world;
  const limit = goodLimit(aim, older.base);
  const singles = features.flatMap((feature, j) => candidatesOf(feature, j));
  const both = older.base > 0 && older.base < 1;
  const found = both ? search(older, singles, limit) : { passed: [], watched: [], tried: 0 };
  const watched = isFewBad(aim) ? found.watched.slice(0, MOST_WATCHED) : [];
  const own = [
    ...found.passed.map((tried) => ({ trial: tried.trial, rule: ruleOf(world, tried, true) })),
    ...watched.map((tried) => ({ trial: tried.trial, rule: ruleOf(world, tried, false) })),
  ];
  const sides = [...own, ...recounted(world, new Set(own.map(({ rule }) => rule.id)))];
  const isHard = ({ rule }: (typeof sides)[number]): boolean => rule.kind === "disqualifier";
  const rules = [...sides.filter(isHard), ...sides.filter((side) => !isHard(side))].map(({ rule }) => rule);
  const together = togetherOf(world, sides);
  const needed = neededFor(found.tried, limit);
  const parts = { aim, searched: older.n, in_time: world.split.inTime, rules, together, needed };
  return { ...parts, notes: notesOf(world), paragraph: paragraphOf(parts) };
}
