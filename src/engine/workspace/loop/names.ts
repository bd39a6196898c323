/** Jobs that a workspace does by itself, in the order in which they are done when several are due. */
export const JOBS = ["score", "drift", "refresh", "strategy"] as const;
export type JobName = (typeof JOBS)[number];

/** How a job stands in the run log and in the queue; what it does within itself stands there under its own name. */
export function jobKind(job: JobName): string {
  return `${job}-job`;
}

/** Who did it, in the run log. */
export const SCHEDULED = "schedule";

/** What a job does, as people say it. */
export const JOB_WORDS: Readonly<Record<JobName, string>> = {
  score: "scores every account by the version in force",
  drift: "looks whether the world has moved",
  refresh: "learns a candidate, and writes the pack for the quarterly meeting",
  strategy: "asks for the strategic review, and writes what it should look at",
};
