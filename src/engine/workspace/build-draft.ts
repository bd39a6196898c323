import { printIcp } from "../../icp/print.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { audit } from "../../store/audit.ts";
import { finishRun } from "../../store/runs.ts";
import { addDraft, versionInForce } from "../../store/versions.ts";
import { type BuiltAway, inThisThread } from "../away/tasks.ts";
import { type BuildResult, buildIcp } from "../build.ts";
import type { BuildRequest } from "../build-request.ts";
import { inRun } from "./in-run.ts";
import { withBeliefs } from "./kept-declared.ts";
import { buildOptions } from "./said.ts";
import { readStanding } from "./standing.ts";
import { withDecided } from "./with-decided.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";
import { keptFiles, sourcesOf, workspaceSource } from "./workspace-source.ts";

/** A draft, and whether this very document was there before. */
export interface BuiltDraft {
  readonly icp: string;
  readonly version: string;
  readonly number: number;
  /** False where the same data and options gave this version before. */
  readonly isNew: boolean;
  readonly state: "draft" | "approved" | "retired";
}

export interface BuildDraftRequest {
  readonly icp: string;
  readonly why: string | null;
  /** What is asked for, but for the files; `ingest` as typed, completed by what was said at import. */
  readonly build: Omit<BuildRequest, "files">;
  readonly typed: Partial<IngestOptions>;
  /** Leaves out what people believe (see `withBeliefs`). */
  readonly withoutBeliefs?: boolean;
}

/**
 * Builds a profile from everything the workspace keeps, and keeps it as a draft. What people decided on disqualifiers in the version in force
 * stays decided.
 *
 * @param work runs with the result while its tables are still there
 */
export async function buildDraft<T>(
  workspace: Workspace,
  { icp, why, ...rest }: BuildDraftRequest,
  effects: WorkspaceEffects,
  work: (result: BuildResult, draft: BuiltDraft) => Promise<T>,
): Promise<T> {
  return asked(workspace, { icp, ...rest }, (request, notes) =>
    inRun(workspace, "build", effects, (run) =>
      buildIcp(
        request,
        effects,
        async (result) => {
          const draft = await keep(workspace, { icp, why, run }, result, effects);
          const { facts } = result;
          return work({ ...result, facts: { ...facts, notes: [...notes, ...facts.notes] } }, draft);
        },
        workspaceSource(workspace.warehouse),
      ),
    ),
  );
}

/** The same without the tables: where `effects.away` says, which leaves this thread to others. */
export async function buildDraftAway(
  workspace: Workspace,
  { icp, why, ...rest }: BuildDraftRequest,
  effects: WorkspaceEffects,
): Promise<BuiltAway & { readonly draft: BuiltDraft }> {
  const away = effects.away ?? inThisThread;
  return asked(workspace, { icp, ...rest }, (request, notes) =>
    inRun(workspace, "build", effects, async (run) => {
      const built = await away("build", request, workspaceSource(workspace.warehouse), effects);
      const draft = await keep(workspace, { icp, why, run }, built, effects);
      return { ...built, notes: [...notes, ...built.notes], draft };
    }),
  );
}

/**
 * What is asked of the build, with what stands where nothing is, and what is to be said of it, while the decisions that it keeps and the beliefs
 * that it takes along lie in files.
 */
async function asked<T>(
  workspace: Workspace,
  { icp, build, typed, withoutBeliefs = false }: Omit<BuildDraftRequest, "why">,
  work: (request: BuildRequest, notes: readonly string[]) => Promise<T>,
): Promise<T> {
  const sources = await sourcesOf(workspace.warehouse);
  const stands = await readStanding(workspace, icp);
  const { room, wishes } = build;
  // What people believe, where somebody named it, is about who is won.
  const said = wishes.typed.includes("goal") || build.declared !== null;
  const goal = said ? build.goal : (stands.goal ?? build.goal);
  return withDecided(workspace, icp, (decided) =>
    withBeliefs(workspace, icp, { declared: build.declared, goal, withoutBeliefs }, ({ declared, notes }) =>
      work(
        {
          ...build,
          goal,
          room: {
            tiers: room.tiers ?? stands.capacity,
            sellers: room.sellers ?? stands.sellers,
            accountsPerSeller: room.accountsPerSeller ?? stands.accounts_per_seller,
          },
          declared,
          files: keptFiles(sources),
          ingest: buildOptions(sources, typed),
          wishes: { ...wishes, map: "none" },
          previous: build.previous ?? decided,
        },
        notes,
      ),
    ),
  );
}

async function keep(
  { store }: Workspace,
  { icp, why, run }: { readonly icp: string; readonly why: string | null; readonly run: number },
  { envelope }: Pick<BuildResult, "envelope">,
  effects: WorkspaceEffects,
): Promise<BuiltDraft> {
  const { id, declared } = envelope.document;
  const at = effects.now();
  return store.transaction(async (tx) => {
    const inForce = await versionInForce(tx, icp);
    const { version, isNew } = await addDraft(tx, {
      id,
      icp,
      document: printIcp(envelope),
      origin: declared?.scores === true ? "declared" : "build",
      parent: inForce?.id ?? null,
      why,
      at,
      by: effects.by,
    });
    const { number, state } = version;
    const summary = { icp, version: id, number, new: isNew };
    await finishRun(tx, run, { at, summary });
    if (isNew)
      await audit(tx, {
        at,
        who: effects.by,
        action: "build",
        subject: `version ${number} of ${icp}`,
        details: summary,
      });
    return { icp, version: id, number, isNew, state };
  });
}
