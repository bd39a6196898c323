import type { Command } from "commander";
import { InputError } from "../../errors.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

/** `openicp doctor`. */
export function doctorCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("doctor", "Look a workspace over: is it whole, does everything add up, what survives a crash", [
        "doctor",
      ]),
    ),
  ).action((options: WorkspaceOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "doctor", effects, async (workspace) => {
        const { doctor } = await import("../../engine/workspace/doctor.ts");
        const found = await doctor(workspace);
        const lines = found.checks.flatMap(({ what, found: seen, faults }) => [
          `${faults.length === 0 ? "ok   " : "FAULT"} ${what}: ${seen}`,
          ...faults.map((fault) => `      ${fault}`),
        ]);
        const json = { dir: workspace.dir, ...workspace.about, mended: workspace.mended, ...found };
        const text = [...lines, "", "What survives a crash:", ...found.durability.map((one) => `  ${one}`), ""].join(
          "\n",
        );
        if (found.healthy || options.json === true) return { json, text, warnings: [] };
        throw new InputError(
          `${text}\nThe workspace is not whole: restore a backup (openicp workspace restore), or tell us`,
        );
      }),
    ),
  );
}
