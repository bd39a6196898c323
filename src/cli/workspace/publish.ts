import type { Command } from "commander";
import type { Published } from "../../engine/workspace/publish.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface PublishOptions extends WorkspaceOptions {
  readonly why?: string;
  readonly force?: boolean;
  readonly to?: string;
}

function inWords({ icp, number, kind, scored, unanswered, disagreed }: Published): string {
  const { levels, rows, changed, gone } = scored;
  const n = (count: number): string => count.toLocaleString("en-US");
  const done = kind === "publish" ? "is approved and in force" : "is in force again";
  const asked = [
    ...unanswered.map(({ person, team, claim }) => `  not answered: ${person} (${team}), ${claim}`),
    ...disagreed.map(
      ({ person, team, claim, comment }) =>
        `  disagrees: ${person} (${team}), ${claim}${comment === null ? "" : `: ${comment}`}`,
    ),
  ];
  return [
    `Version ${number} of ${icp} ${done}.`,
    `${n(rows)} accounts: ${n(levels.high)} high, ${n(levels.medium)} medium, ${n(levels.low)} low, ${n(levels.unknown)} unknown; ${n(changed)} scores written${gone > 0 ? `, ${n(gone)} accounts gone` : ""}.`,
    ...asked,
    ...scored.notes.map((note) => `  ${note}`),
    kind === "publish" ? "openicp rollback brings back what was in force before.\n" : "",
  ].join("\n");
}

/** `openicp publish`. */
export function publishCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("publish", "Approve a version and put it in force: every account is scored by it", [
        "publish",
        "publish 3 --why 'agreed in the review of May'",
      ])
        .argument("[version]", "its number or id (default: the newest draft)")
        .option("--why <text>", "why, for the log")
        .option("--force", "although its score does not separate, or was not tested"),
    ),
  ).action((version: string | undefined, options: PublishOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "publish", effects, async (workspace, all) => {
        const request = {
          icp: lineOf(options),
          version: version ?? null,
          why: options.why ?? null,
          force: options.force === true,
        };
        const { publish } = await import("../../engine/workspace/publish.ts");
        const done = await publish(workspace, request, all);
        return { json: done, text: inWords(done), warnings: done.warnings };
      }),
    ),
  );
}

/** `openicp rollback`. */
export function rollbackCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("rollback", "Put the version back in force that was before, with all its scores", [
        "rollback",
        "rollback --to 2 --why 'the new one misses health care'",
      ])
        .option("--to <version>", "the number or id of a version that was in force (default: the one before)")
        .option("--why <text>", "why, for the log"),
    ),
  ).action((options: PublishOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "rollback", effects, async (workspace, all) => {
        const request = { icp: lineOf(options), version: options.to ?? null, why: options.why ?? null };
        const { rollback } = await import("../../engine/workspace/publish.ts");
        const done = await rollback(workspace, request, all);
        return { json: done, text: inWords(done), warnings: done.warnings };
      }),
    ),
  );
}
