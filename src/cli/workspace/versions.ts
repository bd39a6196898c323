import type { Command } from "commander";
import type { ToldVersion } from "../../engine/workspace/versions.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

const STATES = { draft: "draft", approved: "in force", retired: "retired" } as const;

function day(at: Date | null): string {
  return at === null ? "" : at.toISOString().slice(0, 10);
}

function line(one: ToldVersion): string {
  const made = `${one.origin} of ${day(one.created_at)} by ${one.created_by}`;
  const approved = one.approved_at === null ? "" : `, approved ${day(one.approved_at)} by ${one.approved_by}`;
  const asked = one.asked === 0 ? "" : `, ${one.answered} of ${one.asked} answers`;
  const why = one.why === null ? "" : `  "${one.why}"`;
  return `${String(one.number).padStart(3)}  ${STATES[one.state].padEnd(8)}  ${one.id.slice(0, 12)}  ${made}${approved}${asked}${why}`;
}

/** `openicp versions`. */
export function versionsCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("versions", "The versions of the profile: drafts, the one in force, earlier ones", ["versions"]),
    ),
  ).action((options: WorkspaceOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "versions", effects, async (workspace) => {
        const { toldVersions } = await import("../../engine/workspace/versions.ts");
        const found = await toldVersions(workspace, lineOf(options));
        const none = "There is no version yet: openicp build makes one.\n";
        return { json: found, text: found.length === 0 ? none : `${found.map(line).join("\n")}\n`, warnings: [] };
      }),
    ),
  );
}
