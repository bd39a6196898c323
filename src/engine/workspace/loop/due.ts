import { JOBS, type JobName } from "./names.ts";
import { fallsOn, type Schedule, type Schedules } from "./schedules.ts";

/** What the run log knows of a job. */
export interface LastRun {
  readonly started: Date;
  readonly finished: Date | null;
  /** `refused`: a person has to mend something first, so that it waits for its next time. */
  readonly state: "running" | "done" | "failed" | "interrupted" | "refused";
  /** 1-based. */
  readonly attempt: number;
}

export interface DueJob {
  readonly job: JobName;
  readonly why: "scheduled" | "alarm" | "interrupted" | "failed";
  readonly attempt: number;
}

export interface LoopState {
  readonly schedules: Schedules;
  /** IANA name. */
  readonly zone: string;
  /** The newest run of each job. */
  readonly last: Readonly<Partial<Record<JobName, LastRun>>>;
  /** When the first version was put in force; null: never, so that there is nothing to do. */
  readonly since: Date | null;
  /** When drift first raised an alarm against the version in force; null: never. */
  readonly alarm: Date | null;
}

/** Attempts after the first. */
export const RETRIES = 3;
/** Before the first retry; doubled each time. */
const RETRY_SECONDS = 30;

/**
 * What is to be done now, in order. A job is due once for each of its times, however late it is; one that was interrupted runs again, one that
 * failed three times more, ever later, and then at its next time. A missed time is made up for once.
 */
export function due({ schedules, zone, last, since, alarm }: LoopState, now: Date): readonly DueJob[] {
  if (since === null) return [];
  return JOBS.flatMap((job): DueJob[] => {
    const schedule = schedules.jobs[job];
    const found = last[job] ?? null;
    if (!schedule.on || found?.state === "running") return [];
    const again = found === null ? null : againOf(job, found, now);
    if (again !== null) return again === "wait" ? [] : [again];
    const from = found?.started ?? since;
    if (wallClock(from, zone) < lastTime(schedule, wallClock(now, zone)))
      return [{ job, why: "scheduled", attempt: 1 }];
    const told = job === "refresh" && schedules.refreshOnAlarm && alarm !== null && alarm > from;
    return told ? [{ job, why: "alarm", attempt: 1 }] : [];
  });
}

/** What becomes of a run that did not come to its end; null where it did, or was given up. */
function againOf(job: JobName, { state, attempt, finished, started }: LastRun, now: Date): DueJob | "wait" | null {
  if (state === "interrupted") return { job, why: "interrupted", attempt };
  if (state !== "failed" || attempt > RETRIES) return null;
  const from = (finished ?? started).getTime() + RETRY_SECONDS * 1000 * 2 ** (attempt - 1);
  return now.getTime() >= from ? { job, why: "failed", attempt: attempt + 1 } : "wait";
}

/** A moment as clocks of the zone show it: `2026-06-30T02:00`. Such texts are in order, but for the hour that is repeated in autumn. */
export function wallClock(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)!.value;
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

const DAY = 86_400_000;
/** A year has no more days than this. */
const LONGEST = 366;

/** The newest time of a schedule that is not after a wall clock's. */
export function lastTime(schedule: Schedule, wall: string): string {
  const [date = "", time = ""] = wall.split("T");
  const today = Date.parse(`${date}T00:00:00Z`);
  for (let back = schedule.at <= time ? 0 : 1; back <= LONGEST + 1; back++) {
    const day = new Date(today - back * DAY);
    if (fallsOn(schedule, { month: day.getUTCMonth() + 1, day: day.getUTCDate() }))
      return `${day.toISOString().slice(0, 10)}T${schedule.at}`;
  }
  throw new Error(`no day of ${JSON.stringify(schedule)} within a year`);
}

/** The first time of a schedule that is after a wall clock's. */
export function nextTime(schedule: Schedule, wall: string): string {
  const [date = "", time = ""] = wall.split("T");
  const today = Date.parse(`${date}T00:00:00Z`);
  for (let ahead = schedule.at > time ? 0 : 1; ahead <= LONGEST + 1; ahead++) {
    const day = new Date(today + ahead * DAY);
    if (fallsOn(schedule, { month: day.getUTCMonth() + 1, day: day.getUTCDate() }))
      return `${day.toISOString().slice(0, 10)}T${schedule.at}`;
  }
  throw new Error(`no day of ${JSON.stringify(schedule)} within a year`);
}
