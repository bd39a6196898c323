import { benjaminiHochberg } from "../../stats/benjamini-hochberg.ts";
import { MATERIAL } from "../drift/outcomes.ts";
import { formerPeriod } from "../drift/period.ts";
import type { WatchRows } from "../rows.ts";
import { type Change, changesWho } from "./change.ts";
import { cycleOf, type Measured, measuresOf, outsideOf, type Span } from "./measure.ts";

/** A figure, judged among all that were looked at. */
export interface JudgedMeasure extends Measured {
  /** Chance is ruled out: q of 5% at most over all figures of all changes. */
  readonly clear: boolean;
}

/** What a change asks for: a new look at who to sell to, a new fit now, or one when more deals are decided. */
export type ChangeStep = "strategic review" | "refit" | "refit later";

/** A change since the profile was learned, with what is seen before and after it. */
export interface MeasuredChange extends Change {
  readonly before: Span;
  readonly after: Span;
  /** Deals decided since. */
  readonly decided: number;
  readonly figures: readonly JudgedMeasure[];
  readonly step: ChangeStep;
}

/** Something that the data alone shows. */
export interface FoundChange extends Measured {
  /** It matters, and chance is ruled out (P 1%). */
  readonly clear: boolean;
}

export interface Changes {
  /** Whether a file of changes was given. */
  readonly given: boolean;
  /** Since the profile was learned, oldest first. */
  readonly since: readonly MeasuredChange[];
  /** Within the time that it learned from, before that time, and after the newest deal. */
  readonly within: readonly Change[];
  readonly earlier: number;
  readonly ahead: readonly Change[];
  /** Cycle, and wins of none of the kinds: deals decided since against those of the time it learned from. */
  readonly found: readonly FoundChange[];
  /** What all of it asks for; null for nothing. */
  readonly step: ChangeStep | null;
}

/** Deals decided since a change from which a profile can be held against one that knows of it. */
export const ENOUGH_DECIDED = 50;
const CLEAR_Q = 0.05;
const FOUND_P = 0.01;
/** A change is looked at for a year at most, and held against half a year before it at least. */
const LONGEST = 365;
const SHORTEST_BEFORE = 180;

/**
 * The changes that a company tells of, each with what was before and after it, and two that the data tells of by itself.
 *
 * @param from first day that the profile learned from; null where not known
 * @param since first day that it has not seen @param asOf the newest day
 */
export function changesOf(
  rows: WatchRows,
  told: readonly Change[] | null,
  { from, since }: { readonly from: number | null; readonly since: number },
  asOf: number,
): Changes {
  const all = [...(told ?? [])].sort((a, b) => a.day - b.day);
  const start = from ?? Number.NEGATIVE_INFINITY;
  const measured = judged(
    all.filter(({ day }) => day >= since && day <= asOf).map((change) => measuredChange(rows, change, asOf)),
  );
  const found = foundIn(rows, { from: start, to: since - 1 }, { from: since, to: asOf });
  return {
    given: told !== null,
    since: measured,
    within: all.filter(({ day }) => day > start && day < since),
    earlier: all.filter(({ day }) => day <= start).length,
    ahead: all.filter(({ day }) => day > asOf),
    found,
    step: stepOf(measured, found),
  };
}

function measuredChange(rows: WatchRows, change: Change, asOf: number): MeasuredChange {
  const after = { from: change.day, to: Math.min(asOf, change.day + LONGEST - 1) };
  const length = Math.max(SHORTEST_BEFORE, after.to - after.from + 1);
  const before = { from: change.day - length, to: change.day - 1 };
  const decided = formerPeriod(rows, "closed", change.day, asOf + 1).rows.filter((i) => rows.y[i] !== -1).length;
  return {
    ...change,
    before,
    after,
    decided,
    figures: measuresOf(rows, before, after).map((one) => ({ ...one, clear: false })),
    step: changesWho(change.kind) ? "strategic review" : decided >= ENOUGH_DECIDED ? "refit" : "refit later",
  };
}

/** Over all figures of all changes: who looks at twenty finds one by chance. */
function judged(changes: readonly MeasuredChange[]): MeasuredChange[] {
  const tested = changes.flatMap(({ figures }) => figures.flatMap(({ p }) => p ?? []));
  const q = benjaminiHochberg(tested);
  let next = 0;
  return changes.map((change) => ({
    ...change,
    figures: change.figures.map((one) => (one.p === null ? one : { ...one, clear: q[next++]! <= CLEAR_Q })),
  }));
}

function foundIn(rows: WatchRows, before: Span, after: Span): FoundChange[] {
  const [cycle, outside] = [cycleOf(rows, before, after), outsideOf(rows, before, after)];
  const ruledOut = ({ p }: Measured): boolean => p !== null && p <= FOUND_P;
  const median = cycle.before?.value ?? 0;
  const longer = median > 0 && cycle.difference !== null ? Math.abs(cycle.difference) / median : 0;
  return [
    { ...cycle, clear: ruledOut(cycle) && longer >= MATERIAL.cycle },
    ...(outside === null
      ? []
      : [{ ...outside, clear: ruledOut(outside) && Math.abs(outside.difference ?? 0) >= MATERIAL.rate }]),
  ];
}

function stepOf(changes: readonly MeasuredChange[], found: readonly FoundChange[]): ChangeStep | null {
  const steps = new Set<ChangeStep>(changes.map(({ step }) => step));
  if (found.some(({ clear, what, difference }) => clear && (what === "cycle" || (difference ?? 0) > 0)))
    steps.add("refit");
  return (["strategic review", "refit", "refit later"] as const).find((step) => steps.has(step)) ?? null;
}
