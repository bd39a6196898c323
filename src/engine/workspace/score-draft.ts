import { InputError } from "../../errors.ts";
import { parseIcp } from "../../icp/parse.ts";
import { finishRun } from "../../store/runs.ts";
import { showScores } from "../../store/score-runs.ts";
import type { Version } from "../../store/versions.ts";
import { inRun } from "./in-run.ts";
import { type ScoredVersion, scoreVersion } from "./score-version.ts";
import { newestRuns } from "./visible.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/**
 * Scores every account by a version that is not in force, so that people see who would move. What is in force stays as it is.
 *
 * @throws InputError for a version without a scorecard
 */
export async function scoreDraft(
  workspace: Workspace,
  { icp, id, number, document }: Version,
  effects: WorkspaceEffects,
): Promise<ScoredVersion> {
  const content = parseIcp(document, `version ${number}`).document;
  if (content.scorecard.attributes.length === 0)
    throw new InputError(`version ${number} has no scorecard, so no account can be scored by it`);
  return inRun(workspace, "score-draft", effects, async (run) => {
    const visible = await newestRuns(workspace.store.db);
    const scored = await scoreVersion(workspace.warehouse, { document: content, run, asOf: null, visible }, effects);
    const { rows: accounts, changed, gone, levels, as_of } = scored;
    const counts = { gone, levels, as_of, import: scored.import };
    const at = effects.now();
    await workspace.store.transaction(async (tx) => {
      await showScores(tx, { run, icp, version: id, at, accounts, changed, counts });
      await finishRun(tx, run, { at, summary: { icp, version: id, number, accounts, changed, ...counts } });
    });
    return scored;
  });
}
