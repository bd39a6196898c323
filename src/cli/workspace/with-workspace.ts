import { userInfo } from "node:os";
import type { Command } from "commander";
import type { Effects } from "../../engine/effects.ts";
import { MAIN, type Workspace, type WorkspaceEffects } from "../../engine/workspace/workspace.ts";
import { InputError } from "../../errors.ts";
import type { CommonOptions } from "../common.ts";

/** Options of the commands that work on a workspace. */
export interface WorkspaceOptions extends CommonOptions {
  readonly workspace?: string;
  readonly productLine?: string;
  readonly by?: string;
}

/** Adds them. */
export function withWorkspaceOptions(command: Command): Command {
  return command
    .option("--workspace <dir>", "the folder where data and versions live (or OPENICP_WORKSPACE)")
    .option("--product-line <name>", `with several profiles in a workspace: which one (default: ${MAIN})`)
    .option("--by <name>", "who does it, for the log (default: your user name)");
}

/** Options of the commands that read a version of a workspace. */
export interface VersionOptions extends WorkspaceOptions {
  readonly version?: string;
}

/** Adds them. */
export function withVersionOptions(command: Command): Command {
  return withWorkspaceOptions(command).option(
    "--version <number>",
    "with a workspace: this version (default: the one in force)",
  );
}

/** The workspace asked for; null where none is. */
export function workspaceOf(options: WorkspaceOptions): string | null {
  const named = options.workspace ?? process.env.OPENICP_WORKSPACE ?? "";
  return named === "" ? null : named;
}

/** The same, for commands that need one. @throws InputError without */
export function requireWorkspace(options: WorkspaceOptions): string {
  const dir = workspaceOf(options);
  if (dir === null)
    throw new InputError(
      "which workspace? Name its folder with --workspace DIR or OPENICP_WORKSPACE (openicp init makes one)",
    );
  return dir;
}

/** The state's address, where it lies in PostgreSQL. */
export function databaseUrl(): string | null {
  const url = process.env.DATABASE_URL ?? "";
  return url === "" ? null : url;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "somebody";
  }
}

export function workspaceEffects(options: WorkspaceOptions, effects: Effects): WorkspaceEffects {
  return { ...effects, now: () => new Date(), by: options.by ?? userName() };
}

/** Which of the profiles is meant. */
export function lineOf({ productLine }: WorkspaceOptions): string {
  return productLine ?? MAIN;
}

/** Opens the workspace for one command, and closes it whatever happens. What opening put in order is told. */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  doing: string,
  given: Effects,
  work: (workspace: Workspace, effects: WorkspaceEffects) => Promise<T>,
): Promise<T> {
  const effects = workspaceEffects(options, given);
  const dir = requireWorkspace(options);
  // The store's packages are loaded where a workspace is opened, not by every command.
  const { openWorkspace } = await import("../../engine/workspace/open.ts");
  const workspace = await openWorkspace(dir, { databaseUrl: databaseUrl(), doing: `openicp ${doing}` }, effects);
  try {
    for (const sentence of workspace.mended) effects.warn?.(sentence);
    return await work(workspace, effects);
  } finally {
    await workspace.close();
  }
}
