import { Argument, type Command, Option } from "commander";
import { JOB_WORDS, JOBS, type JobName } from "../../engine/workspace/loop/names.ts";
import { refusalOf } from "../../engine/workspace/loop/refusal.ts";
import type { Ran } from "../../engine/workspace/loop/tick.ts";
import type { WorkspaceEffects } from "../../engine/workspace/workspace.ts";
import { InputError } from "../../errors.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { PAGES } from "./pages.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface LoopOptions extends WorkspaceOptions {
  readonly resampling?: boolean;
  readonly once?: boolean;
}

function loopEffects(effects: WorkspaceEffects, { seed, resampling }: LoopOptions) {
  return { ...effects, pages: PAGES, seed, resampling: resampling !== false };
}

/** What a job did, in a sentence per profile. */
export function ranWords({ job, state, done, error }: Ran): string {
  if (state === "failed") return `${job} failed: ${error}`;
  if (state === "interrupted") return `${job} was stopped before it was done; it runs again`;
  const lines = Object.entries(done).map(([icp, one]) => `${job}, ${icp}: ${doneWords(job, one)}`);
  return lines.length === 0 ? `${job}: no version is in force, so there is nothing to do` : lines.join("\n");
}

function doneWords(job: JobName, one: Ran["done"][string]): string {
  if (one.refused !== undefined) return `not done: ${one.refused}`;
  const kept = one.report === undefined ? "" : ` (${one.report})`;
  if (job === "score")
    return one.nothing_new === true
      ? "nothing was imported since"
      : `${one.changed} of ${one.accounts} scores are new or another than before${kept}`;
  if (job === "drift") {
    const alarms = Array.isArray(one.alarms) ? one.alarms : [];
    return `${alarms.length === 0 ? "no alarm" : `ALARM: ${alarms.join(", ")}`}${kept}`;
  }
  if (job === "refresh")
    return `${one.draft === null ? `the candidate is ${one.verdict === "proposed" ? "proposed" : "not proposed"}` : `version ${one.draft} is proposed`}, on ${one.n} newer deals${kept}`;
  return `the strategic review is due${kept}`;
}

/** `openicp run`. */
export function runCommand(surroundings: Surroundings): Command {
  const jobs = JOBS.map((job) => `${job} ${JOB_WORDS[job]}`).join("; ");
  return withCommonOptions(
    withWorkspaceOptions(
      command("run", "Run a job of the loop now", ["run drift", "run refresh"])
        .addArgument(new Argument("<job>", jobs).choices([...JOBS]))
        .option("--no-resampling", "skips a candidate's own tests against chance; it says so"),
    ),
  ).action((job: JobName, options: LoopOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "run", effects, async (workspace, all) => {
        const { runJob } = await import("../../engine/workspace/loop/tick.ts");
        const ran = await runJob(workspace, job, loopEffects(all, options));
        if (ran.state === "failed") throw new Error(ran.error ?? "it failed");
        const refusal = refusalOf(ran);
        if (refusal !== null) throw new InputError(refusal);
        return { json: ran, text: `${ranWords(ran)}\n`, warnings: [] };
      }),
    ),
  );
}

/** `openicp work`. */
export function workCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("work", "Keep a workspace going: nightly scores, monthly drift, quarterly candidates, until Ctrl-C", [
        "work",
        "work --once",
      ])
        .option("--once", "do what is due now, and end: for a cron job of your own")
        .option("--no-resampling", "skips a candidate's own tests against chance; it says so"),
    ),
  ).action((options: LoopOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "work", effects, async (workspace, all) => {
        const ran: Ran[] = [];
        const told = (one: Ran): void => {
          ran.push(one);
          const at = new Date().toISOString().slice(0, 16).replace("T", " ");
          if (options.json !== true && options.quiet !== true) surroundings.stdout.write(`${at}  ${ranWords(one)}\n`);
        };
        const own = loopEffects(all, options);
        if (options.once === true) {
          const { tick } = await import("../../engine/workspace/loop/tick.ts");
          await tick(workspace, own, told);
          return { json: ran, text: ran.length === 0 ? "Nothing is due.\n" : "", warnings: [] };
        }
        const { work } = await import("../../engine/workspace/loop/work.ts");
        if (options.json !== true && options.quiet !== true)
          surroundings.stdout.write("At work; Ctrl-C ends it. openicp schedule tells when what is due.\n");
        await work(workspace, own, { told });
        return { json: ran, text: "Stopped.\n", warnings: [] };
      }),
    ),
  );
}

interface ScheduleOptions extends WorkspaceOptions {
  readonly every?: "day" | "month" | "quarter" | "year";
  readonly day?: number;
  readonly month?: number;
  readonly at?: string;
  readonly off?: boolean;
  readonly on?: boolean;
  readonly timeZone?: string;
  readonly refreshOnAlarm?: "yes" | "no";
}

/** `openicp schedule`. */
export function scheduleCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("schedule", "When what is due; with a job, change it", [
        "schedule",
        "schedule score --at 04:30",
        "schedule refresh --every month --day 15",
        "schedule strategy --off",
      ])
        .addArgument(new Argument("[job]", "score, drift, refresh or strategy").choices([...JOBS]))
        .addOption(new Option("--every <interval>", "how often").choices(["day", "month", "quarter", "year"]))
        .addOption(new Option("--day <n>", "day of the month, 1 to 28").argParser(Number))
        .addOption(new Option("--month <n>", "of a year, 1 to 12").argParser(Number))
        .option("--at <time>", "wall clock, HH:MM")
        .option("--off", "not at all")
        .option("--on", "again")
        .option("--time-zone <name>", "of all jobs: Europe/Berlin (default: the machine's)")
        .addOption(
          new Option(
            "--refresh-on-alarm <answer>",
            "learn a candidate as soon as drift raises an alarm (default: yes)",
          ).choices(["yes", "no"]),
        ),
    ),
  ).action((job: JobName | undefined, options: ScheduleOptions, self: Command) => {
    const { every, day, month, at, off, on, timeZone, refreshOnAlarm } = options;
    const said = {
      ...(every === undefined ? {} : { every }),
      ...(day === undefined ? {} : { day }),
      ...(month === undefined ? {} : { month }),
      ...(at === undefined ? {} : { at }),
      ...(off === true ? { on: false } : on === true ? { on: true } : {}),
    };
    if (job === undefined && Object.keys(said).length > 0)
      return self.error("error: which job? Say score, drift, refresh or strategy\n");
    return perform(surroundings, options, (effects) =>
      withWorkspace(options, "schedule", effects, async (workspace, all) => {
        const schedules = await import("../../engine/workspace/loop/schedules.ts");
        const change = {
          ...(job === undefined || Object.keys(said).length === 0 ? {} : { job, schedule: said }),
          ...(timeZone === undefined ? {} : { timeZone }),
          ...(refreshOnAlarm === undefined ? {} : { refreshOnAlarm: refreshOnAlarm === "yes" }),
        };
        const found =
          Object.keys(change).length === 0
            ? await schedules.readSchedules(workspace)
            : await schedules.changeSchedule(workspace, change, all);
        const lines = schedules
          .jobSchedules(found)
          .map(
            (one) => `${one.job.padEnd(9)} ${schedules.scheduleWords(one.schedule).padEnd(36)} ${JOB_WORDS[one.job]}`,
          );
        const alarm = found.refreshOnAlarm
          ? "An alarm of drift has a candidate learned at once."
          : "An alarm of drift waits for the next candidate.";
        return {
          json: found,
          text: `${lines.join("\n")}\n${alarm} Times are those of ${schedules.zoneOf(found)}.\n`,
          warnings: [],
        };
      }),
    );
  });
}
