import { isoOf } from "./days.ts";
import type { DriftRun } from "./run.ts";

/** What a run leaves to the next one. */
export interface RunNote {
  /** ISO date. */
  readonly as_of: string;
  /** Ids of the monitors that chance was ruled out for. */
  readonly rejected: readonly string[];
}

/** A run with its alarms. */
export interface WatchedRun {
  readonly run: DriftRun;
  /** The run before it, which alarms rest on too; null for the first. */
  readonly before: string | null;
  /** Ids of monitors that moved enough to matter, chance being ruled out in this run and in the one before. */
  readonly alarms: readonly string[];
}

/** Runs nearer than this many days look at nearly the same deals: they are no two runs. */
const APART = 20;

/** What is kept of a run. */
export function noteOf({ asOf, monitors }: DriftRun): RunNote {
  return { as_of: isoOf(asOf), rejected: monitors.filter(({ rejected }) => rejected).map(({ id }) => id) };
}

/**
 * Alarms run by run: what moved enough, and is told from chance twice in a row.
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
    const twice = new Set(before?.rejected ?? []);
    const alarms = run.monitors
      .filter(({ id, material, rejected }) => material && rejected && twice.has(id))
      .map(({ id }) => id);
    return { run, before: before?.as_of ?? null, alarms };
  });
}
