import { type Compared, type Contrast, compare, LEAST_ACCOUNTS } from "./contrasts.ts";
import { type Deals, type Presence, within } from "./presence.ts";

/** Days before a deal's creation in which what happened may have led to it. */
export const DAYS = 90;

/** What had happened at the accounts before the deals began. */
export interface Happened {
  readonly deals: Deals;
  /** Deals of which it can be told: created while events were recorded. */
  readonly told: Int32Array;
  /** Kinds of events (`demo request`, `job posting: compliance manager`). */
  readonly triggers: Presence;
  /** What somebody read or searched about. */
  readonly topics: Presence;
  /** Kinds of events that are left out: they began to be recorded later than the rest. */
  readonly later: readonly string[];
}

/** What had happened before the deals of one group. */
export interface Signals {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly rows: readonly Contrast[];
}

export interface FoundSignals {
  readonly triggers: Signals;
  readonly topics: Signals;
}

/**
 * What had happened before won and before lost deals, over all deals and within each kind of customer. All tests are one family.
 *
 * @param kinds deals of each kind
 */
export function findSignals(
  { deals, told, triggers, topics }: Happened,
  kinds: readonly Int32Array[],
): { readonly all: FoundSignals; readonly kinds: readonly FoundSignals[]; readonly tested: number } {
  const known = new Set(told);
  const groups = [told, ...kinds.map((rows) => rows.filter((row) => known.has(row)))];
  const test = (): boolean => true;
  const { compared, tested } = compare(
    groups.flatMap((rows) => [triggers, topics].map((presence) => ({ ...within(presence, deals, rows), test }))),
  );
  const found = groups.map((_, i) => ({
    triggers: signalsOf(compared[2 * i]!),
    topics: signalsOf(compared[2 * i + 1]!),
  }));
  return { all: found[0]!, kinds: found.slice(1), tested };
}

function signalsOf({ contrasts, ...deals }: Compared): Signals {
  return { ...deals, rows: contrasts.filter(({ accounts }) => accounts >= LEAST_ACCOUNTS) };
}
