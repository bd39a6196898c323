import type { CodedMatrix } from "../features/matrix.ts";
import type { Aim } from "./rule.ts";

/** Which side of the base rate is bad: few wins, many lost customers. */
export function isFewBad(aim: Aim): boolean {
  return aim === "win";
}

/** 1 where the row ended well, whatever the event of the aim is. */
export function goodOf(aim: Aim, events: Uint8Array): Uint8Array {
  return isFewBad(aim) ? events : events.map((event) => 1 - event);
}

/**
 * The rate of good ends that a rule must stay below, `base` the overall rate of good ends: half the base rate for wins; for events that
 * are bad, the rate at which they come twice as often (at most half way to always).
 */
export function goodLimit(aim: Aim, base: number): number {
  if (isFewBad(aim)) return base / 2;
  const bad = 1 - base;
  return 1 - Math.min(2 * bad, (1 + bad) / 2);
}

/**
 * Rows and events to look for deals that end without a decision: all won deals and the lost ones whose reason is known.
 *
 * @param won 1 per won deal @param reason kind of loss per deal (`no_decision`, `price`, ...); null for none or unknown
 * @returns the rows that can be judged and 1 per row that ended without a decision
 */
export function noDecisionEvents(
  won: CodedMatrix["y"],
  reason: readonly (string | null)[],
): { readonly rows: Int32Array; readonly events: Uint8Array } {
  const rows = Int32Array.from(won.keys()).filter((row) => won[row] === 1 || reason[row] !== null);
  const events = Uint8Array.from(rows, (row) => (won[row] === 0 && reason[row] === "no_decision" ? 1 : 0));
  return { rows, events };
}
