import type { Feature } from "../features/assemble.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import { goodLimit, goodOf, isFewBad } from "./aim.ts";
import { candidatesOf, type Trial } from "./candidates.ts";
import { limitsOf } from "./evidence.ts";
import { laterOf } from "./later.ts";
import { neededFor } from "./needed.ts";
import { matchesOf, type Rows, rowsOf, tallyOf } from "./rows.ts";
import type { Aim, Disqualified, Later, LearnedRule, Limits, RuleCondition, RuleKind, RuleStatus } from "./rule.ts";
import { search, type Tried } from "./search.ts";
import { type Split, sampled, splitByTime } from "./split.ts";
import { whoOf } from "./who.ts";
import { paragraphOf, ruleText } from "./words.ts";

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
  /** What a person made of rules of earlier builds, by id. */
  readonly decided: ReadonlyMap<string, "confirmed" | "rejected">;
}

/** The search counts so many of the older rows at most, by whole accounts; figures of what it finds are over all rows. */
export const SEARCHED_ROWS = 100_000;

/** Most watch-outs that are told. */
const MOST_WATCHED = 5;

function round(x: number): number {
  return Number(x.toFixed(4));
}

function rounded([low, high]: Limits): Limits {
  return [round(low), round(high)];
}

function roundedLater(later: Later): Later {
  return {
    ...later,
    saved: round(later.saved),
    saved_interval: rounded(later.saved_interval),
    events_share: later.events_share === null ? null : round(later.events_share),
    events_interval: later.events_interval === null ? null : rounded(later.events_interval),
  };
}

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
    if ("lacks" in is) return `${attribute} lacks ${is.lacks}`;
    const from = is.from === null ? "" : ` from ${is.from}`;
    return `${attribute}${from}${is.below === null ? "" : ` below ${is.below}`}`;
  });
  return `${aim}: ${said.join(" & ")}`;
}

/** The rows of one run, in the forms that its figures need. */
interface World {
  readonly input: DisqualifyInput;
  readonly split: Split;
  readonly older: Rows;
  readonly newest: Rows;
  readonly all: Rows;
}

function worldOf(input: DisqualifyInput): World {
  const { aim, matrix, events, orderName, seed } = input;
  const split = splitByTime(matrix, orderName, seed);
  const good = goodOf(aim, events);
  const older = rowsOf(matrix, good, sampled(matrix, [split.earlier, split.later], SEARCHED_ROWS, seed));
  const newest = rowsOf(matrix, good, [split.newest]);
  const all = rowsOf(matrix, good, [Int32Array.from({ length: matrix.n }, (_, row) => row)]);
  return { input, split, older, newest, all };
}

/** Rates and limits of good ends as those of the event. */
function asEvents(aim: Aim, [low, high]: Limits): Limits {
  return isFewBad(aim) ? [low, high] : [1 - high, 1 - low];
}

function laterOfRules({ input, newest }: World, trials: readonly Trial[]): Later {
  const union = new Uint8Array(newest.n);
  for (const trial of trials) {
    const matches = matchesOf(newest, trial);
    for (let i = 0; i < newest.n; i++) union[i] = union[i]! | matches[i]!;
  }
  return roundedLater(laterOf(union, goodOf(input.aim, newest.good), newest.account));
}

/** A suggested disqualifier that the newest rows contradict is only something to watch; stalled deals are a risk, never a reason to filter. */
function kindOf(world: World, tried: Tried, passed: boolean): RuleKind {
  if (!passed || world.input.aim === "no-decision") return "watch-out";
  const { n, good } = tallyOf(world.newest, matchesOf(world.newest, tried.trial));
  return n > 0 && good / n >= world.newest.base ? "watch-out" : "disqualifier";
}

function statusOf({ decided }: DisqualifyInput, id: string): RuleStatus {
  return decided.get(id) ?? "suggested";
}

function ruleOf(world: World, tried: Tried, passed: boolean): LearnedRule {
  const { input, all, split } = world;
  const { aim, features } = input;
  const events = (n: number, good: number): number => (isFewBad(aim) ? good : n - good);
  const rate = (n: number, good: number): number => (n === 0 ? 0 : round(events(n, good) / n));
  const whole = tallyOf(all, matchesOf(all, tried.trial));
  const rule = conditionsOf(tried.trial, features);
  const id = idOf(aim, rule);
  const [earlier, later] = tried.tally.halves;
  const facts = {
    id,
    aim,
    kind: kindOf(world, tried, passed),
    status: statusOf(input, id),
    source: "learned" as const,
    rule,
    who: whoOf(aim, tried.trial, features),
    n: whole.n,
    events: events(whole.n, whole.good),
    accounts: whole.accounts,
    rate: rate(whole.n, whole.good),
    interval: rounded(asEvents(aim, limitsOf(all, whole))),
    base_rate: round(events(1, all.base)),
    searched: {
      n: tried.tally.n,
      events: events(tried.tally.n, tried.tally.good),
      accounts: tried.tally.accounts,
    },
    halves: [rate(earlier.n, earlier.good), rate(later.n, later.good)] as const,
    p: Number(tried.p.toPrecision(3)),
    q: Number(tried.q.toPrecision(3)),
    later: laterOfRules(world, [tried.trial]),
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
  const sides = [
    ...found.passed.map((tried) => ({ tried, rule: ruleOf(world, tried, true) })),
    ...watched.map((tried) => ({ tried, rule: ruleOf(world, tried, false) })),
  ];
  const isHard = ({ rule }: (typeof sides)[number]): boolean => rule.kind === "disqualifier";
  const rules = [...sides.filter(isHard), ...sides.filter((side) => !isHard(side))].map(({ rule }) => rule);
  const meant = sides.filter((side) => isHard(side) && side.rule.status !== "rejected").map(({ tried }) => tried.trial);
  const together = meant.length === 0 ? null : laterOfRules(world, meant);
  const needed = neededFor(found.tried, limit);
  const parts = { aim, searched: older.n, in_time: world.split.inTime, rules, together, needed };
  return { ...parts, notes: notesOf(world), paragraph: paragraphOf(parts) };
}
