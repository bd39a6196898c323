import { InputError } from "../../../errors.ts";
import { icpsOf } from "../../../store/icps.ts";
import { isServerGone } from "../../../store/plain-error.ts";
import { runsOf } from "../../../store/runs.ts";
import { visibleRuns } from "../../../store/score-runs.ts";
import { addTask } from "../../../store/tasks.ts";
import { versionInForce, versionsOf } from "../../../store/versions.ts";
import { defaultBuild } from "../default-build.ts";
import { driftWorkspace } from "../drift.ts";
import { keepReport } from "../keep-report.ts";
import type { Pages } from "../pages.ts";
import { scoreAgain } from "../publish.ts";
import { openQuestions } from "../questions.ts";
import { reviewWorkspace } from "../review.ts";
import { type Stamped, stampNew } from "../stamps.ts";
import type { Workspace, WorkspaceEffects } from "../workspace.ts";
import type { JobName } from "./names.ts";
import { levelMoves, scoreReport } from "./score-report.ts";
import { strategyReport } from "./strategy-report.ts";

export interface LoopEffects extends WorkspaceEffects {
  readonly pages: Pages;
  readonly seed: number;
  /** False skips a candidate's own tests against chance; it says so. */
  readonly resampling: boolean;
}

/** What a job did for a profile: figures, and the page within the workspace that tells it; or why there was nothing to do. */
export type Done = Readonly<Record<string, unknown>> & {
  readonly report?: string;
  /** Why it could not be done, for a person. */
  readonly refused?: string;
};

type DoJob = (workspace: Workspace, icp: string, run: number, effects: LoopEffects) => Promise<Done>;

/**
 * Does a job for every profile that has a version in force, by the line of the run log that it stands under. What a person would have to mend
 * (no newer deals, a missing column) is told, not tried again; a server that went away comes back.
 */
export async function doJob(
  workspace: Workspace,
  job: JobName,
  run: number,
  effects: LoopEffects,
): Promise<Readonly<Record<string, Done>>> {
  const done: Record<string, Done> = {};
  for (const { id, in_force } of await icpsOf(workspace.store.db)) {
    if (in_force === null) continue;
    done[id] = await DO[job](workspace, id, run, effects).catch((error: unknown) => {
      if (error instanceof InputError && !isServerGone(error) && !effects.signal.aborted)
        return { refused: error.message };
      throw error;
    });
  }
  return done;
}

const DO: Readonly<Record<JobName, DoJob>> = { score, drift, refresh, strategy };

async function score(workspace: Workspace, icp: string, run: number, effects: LoopEffects): Promise<Done> {
  // A version that was published since the import has all its scores; what was imported with them has no stamps yet.
  if (await isScored(workspace, icp))
    return { nothing_new: true, stamped: stampedIn(await stampNew(workspace, effects), icp) };
  const { version, number, run: own, scored, stamped } = await scoreAgain(workspace, { icp, asOf: null }, effects);
  const database = await workspace.warehouse.work();
  try {
    const moves = await levelMoves(database, version, own);
    const report = scoreReport({ name: await nameOf(workspace, icp), number, icp }, scored, moves);
    const json = { icp, version, number, scored, moves };
    const { rows: accounts, changed, gone, levels } = scored;
    const page = await keepReport(workspace, { kind: "score", run, at: effects.now(), report, json });
    return { number, accounts, changed, gone, levels, stamped: stampedIn(stamped, icp), report: page };
  } finally {
    database.close();
  }
}

/** Opportunities and leads of a profile that got their stamps. */
function stampedIn(stamped: readonly Stamped[], icp: string): number {
  return stamped.filter((one) => one.icp === icp).reduce((sum, one) => sum + one.stamped, 0);
}

/** Nothing was imported since the version in force was scored. */
async function isScored({ store, warehouse }: Workspace, icp: string): Promise<boolean> {
  const inForce = await versionInForce(store.db, icp);
  const newest = inForce === null ? undefined : (await visibleRuns(store.db, { version: inForce.id })).at(-1);
  if (newest === undefined) return false;
  const database = await warehouse.work();
  try {
    const last = await database.value<number>("SELECT coalesce(max(import), 0) FROM kept.meta.imports");
    return newest.counts?.import === last;
  } finally {
    database.close();
  }
}

async function nameOf({ store }: Workspace, icp: string): Promise<string> {
  return (await icpsOf(store.db)).find(({ id }) => id === icp)?.name ?? icp;
}

async function drift(workspace: Workspace, icp: string, _: number, effects: LoopEffects): Promise<Done> {
  const { number, alarms, report, summary } = await driftWorkspace(workspace, { icp, since: null, typed: {} }, effects);
  return { number, alarms, new_deals: summary.result.now, report };
}

async function refresh(workspace: Workspace, icp: string, _: number, effects: LoopEffects): Promise<Done> {
  const build = defaultBuild(effects.seed, effects.resampling);
  // Where an alarm stands people decide between the two, also when newer deals do not tell yet which is better.
  const keep = await alarmStands(workspace, icp);
  const request = { icp, build, typed: {}, keep, why: null };
  const { number, result, draft, report, notes } = await reviewWorkspace(workspace, request, effects.pages, effects);
  const { verdict, n } = result.contest;
  if (draft !== null)
    await addTask(workspace.store.db, {
      key: `candidate:${draft.version}`,
      kind: "candidate",
      title:
        verdict === "proposed"
          ? `Version ${draft.number} of ${icp} is proposed instead of version ${number}: approve it or not`
          : `The market has moved since version ${number} of ${icp}, and newer deals do not tell yet whether version ${draft.number} is better: decide at the review`,
      details: { version: draft.version, report },
      at: effects.now(),
      by: effects.by,
    });
  const told = notes.length === 0 ? {} : { notes };
  return { number, verdict, n, newer: result.newer, draft: draft?.number ?? null, report, ...told };
}

/** The newest look at drift raised an alarm against the version in force. */
async function alarmStands({ store }: Workspace, icp: string): Promise<boolean> {
  const inForce = await versionInForce(store.db, icp);
  const looks = await runsOf(store.db, { kind: "drift", state: "done", limit: MOST_LOOKS });
  const last = looks.find(({ summary }) => summary?.icp === icp);
  const alarms = last?.summary?.alarms;
  return last?.summary?.version === inForce?.id && Array.isArray(alarms) && alarms.length > 0;
}

const YEAR = 366 * 86_400_000;
/** Looks at drift that a year has at most. */
const MOST_LOOKS = 400;

async function strategy(workspace: Workspace, icp: string, run: number, effects: LoopEffects): Promise<Done> {
  const { db } = workspace.store;
  const at = effects.now();
  const since = at.getTime() - YEAR;
  const looks = (await runsOf(db, { kind: "drift", state: "done", limit: MOST_LOOKS })).filter(
    ({ started_at, summary }) => started_at.getTime() >= since && summary?.icp === icp,
  );
  const versions = (await versionsOf(db, icp)).filter(({ created_at }) => created_at.getTime() >= since);
  const questions = await openQuestions(workspace, icp, at);
  const year = {
    icp,
    name: await nameOf(workspace, icp),
    versions: versions.toReversed(),
    looks: looks.toReversed(),
    questions,
  };
  const { narrative, contradictions } = questions.narrative;
  const json = { icp, versions: year.versions, looks: looks.length, narrative, contradictions };
  const report = await keepReport(workspace, { kind: "strategy", run, at, report: strategyReport(year), json });
  await addTask(db, {
    key: `strategy:${icp}:${at.getUTCFullYear()}`,
    kind: "strategic review",
    title: `The strategic review of ${at.getUTCFullYear()}: does the narrative of ${icp} still hold?`,
    owner: narrative?.owner ?? null,
    due: new Date(at.getTime() + 30 * 86_400_000),
    details: { report },
    at,
    by: effects.by,
  });
  return { versions: versions.length, looks: looks.length, report };
}
