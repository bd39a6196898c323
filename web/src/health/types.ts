import type { Report } from "../../../src/icp/page/report.ts";

export const JOBS = ["score", "drift", "refresh", "strategy"] as const;
export type JobName = (typeof JOBS)[number];

export interface Schedule {
  readonly on: boolean;
  readonly every: "day" | "month" | "quarter" | "year";
  readonly day: number;
  readonly month: number;
  readonly at: string;
}

export interface ScheduledJob {
  readonly job: JobName;
  readonly does: string;
  readonly schedule: Schedule;
  readonly words: string;
  readonly next: string | null;
  readonly last: {
    readonly state: string;
    readonly started: string;
    readonly finished: string | null;
    readonly attempt: number;
  } | null;
}

export interface Schedules {
  readonly zone: string;
  readonly time_zone: string | null;
  readonly refresh_on_alarm: boolean;
  /** Whether this server does the jobs. */
  readonly working: boolean;
  readonly jobs: readonly ScheduledJob[];
}

export interface Run {
  readonly id: number;
  readonly kind: string;
  readonly state: "running" | "done" | "failed" | "interrupted";
  readonly by: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly doing: string | null;
  readonly attempt: number | null;
  readonly error: string | null;
  readonly summary: Readonly<Record<string, unknown>> | null;
}

export interface Look {
  readonly run: number;
  readonly at: string;
  readonly by: string;
  readonly report: string | null;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly figures: { readonly page?: Report } | null;
}

export interface KeptReport {
  readonly name: string;
  readonly kind: string;
  readonly day: string;
  readonly run: number;
  readonly bytes: number;
  readonly asked_by: string | null;
}

export interface Change {
  readonly id: number;
  readonly kind: string;
  readonly date: string;
  readonly note: string | null;
  readonly logged_at: string;
  readonly logged_by: string;
  readonly reviewed_at: string | null;
  readonly reviewed_by: string | null;
}

/** What each job is called here. */
export const JOB_NAMES: Readonly<Record<JobName, string>> = {
  score: "Score again",
  drift: "Look for drift",
  refresh: "Learn a candidate and write the review",
  strategy: "Ask for the strategic review",
};

export const REPORT_NAMES: Readonly<Record<string, string>> = {
  score: "Scores: who moved",
  drift: "Drift: has the world moved",
  refresh: "Candidate against the version in force",
  review: "Review: the pack for the quarterly meeting",
  strategy: "Strategic review of the year",
  validate: "Does it hold: the profile against what came of deals",
  "live-test": "Live test: a list against its control",
};

/** Who asked for it, after a comma; the schedule asks in nobody's name. */
export function askedText(by: string | null | undefined): string {
  if (by === null || by === undefined) return "";
  return by === "schedule" ? ", by the schedule" : `, asked for by ${by}`;
}
