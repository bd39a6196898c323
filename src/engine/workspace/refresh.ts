import { printIcp } from "../../icp/print.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { audit } from "../../store/audit.ts";
import { finishRun } from "../../store/runs.ts";
import { addDraft, type Version } from "../../store/versions.ts";
import { inThisThread } from "../away/tasks.ts";
import type { BuildRequest } from "../build-request.ts";
import type { RefreshResult } from "../refresh.ts";
import type { BuiltDraft } from "./build-draft.ts";
import { movesOfVersions } from "./diff.ts";
import { withInForce } from "./in-force-file.ts";
import { inRun } from "./in-run.ts";
import { type KeptReport, keepReport } from "./keep-report.ts";
import { withBeliefs } from "./kept-declared.ts";
import { keptRequest } from "./kept-request.ts";
import { scoreDraft } from "./score-draft.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface RefreshWorkspaceRequest {
  readonly icp: string;
  /** How the candidate is built, all but its files and what the version in force settles. */
  readonly build: Omit<BuildRequest, "files">;
  readonly typed: Partial<IngestOptions>;
  /** Keeps the candidate as a draft although it is not proposed. */
  readonly keep: boolean;
  readonly why: string | null;
  /** Leaves out what people believe (see `withBeliefs`). */
  readonly withoutBeliefs?: boolean;
}

/** A candidate held against the version in force; people decide. */
export interface WorkspaceRefresh {
  readonly run: number;
  readonly version: string;
  readonly number: number;
  /** `moves` are those of the kept scores, once the candidate is kept. */
  readonly result: RefreshResult;
  /** The candidate as a draft; null where it is not proposed. */
  readonly draft: BuiltDraft | null;
  /** Path of the page within the workspace. */
  readonly report: string;
  readonly notes: readonly string[];
}

/** What is written of a refresh for people; it names no account. */
export type WriteRefresh = (
  done: Pick<WorkspaceRefresh, "run" | "version" | "number" | "result" | "draft">,
) => Promise<Pick<KeptReport, "kind" | "report" | "json">>;

/** Accounts that are named among those that move. */
const TOP = 10;

/**
 * A candidate learned from all that the workspace keeps, held against the version in force on the deals that are newer. A proposed one is kept
 * as a draft, scored, so that people see who moves. Nothing is put in force.
 *
 * @param write words the report @throws InputError where no version is in force, or no deal is newer
 */
export async function refreshWorkspace(
  workspace: Workspace,
  { icp, build, typed, keep, why, withoutBeliefs = false }: RefreshWorkspaceRequest,
  effects: WorkspaceEffects,
  write: WriteRefresh,
): Promise<WorkspaceRefresh> {
  return inRun(workspace, "refresh", effects, (run) =>
    withInForce(workspace, icp, async ({ version: inForce, path }) => {
      const { files, ingest, wishes, source } = await keptRequest(workspace, undefined, typed);
      const request = { ...build, files, ingest, wishes: { ...build.wishes, map: wishes.map } };
      const refreshing = effects.away ?? inThisThread;
      const { found, believed } = await withBeliefs(
        workspace,
        icp,
        { ...build, withoutBeliefs },
        async ({ declared, notes }) => ({
          found: await refreshing("refresh", { build: { ...request, declared }, icp: path }, source, effects),
          believed: notes,
        }),
      );
      const proposed = found.contest.verdict === "proposed" && found.candidate.document.scorecard.attributes.length > 0;
      const kept = proposed || keep ? await keepCandidate(workspace, inForce, found, why, effects) : null;
      const scored =
        kept === null ? { moves: null, notes: [] } : await movesTo(workspace, inForce, kept, found.candidate, effects);
      const result = { ...found, moves: scored.moves };
      const draft = kept === null ? null : draftOf(kept.version, kept.isNew);
      const told = { run, version: inForce.id, number: inForce.number, result, draft };
      const at = effects.now();
      const report = await keepReport(workspace, { run, at, ...(await write({ ...told, result: nameless(result) })) });
      const within = effects.within === undefined ? {} : { within: effects.within };
      await finishRun(workspace.store.db, run, { at, summary: { icp, ...summaryOf(told), report, ...within } });
      return { ...told, report, notes: [...believed, ...scored.notes] };
    }),
  );
}

/** What is kept for people names no account: an erasure would not reach it. */
function nameless(result: RefreshResult): RefreshResult {
  return result.moves === null ? result : { ...result, moves: { ...result.moves, top: [] } };
}

/** What the run log says of it. */
function summaryOf({
  version,
  number,
  result,
  draft,
}: Pick<WorkspaceRefresh, "version" | "number" | "result" | "draft">) {
  const { verdict, n, odds, gain } = result.contest;
  return {
    ...{ version, number, verdict, newer: result.newer, n },
    odds: Number.isFinite(odds) ? odds : null,
    gain: Number.isFinite(gain) ? gain : null,
    candidate: result.candidate.document.id,
    draft: draft?.number ?? null,
    moved: result.moves?.moved ?? null,
  };
}

function draftOf({ icp, id, number, state }: Version, isNew: boolean): BuiltDraft {
  return { icp, version: id, number, isNew, state };
}

interface Kept {
  readonly version: Version;
  readonly isNew: boolean;
}

function keepCandidate(
  { store }: Workspace,
  { icp, id: parent }: Version,
  { candidate, contest }: RefreshResult,
  why: string | null,
  { now, by }: WorkspaceEffects,
): Promise<Kept> {
  const { id } = candidate.document;
  const at = now();
  const document = printIcp(candidate);
  return store.transaction(async (tx) => {
    const kept = await addDraft(tx, { id, icp, document, origin: "refresh", parent, why, at, by });
    const { number } = kept.version;
    if (kept.isNew)
      await audit(tx, {
        at,
        who: by,
        action: "refresh",
        subject: `version ${number} of ${icp}`,
        details: { version: id, parent, verdict: contest.verdict, n: contest.n },
      });
    return kept;
  });
}

/** Who would move level; the candidate gets scores of its own for that. */
async function movesTo(
  workspace: Workspace,
  inForce: Version,
  { version }: Kept,
  candidate: RefreshResult["candidate"],
  effects: WorkspaceEffects,
): Promise<{ readonly moves: RefreshResult["moves"]; readonly notes: readonly string[] }> {
  if (version.id === inForce.id || candidate.document.scorecard.attributes.length === 0)
    return { moves: null, notes: [] };
  const { notes } = await scoreDraft(workspace, version, effects);
  const moves = await movesOfVersions(workspace, inForce, version, { top: TOP, moves: null }, effects.signal);
  return { moves, notes };
}
