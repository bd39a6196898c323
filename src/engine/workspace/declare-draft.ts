import { InputError } from "../../errors.ts";
import { clonesTemplate } from "../clones.ts";
import { declaredIn } from "../read-declared.ts";
import { type BuiltDraft, buildDraftAway } from "./build-draft.ts";
import { defaultBuild } from "./default-build.ts";
import { inFolder } from "./in-folder.ts";
import { DECLARED_FILE, type KeptDeclared, keepDeclared } from "./kept-declared.ts";
import { nameInForce } from "./name-in-force.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface DeclareRequest extends KeptDeclared {
  readonly icp: string;
  readonly why: string | null;
  readonly seed: number;
}

/** A draft of what is believed, and what came of it. */
export interface DeclaredDraft {
  readonly draft: BuiltDraft;
  /** The hypothesis scores; else deals do, and the page holds it against them. */
  readonly scores: boolean;
  readonly maturity: string;
  readonly notes: readonly string[];
}

/**
 * Keeps what people believe, and builds a draft with it from everything the workspace has. Without deals the hypothesis scores; with deals it is
 * held against them.
 *
 * @throws InputError, with line and column, for a text that is no declared ICP
 */
export async function declareDraft(
  workspace: Workspace,
  { icp, text, answers, why, seed }: DeclareRequest,
  effects: WorkspaceEffects,
): Promise<DeclaredDraft> {
  const { says } = declaredIn(text, DECLARED_FILE, "people").parsed;
  const name = says.name ?? (await nameInForce(workspace, icp));
  const { envelope, notes, draft } = await inFolder(DECLARED_FILE, text, (path) => {
    const build = { ...defaultBuild(seed, true), name, declared: path };
    return buildDraftAway(workspace, { icp, why, build, typed: {} }, effects);
  });
  await keepDeclared(workspace, icp, { text, answers }, effects);
  const { declared, maturity } = envelope.document;
  return { draft, scores: declared?.scores === true, maturity, notes };
}

/**
 * The declared ICP that companies one would clone suggest: a table as text (CSV or tab-separated, as a spreadsheet copies it), one company a
 * row, the first row the header.
 *
 * @throws InputError where the table has too little to tell
 */
export async function declaredFromCompanies(
  table: string,
  effects: Pick<WorkspaceEffects, "progress">,
): Promise<string> {
  if (table.trim().split("\n").length < 3)
    throw new InputError("give at least two companies: the first row names the columns, each other one is a company");
  return inFolder("companies.csv", table, (path) => clonesTemplate(path, effects));
}
