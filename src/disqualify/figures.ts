import { goodOf, isFewBad } from "./aim.ts";
import type { Trial } from "./candidates.ts";
import { drawnRate, limitsOf } from "./evidence.ts";
import { laterOf } from "./later.ts";
import { matchesOf, type Tally, tallyOf } from "./rows.ts";
import type { Aim, Later, LearnedRule, Limits } from "./rule.ts";
import type { World } from "./world.ts";

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

/** Rates and limits of good ends as those of the event. */
function asEvents(aim: Aim, [low, high]: Limits): Limits {
  return isFewBad(aim) ? [low, high] : [1 - high, 1 - low];
}

/** What leaving all of some rules alone would have done on the newest rows. */
export function laterOfRules({ input, newest }: World, trials: readonly Trial[]): Later {
  const union = new Uint8Array(newest.n);
  for (const trial of trials) {
    const matches = matchesOf(newest, trial);
    for (let i = 0; i < newest.n; i++) union[i] = union[i]! | matches[i]!;
  }
  return roundedLater(laterOf(union, goodOf(input.aim, newest.good), newest.account));
}

/** What is counted of a rule: all rows, the older ones it was searched in, the newest. */
export type Figures = Pick<
  LearnedRule,
  "n" | "events" | "accounts" | "rate" | "interval" | "base_rate" | "searched" | "halves" | "later"
>;

/**
 * The figures of a rule.
 *
 * @param tally what it matches among the older rows
 */
export function figuresOf(world: World, trial: Trial, tally: Tally): Figures {
  const { all, input } = world;
  const { aim } = input;
  const events = (n: number, good: number): number => (isFewBad(aim) ? good : n - good);
  const rate = (n: number, good: number): number => (n === 0 ? 0 : round(events(n, good) / n));
  const whole = tallyOf(all, matchesOf(all, trial));
  const [earlier, later] = tally.halves;
  return {
    n: whole.n,
    events: events(whole.n, whole.good),
    accounts: whole.accounts,
    rate: whole.n === 0 ? 0 : round(events(1, drawnRate(whole, all.base))),
    interval: rounded(asEvents(aim, limitsOf(all, whole))),
    base_rate: round(events(1, all.base)),
    searched: { n: tally.n, events: events(tally.n, tally.good), accounts: tally.accounts },
    halves: [rate(earlier.n, earlier.good), rate(later.n, later.good)],
    later: laterOfRules(world, [trial]),
  };
}
