import type { Effects } from "../../engine/effects.ts";
import type { ScoreRequest, ScoreSummary } from "../../engine/score.ts";
import { InputError } from "../../errors.ts";
import { lineOf, type VersionOptions, withWorkspace } from "./with-workspace.ts";

/** `openicp score FILE` by the version in force, without importing the file. */
export function scoreInWorkspace(
  request: Omit<ScoreRequest, "icp">,
  options: VersionOptions,
  effects: Effects,
): Promise<ScoreSummary> {
  const { customers = [], openDeals = [] } = request.already ?? {};
  if (customers.length + openDeals.length > 0)
    throw new InputError(
      "in a workspace its own customers and deals tell who is not pursued: leave out --customers and --open-deals, or import them",
    );
  return withWorkspace(options, "score", effects, async (workspace, all) => {
    const { scoreGiven } = await import("../../engine/workspace/score-file.ts");
    const asked = { product: lineOf(options), version: options.version ?? null };
    return scoreGiven(workspace, { ...request, ...asked }, all);
  });
}
