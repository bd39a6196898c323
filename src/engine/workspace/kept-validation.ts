import { finishRun, runsOf } from "../../store/runs.ts";
import { versionInForce } from "../../store/versions.ts";
import type { ValidateResult } from "../validate.ts";
import { inRun } from "./in-run.ts";
import { keepReport } from "./keep-report.ts";
import { type NewerImport, newerImport, newestImport } from "./newer-import.ts";
import type { Pages } from "./pages.ts";
import { readReport } from "./reports.ts";
import { validateInForce } from "./review.ts";
import { type StampedResult, validateStamps } from "./validate-stamps.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** By what a profile is held: deals that closed since, or the scores that opportunities carry since they came. */
export const WAYS = ["deals", "stamps"] as const;
export type Way = (typeof WAYS)[number];

export interface ValidationRequest {
  readonly icp: string;
  readonly by: Way;
  /** The column of another score on the deals; null for none. */
  readonly against: string | null;
}

/** A validation as it was kept: what `validate` found, worded, and what it was measured on. */
export type KeptValidation = Readonly<Record<string, unknown>> & {
  readonly line: string;
  readonly by: Way;
  /** ISO time. */
  readonly at: string;
  readonly asked_by: string;
  readonly run: number;
  /** Number of the version that was held. */
  readonly number: number;
  /** The newest import that it knew; 0 for none. */
  readonly import: number;
};

/** What a person is told of a kept validation. */
export interface ToldValidation {
  readonly result: KeptValidation;
  /** Number of the version in force now; null for none. */
  readonly in_force: number | null;
  /** The newest import since that brought something. */
  readonly newer: NewerImport | null;
}

const KIND = "validate";
/** Runs that are looked back over. */
const MOST = 400;

/**
 * Holds the profile in force against what came of deals and keeps what was found, with the version and the data it was measured on: in the run
 * log, with all figures among the reports.
 *
 * @throws InputError where there is nothing to hold it against
 */
export async function runValidation(
  workspace: Workspace,
  { icp, by, against }: ValidationRequest,
  pages: Pages,
  effects: WorkspaceEffects,
): Promise<KeptValidation> {
  return inRun(workspace, KIND, effects, async (run) => {
    const number = (await versionInForce(workspace.store.db, icp))?.number ?? 0;
    const upTo = await newestImport(workspace);
    const found: ValidateResult | StampedResult =
      by === "stamps"
        ? await validateStamps(workspace, icp, effects)
        : await validateInForce(workspace, icp, effects, against);
    const { facts: _, said: __, ...figures } = found;
    const at = effects.now();
    const report = pages.validation(found);
    const held = { line: icp, by, at: at.toISOString(), run, number, import: upTo };
    const json = { ...figures, ...held };
    const page = await keepReport(workspace, { kind: KIND, run, at, report, json });
    const { check } = found;
    const verdict = check?.verdict ?? null;
    const summary = { icp, by, against, version: found.icp, number, import: upTo, verdict, n: check?.n ?? null };
    await finishRun(workspace.store.db, run, { at, summary: { ...summary, report: page } });
    return { ...json, asked_by: effects.by, report };
  });
}

/** The newest validation of a profile, of one kind or of any; null before the first, and where its figures are gone. */
export async function latestValidation(
  workspace: Workspace,
  icp: string,
  by: Way | null,
): Promise<ToldValidation | null> {
  const { db } = workspace.store;
  const runs = await runsOf(db, { kind: KIND, state: "done", limit: MOST });
  const run = runs.find(({ summary }) => summary?.icp === icp && (by === null || summary.by === by));
  const name = typeof run?.summary?.report === "string" ? run.summary.report.split("/").at(-1)! : null;
  const text = name === null ? null : await readReport(workspace, name.replace(/html$/, "json")).catch(() => null);
  if (text === null) return null;
  const { page: report, ...rest } = JSON.parse(text) as Record<string, unknown>;
  // Who asked stands in the run log alone, where an erasure finds it.
  const result = { ...rest, asked_by: run!.by, report } as unknown as KeptValidation;
  return {
    result,
    in_force: (await versionInForce(db, icp))?.number ?? null,
    newer: await newerImport(workspace, result.import),
  };
}
