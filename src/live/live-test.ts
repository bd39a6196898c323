import { anytimeQuantile, plannedQuantile } from "../stats/anytime.ts";
import { newcombe } from "../stats/newcombe.ts";
import { normalCdf } from "../stats/normal.ts";
import { wilson } from "../stats/wilson.ts";

/** One side of a live test. */
export interface Arm {
  readonly n: number;
  readonly reached: number;
  /** How many rows count as one independent row: those of one company go together. */
  readonly effect: number;
}

/** What a live test says of one outcome. */
export interface LiveResult {
  readonly list: ArmResult;
  readonly control: ArmResult;
  /** Rate of the list less that of the control, with limits that hold however often one looks; null where a side is empty. */
  readonly difference: number | null;
  readonly interval: readonly [number, number] | null;
  readonly verdict: "better" | "worse" | "not yet clear";
  /**
   * By what the test so far would have to be multiplied, companies or time, for a difference like the one seen to show four times in five;
   * null where it shows, or where nothing to speak of is seen.
   */
  readonly times: number | null;
  /** The smallest difference that lists of these sizes would show four times in five, at the rate of both together. */
  readonly smallest: number | null;
}

export interface ArmResult extends Arm {
  readonly rate: number | null;
  /** 95% limits of this rate alone. */
  readonly interval: readonly [number, number];
}

/** Standard errors beyond the limit at which four tests in five show. */
const POWER = 0.8416;
/** A difference of fewer standard errors is nothing to reckon with. */
const NOTHING = 0.7;
const MOST_TIMES = 10;

/**
 * A list held against a control, at any look.
 *
 * Formula: the list's part of what was reached less its part of the rows, whose variance under no difference is that of a draw without
 * replacement; the limits of the difference are Newcombe's at the confidence of `anytimeQuantile`.
 *
 * @param usual the rate by which the width of the limits is planned, fixed before any outcome is seen
 * @param elapsed share of the planned time that is over; null where no end was said
 */
export function liveTest(list: Arm, control: Arm, usual: number, elapsed: number | null): LiveResult {
  const [a, b] = [worth(list), worth(control)];
  const sides = { list: resultOf(list), control: resultOf(control) };
  const all = a.n + b.n;
  if (a.n === 0 || b.n === 0)
    return { ...sides, difference: null, interval: null, verdict: "not yet clear", times: null, smallest: null };
  const share = a.n / all;
  const reached = a.reached + b.reached;
  const information = informationAt(reached / all, all, share);
  const planned = informationAt(usual, all, share);
  const clear = (at: number): number => (elapsed === null ? anytimeQuantile(at, planned) : plannedQuantile(elapsed));
  const z = clear(information);
  const confidence = Number.isFinite(z) ? Math.min(1 - 1e-12, 2 * normalCdf(z) - 1) : 1 - 1e-12;
  const { difference, low, high } = newcombe(a.reached, a.n, b.reached, b.n, confidence);
  const verdict = low > 0 ? "better" : high < 0 ? "worse" : "not yet clear";
  const score = information > 0 ? Math.abs(a.reached - reached * share) / Math.sqrt(information) : 0;
  const rate = reached > 0 ? reached / all : usual;
  const spread = Math.sqrt(rate * (1 - rate) * (1 / a.n + 1 / b.n));
  const end = elapsed === null ? anytimeQuantile(Math.max(information, planned), planned) : plannedQuantile(1);
  return {
    ...sides,
    difference,
    interval: [low, high],
    verdict,
    times:
      verdict === "not yet clear"
        ? timesNeeded(score, (times) =>
            elapsed === null ? anytimeQuantile(information * times, planned) : plannedQuantile(1),
          )
        : null,
    smallest: Math.min(1, (end + POWER) * spread),
  };
}

function worth({ n, reached, effect }: Arm): { readonly n: number; readonly reached: number } {
  return { n: n / effect, reached: reached / effect };
}

function resultOf(arm: Arm): ArmResult {
  const { n, reached } = worth(arm);
  return { ...arm, rate: arm.n === 0 ? null : arm.reached / arm.n, interval: wilson(reached, n) };
}

/** Variance of the list's part of what is reached, drawn without replacement. */
function informationAt(rate: number, all: number, share: number): number {
  return all <= 1 ? 0 : (rate * all * share * (1 - share) * (all - rate * all)) / (all - 1);
}

/** The least multiple at which a score that grows as the root of the information stands clear. */
function timesNeeded(score: number, clear: (times: number) => number): number | null {
  if (score < NOTHING) return null;
  for (let times = 1; times <= MOST_TIMES; times *= 1.02)
    if (score * Math.sqrt(times) >= clear(times) + POWER) return times;
  return null;
}
