import { z } from "zod";
import { InputError } from "../../../errors.ts";
import { audit } from "../../../store/audit.ts";
import { putSetting, readSetting } from "../../../store/settings.ts";
import type { Workspace, WorkspaceEffects } from "../workspace.ts";
import { JOBS, type JobName } from "./names.ts";

export const INTERVALS = ["day", "month", "quarter", "year"] as const;

const schedule = z.strictObject({
  on: z.boolean(),
  every: z.enum(INTERVALS),
  /** Day of the month; left out of account for `day`. */
  day: z.number().int().min(1).max(28),
  /** Of a year; left out of account but for `year`. Quarters begin in January, April, July and October. */
  month: z.number().int().min(1).max(12),
  /** Wall clock: `02:00`. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});
const settings = z.strictObject({
  /** IANA name; null: the machine's. */
  timeZone: z.string().nullable(),
  /** A candidate is learned as soon as drift raises an alarm, besides its own days. */
  refreshOnAlarm: z.boolean(),
  jobs: z.strictObject({ score: schedule, drift: schedule, refresh: schedule, strategy: schedule }),
});

/** When a job is due. */
export type Schedule = Readonly<z.infer<typeof schedule>>;
export type Schedules = Readonly<z.infer<typeof settings>>;

const KEY = "schedules";

export const DEFAULT_SCHEDULES: Schedules = {
  timeZone: null,
  refreshOnAlarm: true,
  jobs: {
    score: { on: true, every: "day", day: 1, month: 1, at: "02:00" },
    drift: { on: true, every: "month", day: 1, month: 1, at: "03:00" },
    refresh: { on: true, every: "quarter", day: 1, month: 1, at: "04:00" },
    strategy: { on: true, every: "year", day: 1, month: 1, at: "05:00" },
  },
};

/** The schedules of a workspace; the defaults where none were said, or by a version whose words we do not know. */
export async function readSchedules({ store }: Workspace): Promise<Schedules> {
  return settings.safeParse(await readSetting(store.db, KEY)).data ?? DEFAULT_SCHEDULES;
}

export interface ScheduleChange {
  readonly job?: JobName;
  readonly schedule?: Partial<Schedule>;
  readonly timeZone?: string;
  readonly refreshOnAlarm?: boolean;
}

/** Changes a schedule; what is not said stays. @throws InputError for what cannot be */
export async function changeSchedule(
  workspace: Workspace,
  { job, schedule: wanted, timeZone, refreshOnAlarm }: ScheduleChange,
  { now, by }: WorkspaceEffects,
): Promise<Schedules> {
  const before = await readSchedules(workspace);
  if (timeZone !== undefined) requireZone(timeZone);
  const jobs = job === undefined ? before.jobs : { ...before.jobs, [job]: { ...before.jobs[job], ...wanted } };
  const after = settings.safeParse({
    timeZone: timeZone ?? before.timeZone,
    refreshOnAlarm: refreshOnAlarm ?? before.refreshOnAlarm,
    jobs,
  });
  if (!after.success)
    throw new InputError(
      "a job is due --every day, month, quarter or year, on a --day from 1 to 28, a --month from 1 to 12, --at HH:MM",
    );
  const at = now();
  await workspace.store.transaction(async (tx) => {
    await putSetting(tx, { key: KEY, value: after.data, at, by });
    const details = {
      ...wanted,
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(refreshOnAlarm === undefined ? {} : { refreshOnAlarm }),
    };
    await audit(tx, { at, who: by, action: "schedule", subject: job ?? "all jobs", details });
  });
  return after.data;
}

function requireZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new InputError(`${timeZone} is no time zone: say it like Europe/Berlin, or UTC`, { cause });
  }
}

/** The time zone of the schedules. */
export function zoneOf({ timeZone }: Schedules): string {
  return timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const QUARTERS = [1, 4, 7, 10];

/** Whether a job is due on a day of its own. */
export function fallsOn(
  { every, day, month }: Schedule,
  date: { readonly month: number; readonly day: number },
): boolean {
  if (every === "day") return true;
  if (date.day !== day) return false;
  return every === "month" || (every === "quarter" ? QUARTERS.includes(date.month) : date.month === month);
}

/** The same as a cron expression: what the queue goes by. */
export function cronOf({ every, day, month, at }: Schedule): string {
  const [hour, minute] = at.split(":").map(Number);
  const months = { day: "*", month: "*", quarter: QUARTERS.join(","), year: String(month) }[every];
  return `${minute} ${hour} ${every === "day" ? "*" : day} ${months} *`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `every quarter, on day 1 at 04:00` */
export function scheduleWords({ on, every, day, month, at }: Schedule): string {
  if (!on) return "off";
  if (every === "day") return `every day at ${at}`;
  return every === "year"
    ? `every year on ${day} ${MONTHS[month - 1]} at ${at}`
    : `every ${every} on day ${day} at ${at}`;
}

/** The jobs with their schedules, in order. */
export function jobSchedules({ jobs }: Schedules): readonly { readonly job: JobName; readonly schedule: Schedule }[] {
  return JOBS.map((job) => ({ job, schedule: jobs[job] }));
}
