import type { Timing } from "../icp/timing.ts";
import { clusteredAucDifference, clusteredAucInterval } from "../stats/clustered.ts";
import { groupFolds } from "../stats/folds.ts";
import { createRandom } from "../stats/random.ts";
import { DEFAULT_EVENTS, defaultTiming } from "./default-events.ts";
import { type Histories, timingOfDeals } from "./histories.ts";
import { type Counted, countLines, learnEvents } from "./learn.ts";

const FOLDS = 5;
/** Stream of random numbers of these folds. */
const STREAM = 41;
/** Fewest won and lost deals to learn from. */
export const LEAST_DEALS = 20;

type Check = NonNullable<Timing["check"]>;

/**
 * Timing learned from deals where it tells winners from losers better than the default on deals it has not seen, else the default; and why.
 * Better: by AUC in five folds, accounts whole, the 95% limits of the difference above 0 and those of the learned AUC above one half.
 */
export function judgeTiming(histories: Histories, seed: number): Timing {
  const { y } = histories;
  const won = y.reduce((a, b) => a + b, 0);
  const lost = y.length - won;
  if (won < LEAST_DEALS || lost < LEAST_DEALS)
    return defaultTiming(
      `${count(won)} won and ${count(lost)} lost deals began while events were recorded: too few to learn from, it takes ${LEAST_DEALS} of each.`,
    );
  const counted = countLines(histories);
  const learned = learnEvents(histories, counted, Int32Array.from(y.keys()));
  if (learned.judged === 0)
    return defaultTiming(
      `Nothing happened before enough of the ${count(y.length)} deals that began while events were recorded.`,
    );
  const check = compare(histories, counted, seed);
  const better = check.difference_interval[0] > 0 && check.auc_interval[0] > 0.5;
  if (!better) return { ...defaultTiming(`Weights learned from the deals ${words(check)}, no clear gain.`), check };
  return {
    ...defaultTiming(`Learned: the weights ${words(check)}.`, []),
    source: "learned",
    events: [...learned.events],
    left_out: learned.silent,
    check,
  };
}

/** Learned timing of deals left out of the learning, held against the default's. */
function compare(histories: Histories, counted: readonly Counted[], seed: number): Check {
  const { y, account } = histories;
  const learned = heldOutTiming(histories, counted, seed);
  const usual = timingOfDeals(histories, DEFAULT_EVENTS);
  const [own, theirs] = [learned, usual].map((scores) => clusteredAucInterval(scores, y, account));
  const { difference, low, high } = clusteredAucDifference(learned, usual, y, account);
  return {
    deals: y.length,
    won: y.reduce((a, b) => a + b, 0),
    auc: round(own!.auc),
    auc_interval: [round(own!.low), round(own!.high)],
    default_auc: round(theirs!.auc),
    default_auc_interval: [round(theirs!.low), round(theirs!.high)],
    difference: round(difference),
    difference_interval: [round(low), round(high)],
  };
}

/** Timing of every deal by weights that were learned without its account. */
export function heldOutTiming(histories: Histories, counted: readonly Counted[], seed: number): Float64Array {
  const { y, account } = histories;
  const fold = groupFolds(account, y, FOLDS, createRandom(seed, STREAM));
  const out = new Float64Array(y.length);
  for (let f = 0; f < FOLDS; f++) {
    const rest = Int32Array.from(y.keys()).filter((i) => fold[i] !== f);
    const scores = timingOfDeals(histories, learnEvents(histories, counted, rest).events);
    for (let i = 0; i < out.length; i++) if (fold[i] === f) out[i] = scores[i]!;
  }
  return out;
}

function words({ deals, auc, default_auc, difference_interval: [low, high] }: Check): string {
  const pairs = (share: number): string => String(Math.round(100 * share));
  const signed = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(Math.round(100 * share))}`;
  return `put the won deal first in ${pairs(auc)} of 100 pairs of held-out deals, the defaults in ${pairs(default_auc)} (difference ${signed(low)} to ${signed(high)}, n ${count(deals)})`;
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}

function round(x: number): number {
  return Number(x.toFixed(4));
}
