import type { Command } from "commander";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import {
  databaseUrl,
  type WorkspaceOptions,
  withWorkspaceOptions,
  workspaceEffects,
  workspaceOf,
} from "./with-workspace.ts";

/** Where `init` makes a workspace unless told. */
const HERE = "openicp-workspace";

/** `openicp init`. */
export function initCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("init", "Make a workspace: a folder where data, versions and scores live", [
        "init",
        "init --workspace ~/icp",
        "init ~/icp",
      ]).argument("[dir]", `the folder, empty or not there yet (default: ${HERE})`),
    ),
  ).action((named: string | undefined, options: WorkspaceOptions) =>
    perform(surroundings, options, async (effects) => {
      const dir = named ?? workspaceOf(options) ?? HERE;
      const all = workspaceEffects(options, effects);
      const { initWorkspace } = await import("../../engine/workspace/open.ts");
      const made = await initWorkspace(dir, { databaseUrl: databaseUrl(), doing: "openicp init" }, all);
      const where = made.store === "embedded" ? "" : "Its state lies in PostgreSQL (DATABASE_URL).\n";
      return {
        json: { dir, ...made },
        text: `${dir} is a workspace now.\n${where}\nNext:\n  export OPENICP_WORKSPACE=${dir}\n  openicp import deals.csv accounts.csv\n  openicp build\n  openicp publish\n`,
        warnings: [],
      };
    }),
  );
}
