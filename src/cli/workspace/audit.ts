import type { AuditRequest, AuditSummary } from "../../engine/audit.ts";
import type { Effects } from "../../engine/effects.ts";
import type { ReadingOptions } from "../common.ts";
import type { Outcome } from "../run.ts";
import { typedIngest } from "./import.ts";
import { lineOf, type VersionOptions, withWorkspace } from "./with-workspace.ts";

/** `openicp audit` by the version in force; without a file, of the deals that the workspace keeps. */
export function auditInWorkspace(
  request: Omit<AuditRequest, "icp">,
  options: VersionOptions & ReadingOptions,
  effects: Effects,
  inWords: (summary: AuditSummary) => string,
): Promise<Outcome> {
  return withWorkspace(options, "audit", effects, async (workspace, all) => {
    const { auditKept } = await import("../../engine/workspace/audit.ts");
    const asked = { product: lineOf(options), version: options.version ?? null, typed: typedIngest(options) };
    const summary = await auditKept(workspace, { ...request, ...asked }, all);
    return { json: summary, text: `${inWords(summary)}By version ${summary.number}.\n`, warnings: summary.warnings };
  });
}
