import { writeWhole } from "../../engine/write.ts";
import { InputError } from "../../errors.ts";
import { driftJson } from "../../watch/drift/json.ts";
import { driftReport } from "../../watch/drift/report.ts";
import { type DriftOptions, written } from "../drift.ts";
import { reportFormat, reportText } from "../report-text.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { typedIngest } from "./import.ts";
import { lineOf, withWorkspace } from "./with-workspace.ts";

/** `openicp drift` without files: what the workspace keeps that is newer, against the version in force. */
export function driftInWorkspace(surroundings: Surroundings, options: DriftOptions): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "drift", effects, async (workspace, all) => {
      const { out, since } = options;
      if (options.icp !== undefined || options.state !== undefined)
        throw new InputError(
          "in a workspace drift looks at the version in force, and the run log keeps what was found: leave out --icp and --state",
        );
      if (options.changes !== undefined)
        throw new InputError("a workspace knows what was logged (openicp change add): leave out --changes");
      await checkTargets([out], []);
      if (out !== undefined) reportFormat(out);
      const { driftWorkspace } = await import("../../engine/workspace/drift.ts");
      const request = { icp: lineOf(options), since: since ?? null, typed: typedIngest(options) };
      const { summary, number, version, run, alarms, report } = await driftWorkspace(workspace, request, all);
      if (out !== undefined) await writeWhole(out, written(summary, out));
      const page = reportText(driftReport(summary.result), "terminal", surroundings);
      return {
        json: {
          ...(driftJson(summary.result) as object),
          ...{ version, number, run, raised: alarms, report, written: out === undefined ? [] : [out] },
        },
        text: `${page}\nKept: ${report}${out === undefined ? "" : `\nWritten: ${out}`}\n`,
        warnings: summary.result.warnings,
      };
    }),
  );
}
