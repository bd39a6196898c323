import type { Effects } from "../../engine/effects.ts";
import type { FilterRequest } from "../../engine/filter/request.ts";
import type { FilterSummary } from "../../engine/filter.ts";
import type { ReadingOptions } from "../common.ts";
import type { Outcome } from "../run.ts";
import { typedIngest } from "./import.ts";
import { lineOf, type VersionOptions, withWorkspace } from "./with-workspace.ts";

/** `openicp filter` by the version in force, against the customers and deals that the workspace keeps. */
export function filterInWorkspace(
  request: Omit<FilterRequest, "icp">,
  options: VersionOptions & ReadingOptions,
  effects: Effects,
  inWords: (summary: FilterSummary) => string,
): Promise<Outcome> {
  return withWorkspace(options, "filter", effects, async (workspace, all) => {
    const { filterBatch } = await import("../../engine/workspace/filter.ts");
    const asked = { product: lineOf(options), version: options.version ?? null, typed: typedIngest(options) };
    const summary = await filterBatch(workspace, { ...request, ...asked }, all);
    const by = `Filtered by version ${summary.number}, with what the workspace keeps.\n`;
    return { json: summary, text: `${inWords(summary)}${by}`, warnings: summary.warnings };
  });
}
