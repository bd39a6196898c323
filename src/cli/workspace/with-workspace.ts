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
  return withPlaceOptions(command).option("--by <name>", "who does it, for the log (default: your user name)");
}

function withPlaceOptions(command: Command): Command {
  return command
    .option("--workspace <dir>", "the folder where data and versions live (or OPENICP_WORKSPACE)")
    .option("--product-line <name>", `with several profiles in a workspace: which one (default: ${MAIN})`);
}

/** Options of the commands that read a version of a workspace. */
export interface VersionOptions extends WorkspaceOptions {
  readonly version?: string;
}

/** Adds them, for commands that change something. */
export function withVersionOptions(command: Command): Command {
  return withWorkspaceOptions(command).option(...VERSION);
}

/** Adds them, for commands that only read. */
export function withReadVersionOptions(command: Command): Command {
  return withPlaceOptions(command).option(...VERSION);
}

const VERSION = ["--version <number>", "with a workspace: this version (default: the one in force)"] as const;

/** The workspace asked for; null where none is. */
export function workspaceOf(options: WorkspaceOptions): string | null {
  const named = options.workspace ?? process.env.OPENICP_WORKSPACE ?? "";
  return named === "" ? null : named;
}

/**
 * Whether a command that reads a profile reads it from a file or from the workspace; null where neither is named.
 *
 * @throws InputError where both are
 */
export function profileIn(
  options: VersionOptions & { readonly icp?: string },
  file: string | undefined = options.icp,
): "file" | "workspace" | null {
  if (file === undefined) return workspaceOf(options) === null ? null : "workspace";
  if (options.workspace !== undefined)
    throw new InputError(`${file} or the version in force in ${options.workspace}? Give one of them`);
  if (options.version !== undefined)
    throw new InputError("--version names a version of a workspace: leave it out, or the file of the profile");
  return "file";
}

/** The version that is meant, said once. @throws InputError for two of them */
export function oneVersion(argument: string | null, option: string | undefined): string | null {
  if (argument !== null && option !== undefined && argument !== option)
    throw new InputError(`version ${argument} or version ${option}? Name one`);
  return argument ?? option ?? null;
}

/** What is said where neither is named. */
export const NO_PROFILE = "error: which profile? Give --icp FILE, or a workspace (--workspace DIR)\n";

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
