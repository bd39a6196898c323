import type { Command } from "commander";
import type { ErasureList } from "../../warehouse/kept/erased.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import {
  databaseUrl,
  type WorkspaceOptions,
  withWorkspace,
  withWorkspaceOptions,
  workspaceEffects,
  workspaceOf,
} from "./with-workspace.ts";

interface RestoreOptions extends WorkspaceOptions {
  readonly erasedBy?: string;
}

const HERE = "openicp-workspace";
const n = (count: number): string => count.toLocaleString("en-US");

/** `openicp workspace`. */
export function workspaceCommand(surroundings: Surroundings): Command {
  const exported = withCommonOptions(
    withWorkspaceOptions(
      command("export", "Write the whole workspace into one file", ["workspace export icp-backup.tar.gz"]).argument(
        "<file>",
        "the file (.tar.gz), outside of the workspace",
      ),
    ),
  ).action((file: string, options: WorkspaceOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "workspace export", effects, async (workspace, all) => {
        const { exportWorkspace } = await import("../../engine/workspace/export.ts");
        const said = await exportWorkspace(workspace, file, all);
        const bytes = said.files.reduce((sum, one) => sum + one.bytes, 0);
        const rows = Object.values(said.counts).reduce((sum, count) => sum + count, 0);
        const text = `${file} holds the workspace: ${n(rows)} rows, ${n(said.files.length)} files, ${n(Math.ceil(bytes / 1e6))} MB before packing.\nopenicp workspace restore ${file} DIR makes a workspace of it.\n`;
        return { json: { file, ...said }, text, warnings: [] };
      }),
    ),
  );
  const restored = withCommonOptions(
    withWorkspaceOptions(
      command("restore", "Make a workspace of an export", [
        "workspace restore icp-backup.tar.gz ~/icp",
        "workspace restore icp-backup.tar.gz ~/icp --erased-by ~/icp-until-today",
      ])
        .argument("<file>", "what openicp workspace export wrote")
        .argument("[dir]", `the folder, empty or not there yet (default: --workspace, else ${HERE})`)
        .option("--erased-by <dir>", "a later workspace: whom it has erased is erased from the restored one too"),
    ),
  ).action((file: string, named: string | undefined, options: RestoreOptions) =>
    perform(surroundings, options, async (given) => {
      const dir = named ?? workspaceOf(options) ?? HERE;
      const effects = workspaceEffects(options, given);
      const { restoreWorkspace } = await import("../../engine/workspace/restore.ts");
      const erased = options.erasedBy === undefined ? null : await erasedBy(options.erasedBy);
      const place = { databaseUrl: databaseUrl(), doing: "openicp workspace restore" };
      const done = await restoreWorkspace({ file, dir, erased }, place, effects);
      const rows = done.erased.reduce((sum, one) => sum + one.rows, 0);
      const text = [
        `${dir} is the workspace of ${done.manifest.exported_at.slice(0, 16).replace("T", " ")}${done.about.store === "postgres" ? ", its state in PostgreSQL (DATABASE_URL)" : ""}.`,
        ...done.checks.map(({ what, found }) => `ok    ${what}: ${found}`),
        ...(options.erasedBy === undefined
          ? ["Whoever was erased after that day is back: give --erased-by with the workspace that erased them."]
          : [`Erased again: ${n(rows)} ${rows === 1 ? "row" : "rows"}.`]),
        "",
      ].join("\n");
      return { json: { dir, ...done }, text, warnings: [] };
    }),
  );
  return command("workspace", "Back a workspace up, restore it, or move it to another store", [
    "workspace export icp-backup.tar.gz",
    "workspace restore icp-backup.tar.gz ~/icp",
  ])
    .addCommand(exported)
    .addCommand(restored);
}

/** The list of whom a workspace has erased. Only its warehouse is read. */
async function erasedBy(dir: string): Promise<ErasureList> {
  const { erasuresOf } = await import("../../engine/workspace/erasures-of.ts");
  return erasuresOf(dir);
}
