import { InputError } from "../../errors.ts";
import type { Role } from "../../ingest/facts.ts";
import { runsOf } from "../../store/runs.ts";
import { runNotes } from "../../watch/drift/kept.ts";
import { inThisThread } from "../away/tasks.ts";
import type { DriftSummary } from "../drift.ts";
import type { ValidateResult } from "../validate.ts";
import { withInForce } from "./in-force-file.ts";
import { keptRequest, requireKeptDeals } from "./kept-request.ts";
import { loggedChanges } from "./logged-changes.ts";
import type { Pages, ReviewParts } from "./pages.ts";
import { openQuestions, questionsBlock } from "./questions.ts";
import { type RefreshWorkspaceRequest, refreshWorkspace, type WorkspaceRefresh } from "./refresh.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

const WATCHED: readonly Role[] = ["deals", "accounts", "contacts", "history"];
const PROVED: readonly Role[] = [...WATCHED, "customers"];

/** The pack for the quarterly meeting, from all that the workspace keeps: a candidate as `refresh` makes it, what held, what moved, what waits for an answer. */
export async function reviewWorkspace(
  workspace: Workspace,
  request: RefreshWorkspaceRequest,
  pages: Pages,
  effects: WorkspaceEffects,
): Promise<WorkspaceRefresh & { readonly parts: ReviewParts }> {
  let parts: ReviewParts | null = null;
  const done = await refreshWorkspace(workspace, request, effects, async ({ result }) => {
    const validation = await told(validateInForce(workspace, request.icp, effects));
    const drift = await told(driftNow(workspace, request.icp, effects));
    const questions = questionsBlock(await openQuestions(workspace, request.icp, effects.now()));
    parts = { refresh: result, validation: "why" in validation ? null : validation, drift, questions };
    return { kind: "review", report: pages.review(parts), json: jsonOf(parts) };
  });
  return { ...done, parts: parts! };
}

/**
 * The version in force held against deals that it has not seen.
 *
 * @param against the column of another score on these deals, or `COLUMN=A|B|C` with its values from best to worst; null for none
 * @throws InputError where there are none
 */
export function validateInForce(
  workspace: Workspace,
  icp: string,
  effects: WorkspaceEffects,
  against: string | null = null,
): Promise<ValidateResult> {
  return withInForce(workspace, icp, async ({ path }) => {
    const { source, ...kept } = await keptRequest(workspace, PROVED);
    return (effects.away ?? inThisThread)("validate", { ...kept, icp: path, valueMap: null, against }, source, effects);
  });
}

/** A look as `drift` takes it, with no line in the run log. */
function driftNow(workspace: Workspace, icp: string, effects: WorkspaceEffects): Promise<DriftSummary> {
  return withInForce(workspace, icp, async ({ version, path }) => {
    const { source, ...kept } = await keptRequest(workspace, WATCHED);
    requireKeptDeals(kept);
    const runs = await runsOf(workspace.store.db, { kind: "drift", state: "done" });
    const notes = runNotes(runs.find(({ summary }) => summary?.version === version.id)?.summary?.notes);
    const changes = await loggedChanges(workspace, icp);
    return (effects.away ?? inThisThread)(
      "drift",
      { ...kept, icp: path, since: null, state: null, changes, notes },
      source,
      effects,
    );
  });
}

/** What cannot be told is said, and stops nothing. */
function told<T extends object>(work: Promise<T>): Promise<T | { readonly why: string }> {
  return work.catch((error: unknown) => {
    if (error instanceof InputError) return { why: error.message };
    throw error;
  });
}

function jsonOf({ refresh, validation, drift }: ReviewParts): object {
  const { in_force, candidate, newer, contest, diff, moves } = refresh;
  return {
    ...{ in_force: in_force.id, candidate: candidate.document.id, newer, contest, diff, moves },
    claims: validation?.claims ?? [],
    check: validation?.check ?? null,
    alarms: "why" in drift ? [] : (drift.result.runs.at(-1)?.alarms ?? []),
    drift: "why" in drift ? drift.why : null,
  };
}
