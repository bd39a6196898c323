import { readFile } from "node:fs/promises";
import { DECLARED_TEMPLATE, isTemplate, withoutCommands } from "../../declared/template.ts";
import { putSetting, readSetting } from "../../store/settings.ts";
import { inFolder } from "./in-folder.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** What people believe, as it was last written down. */
export interface KeptDeclared {
  readonly text: string;
  /** The answers that the text was made from; null where somebody wrote it by hand. */
  readonly answers: unknown;
}

/** Name of a declared ICP that came without a file. */
export const DECLARED_FILE = "declared.yaml";
const key = (icp: string): string => `declared:${icp}`;

/** What was declared last for a profile; the template to begin with where nothing was. */
export async function keptDeclared(
  { store }: Pick<Workspace, "store">,
  icp: string,
): Promise<KeptDeclared & { readonly own: boolean }> {
  const kept = (await readSetting(store.db, key(icp))) as Partial<KeptDeclared> | null;
  if (typeof kept?.text !== "string") return { text: withoutCommands(DECLARED_TEMPLATE), answers: null, own: false };
  return { text: kept.text, answers: kept.answers ?? null, own: true };
}

/** Keeps what people believe, instead of what they said before. */
export async function keepDeclared(
  { store }: Pick<Workspace, "store">,
  icp: string,
  { text, answers }: KeptDeclared,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<void> {
  await putSetting(store.db, { key: key(icp), value: { text, answers }, at: now(), by });
}

/** Keeps what a file says that a person built with. */
export async function keepDeclaredFile(
  workspace: Pick<Workspace, "store">,
  icp: string,
  path: string,
  effects: Pick<WorkspaceEffects, "now" | "by">,
): Promise<void> {
  const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  await keepDeclared(workspace, icp, { text, answers: null }, effects);
}

/** A declared ICP that a build takes along. */
export interface TakenAlong {
  /** Where it lies; null for none. */
  readonly declared: string | null;
  /** That it was taken along although nobody asked for it. */
  readonly notes: readonly string[];
}

/** What is asked of the build. */
export interface AskedBeliefs {
  readonly goal: string;
  /** The file that somebody named; null for none. */
  readonly declared: string | null;
  /** Leaves what people believe out. */
  readonly withoutBeliefs: boolean;
}

const TOLD = "What you believe was taken along; where there are deals, the page holds it against them.";

/**
 * Does work with what people believe as a file: the one that was named, else what the workspace keeps for the profile. It says who buys, so a
 * build for another goal is without, and so is one where nothing but the template was ever kept.
 */
export async function withBeliefs<T>(
  workspace: Workspace,
  icp: string,
  { goal, declared, withoutBeliefs }: AskedBeliefs,
  work: (taken: TakenAlong) => Promise<T>,
): Promise<T> {
  if (declared !== null || withoutBeliefs || goal !== "win") return work({ declared, notes: [] });
  const { text, own } = await keptDeclared(workspace, icp);
  if (!own || isTemplate(text)) return work({ declared: null, notes: [] });
  return inFolder(DECLARED_FILE, text, (path) => work({ declared: path, notes: [TOLD] }));
}
