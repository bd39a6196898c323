import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DECLARED_TEMPLATE } from "../../declared/template.ts";
import { InputError } from "../../errors.ts";
import { putSetting, readSetting } from "../../store/settings.ts";
import { clonesTemplate } from "../clones.ts";
import { declaredIn } from "../read-declared.ts";
import { type BuiltDraft, buildDraft } from "./build-draft.ts";
import { defaultBuild } from "./default-build.ts";
import { nameInForce } from "./name-in-force.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** What people believe, as it was last written down. */
export interface KeptDeclared {
  readonly text: string;
  /** The answers that the text was made from; null where somebody wrote it by hand. */
  readonly answers: unknown;
}

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

const FILE = "declared.yaml";
const key = (icp: string): string => `declared:${icp}`;

/** What was declared last for a profile; the template to begin with where nothing was. */
export async function keptDeclared(
  { store }: Workspace,
  icp: string,
): Promise<KeptDeclared & { readonly own: boolean }> {
  const kept = (await readSetting(store.db, key(icp))) as Partial<KeptDeclared> | null;
  if (typeof kept?.text !== "string") return { text: DECLARED_TEMPLATE, answers: null, own: false };
  return { text: kept.text, answers: kept.answers ?? null, own: true };
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
  const { says } = declaredIn(text, FILE, "people").parsed;
  return inFolder(FILE, text, async (path) => {
    const name = says.name ?? (await nameInForce(workspace, icp));
    const build = { ...defaultBuild(seed, true), name, declared: path };
    const made = await buildDraft(
      workspace,
      { icp, why, build, typed: {} },
      effects,
      async ({ envelope, facts }, draft) => ({
        draft,
        scores: envelope.document.declared?.scores === true,
        maturity: envelope.document.maturity,
        notes: facts.notes,
      }),
    );
    const at = effects.now();
    await putSetting(workspace.store.db, { key: key(icp), value: { text, answers }, at, by: effects.by });
    return made;
  });
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

async function inFolder<T>(name: string, text: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "openicp-declared-"));
  try {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o600 });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
