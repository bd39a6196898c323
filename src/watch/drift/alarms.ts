import { isoOf } from "./days.ts";
import type { DriftRun } from "./run.ts";

/** What a run leaves to the next one. */
export interface RunNote {
  /** ISO date. */
  readonly as_of: string;
  /** Ids of the monitors that pointed to a change: q of 5% at most. */
  readonly pointed: readonly string[];
}

/** A run with its alarms. */
export interface WatchedRun {
  readonly run: DriftRun;
  /** The run before it, which alarms rest on too; null for the first. */
  readonly before: string | null;
  /** Ids of monitors that moved enough to matter, chance being ruled out in this run, and the one before having pointed to it. */
  readonly alarms: readonly string[];
}

/** Highest q of a monitor by which a run points to what the next one may raise an alarm for. Chosen on simulated years 1001 to 1010. */
const POINTED_Q = 0.05;

/** Runs nearer than this many days look at nearly the same deals: they are no two runs. */
const APART = 20;

/** What is kept of a run. */
export function noteOf({ asOf, monitors }: DriftRun): RunNote {
  return { as_of: isoOf(asOf), pointed: monitors.filter(({ q }) => q !== null && q <= POINTED_Q).map(({ id }) => id) };
}

/**
 * Alarms run by run: what moved enough and is told from chance (q 1%), the run before having pointed to it (q 5%).
 *
 * @param runs oldest first @param kept notes of earlier runs, from a file; they go before what is computed anew for a day near theirs
 */
export function withAlarms(runs: readonly DriftRun[], kept: readonly RunNote[]): WatchedRun[] {
  return runs.map((run, k) => {
    const apart = (iso: string): boolean => Date.parse(`${iso}T00:00:00Z`) / 86_400_000 <= run.asOf - APART;
    const computed = k === 0 ? null : noteOf(runs[k - 1]!);
    const remembered = kept.filter(({ as_of }) => apart(as_of)).sort((a, b) => (a.as_of < b.as_of ? 1 : -1))[0] ?? null;
    const near =
      remembered !== null &&
      (computed === null ||
        Math.abs(Date.parse(remembered.as_of) - Date.parse(computed.as_of)) / 86_400_000 < APART ||
        remembered.as_of > computed.as_of);
    const before = near ? remembered : computed;
    const twice = new Set(before?.pointed ?? []);
    const alarms = run.monitors
      .filter(({ id, material, rejected }) => material && rejected && twice.has(id))
      .map(({ id }) => id);
    return { run, before: before?.as_of ?? null, alarms };
  });
}
