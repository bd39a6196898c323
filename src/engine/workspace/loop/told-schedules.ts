import type { Workspace } from "../workspace.ts";
import { type LastRun, nextTime, wallClock } from "./due.ts";
import { JOB_WORDS, type JobName } from "./names.ts";
import { jobSchedules, type Schedule, scheduleWords } from "./schedules.ts";
import { loopState } from "./tick.ts";

/** A job of the loop, when it is due and when it ran. */
export interface ToldJob {
  readonly job: JobName;
  readonly does: string;
  readonly schedule: Schedule;
  /** `every day at 02:00`. */
  readonly words: string;
  /** Its next time by the clocks of the zone, `2026-12-01T03:00`; null where it is off, or no version is in force. */
  readonly next: string | null;
  readonly last: LastRun | null;
}

export interface ToldSchedules {
  /** IANA name by which the times are meant. */
  readonly zone: string;
  /** Null: the machine's. */
  readonly time_zone: string | null;
  readonly refresh_on_alarm: boolean;
  readonly jobs: readonly ToldJob[];
}

/** When what is due. */
export async function tellSchedules(workspace: Workspace, now: Date): Promise<ToldSchedules> {
  const { schedules, zone, last, since } = await loopState(workspace);
  const wall = wallClock(now, zone);
  return {
    zone,
    time_zone: schedules.timeZone,
    refresh_on_alarm: schedules.refreshOnAlarm,
    jobs: jobSchedules(schedules).map(({ job, schedule }) => ({
      ...{ job, does: JOB_WORDS[job], schedule, words: scheduleWords(schedule), last: last[job] ?? null },
      next: schedule.on && since !== null ? nextTime(schedule, wall) : null,
    })),
  };
}
