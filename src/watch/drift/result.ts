import type { Changes } from "../changes/changes.ts";
import type { RunNote, WatchedRun } from "./alarms.ts";
import type { Emerging } from "./emerging.ts";

/** Whether the world has moved since a document was built: monthly looks, alarms, what unexpected wins have in common. */
export interface DriftResult {
  /** Id and name of the document. */
  readonly icp: string;
  readonly name: string;
  readonly asOf: number;
  /** First day of the time it learned from (null where not known), and first day that it has not seen. */
  readonly from: number | null;
  readonly since: number;
  /** Oldest first. */
  readonly runs: readonly WatchedRun[];
  readonly emerging: Emerging;
  /** What the company tells of, and what the data tells of by itself. */
  readonly changes: Changes;
  /** Opportunities of the file: of the time it learned from, and new ones. */
  readonly before: number;
  readonly now: number;
  /** Notes of all runs, kept ones included, for the next time. */
  readonly notes: readonly RunNote[];
  readonly warnings: readonly string[];
}

/** The newest look. */
export function latestOf({ runs }: DriftResult): WatchedRun {
  return runs.at(-1)!;
}
