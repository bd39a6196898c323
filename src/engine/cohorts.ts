import type { Cohort } from "../ingest/facts.ts";

/** A cohort of which less is decided still hides its slow wins. */
const DECIDED = 0.9;

/** Whether the month in which a deal was created is decided enough to be judged; days since 1970-01-01. */
export function maturedCohorts(cohorts: readonly Cohort[]): (day: number) => boolean {
  const open = new Set(
    cohorts.filter((c) => c.decided < DECIDED * (c.decided + c.open)).map((c) => c.month.slice(0, 7)),
  );
  return (day) => !open.has(new Date(day * 86_400_000).toISOString().slice(0, 7));
}
