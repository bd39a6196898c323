import { type Command, Option } from "commander";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { listedNumber } from "./change.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface RunsOptions extends WorkspaceOptions {
  readonly kind?: string;
  readonly limit: number;
  readonly all?: boolean;
}

type Told = Awaited<ReturnType<typeof import("../../engine/workspace/run-log.ts")["runLog"]>>[number];

function took({ started_at, finished_at }: Told): string {
  if (finished_at === null) return "";
  const seconds = (finished_at.getTime() - started_at.getTime()) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

/** Values of a summary that say something on a line; of a job, those of each profile. */
function words(summary: Told["summary"]): string {
  if (summary === null) return "";
  const shown = ([key, value]: readonly [string, unknown]): string[] => {
    if (key === "version" || key === "candidate" || key === "icp" || value == null) return [];
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean")
      return [
        `${key.replaceAll("_", " ")} ${typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 3, useGrouping: key !== "number" }) : value}`,
      ];
    if (Array.isArray(value))
      return value.length === 0 || typeof value[0] === "object" ? [] : [`${key} ${value.join(", ")}`];
    return Object.entries(value as object).flatMap(shown);
  };
  return Object.entries(summary).flatMap(shown).join(", ");
}

function line(run: Told): string {
  const { id, kind, state, by, started_at, attempt, doing, progress, error, summary } = run;
  const at = started_at.toISOString().slice(0, 16).replace("T", " ");
  const under = state === "running" ? ` ${Math.round(100 * progress)}%${doing === null ? "" : ` ${doing}`}` : "";
  const again = attempt !== null && attempt > 1 ? `, attempt ${attempt}` : "";
  const said = error ?? words(summary);
  return `${String(id).padStart(4)}  ${at}  ${kind.padEnd(12)}  ${`${state}${under}${again}`.padEnd(11)}  ${took(run).padStart(7)}  ${by}${said === "" ? "" : `: ${said}`}`;
}

/** `openicp runs`. */
export function runsCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("runs", "The run log: what ran, when, how long, what came of it", [
        "runs",
        "runs --kind drift --limit 12",
      ])
        .option("--kind <kind>", "of one kind: drift, refresh, score-job")
        .addOption(new Option("--limit <n>", "so many, the newest").argParser(listedNumber).default(20))
        .option("--all", "also what a job did within itself"),
    ),
  ).action((options: RunsOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "runs", effects, async (workspace) => {
        const { runLog } = await import("../../engine/workspace/run-log.ts");
        const { kind, limit, all } = options;
        const runs = await runLog(workspace, { kind: kind ?? null, limit, all: all === true });
        return {
          json: runs,
          text: runs.length === 0 ? "Nothing ran yet.\n" : `${runs.map(line).join("\n")}\n`,
          warnings: [],
        };
      }),
    ),
  );
}
