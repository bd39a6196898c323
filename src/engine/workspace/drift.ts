import type { IngestOptions } from "../../ingest/options.ts";
import { finishRun, runsOf } from "../../store/runs.ts";
import { addTask } from "../../store/tasks.ts";
import type { RunNote } from "../../watch/drift/alarms.ts";
import { isoOf } from "../../watch/drift/days.ts";
import { driftJson } from "../../watch/drift/json.ts";
import { runNotes } from "../../watch/drift/kept.ts";
import { driftReport } from "../../watch/drift/report.ts";
import { latestOf } from "../../watch/drift/result.ts";
import { inThisThread } from "../away/tasks.ts";
import type { DriftSummary } from "../drift.ts";
import { withInForce } from "./in-force-file.ts";
import { inRun } from "./in-run.ts";
import { keepReport } from "./keep-report.ts";
import { keptRequest, requireKeptDeals } from "./kept-request.ts";
import { loggedChanges } from "./logged-changes.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface DriftWorkspaceRequest {
  readonly icp: string;
  /** ISO date from which deals count as new; null: the day after the last one that the version in force learned from. */
  readonly since: string | null;
  /** What is said now of the columns' meaning; it goes before what was said at import. */
  readonly typed: Partial<IngestOptions>;
}

/** A look at what is newer than the version in force. */
export interface WorkspaceDrift {
  readonly run: number;
  readonly version: string;
  readonly number: number;
  readonly summary: DriftSummary;
  /** Names of what raised an alarm: it moved in this look and in the one before. */
  readonly alarms: readonly string[];
  /** Path of the page within the workspace. */
  readonly report: string;
}

/** Looks that are remembered. */
const MOST_NOTES = 24;
/** Rows that drift looks at. */
const ROLES = ["deals", "accounts", "contacts", "history"] as const;

/**
 * Has the world moved since the version in force was made: what the workspace keeps that is newer, against it. What a look pointed to stands in
 * the run log, so that an alarm is raised only when the next look, a month later, points to it again.
 *
 * @throws InputError where no version is in force, and where no deal is newer
 */
export async function driftWorkspace(
  workspace: Workspace,
  { icp, since, typed }: DriftWorkspaceRequest,
  effects: WorkspaceEffects,
): Promise<WorkspaceDrift> {
  return inRun(workspace, "drift", effects, (run) =>
    withInForce(workspace, icp, async ({ version: { id, number }, path }) => {
      const { source, ...kept } = await keptRequest(workspace, ROLES, typed);
      requireKeptDeals(kept);
      const notes = await notesOf(workspace, id);
      const changes = await loggedChanges(workspace, icp);
      const request = { ...kept, icp: path, since, state: null, changes };
      const summary = await (effects.away ?? inThisThread)("drift", { ...request, notes }, source, effects);
      const { result } = summary;
      const latest = latestOf(result);
      const alarms = latest.run.monitors.filter((one) => latest.alarms.includes(one.id)).map(({ name }) => name);
      const at = effects.now();
      const json = driftJson(result) as object;
      const report = await keepReport(workspace, { kind: "drift", run, at, report: driftReport(result), json });
      const asOf = isoOf(result.asOf);
      const { within } = effects;
      const own = {
        icp,
        version: id,
        number,
        as_of: asOf,
        alarms,
        report,
        ...(within === undefined ? {} : { within }),
      };
      const told = { ...own, notes: result.notes.slice(-MOST_NOTES) };
      await workspace.store.transaction(async (tx) => {
        await finishRun(tx, run, { at, summary: told });
        if (alarms.length > 0)
          await addTask(tx, {
            key: `drift:${id}:${asOf}`,
            kind: "drift",
            title: `The world has moved away from version ${number} of ${icp}: ${alarms.join(", ")}`,
            details: { report, run },
            at,
            by: effects.by,
          });
      });
      return { run, version: id, number, summary, alarms, report };
    }),
  );
}

/** What earlier looks at a version pointed to, from the run log. */
async function notesOf({ store }: Workspace, version: string): Promise<readonly RunNote[]> {
  const runs = await runsOf(store.db, { kind: "drift", state: "done", limit: MOST_NOTES });
  const last = runs.find(({ summary }) => summary?.version === version);
  return runNotes(last?.summary?.notes);
}
