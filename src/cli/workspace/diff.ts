import { writeWhole } from "../../engine/write.ts";
import { InputError } from "../../errors.ts";
import { diffReport } from "../../watch/diff/report.ts";
import type { DiffOptions } from "../diff.ts";
import { reportFormat, reportText } from "../report-text.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { lineOf, withWorkspace } from "./with-workspace.ts";

/** `openicp diff` with numbers of versions, or none. */
export function diffInWorkspace(
  surroundings: Surroundings,
  [before, after]: readonly [string | null, string | null],
  options: DiffOptions,
): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "diff", effects, async (workspace, all) => {
      const { out, moves, accounts, top } = options;
      if (accounts !== undefined)
        throw new InputError("in a workspace its own accounts are held against both versions: leave out --accounts");
      await checkTargets([out, moves], []);
      const format = out === undefined ? null : reportFormat(out);
      const { diffVersions, scoreBoth } = await import("../../engine/workspace/diff.ts");
      const request = { icp: lineOf(options), before, after, top, moves: moves ?? null };
      if (options.score === true) await scoreBoth(workspace, request, all);
      const found = await diffVersions(workspace, request, all.signal);
      const report = diffReport(found.diff, found.moves, found.notes);
      const value = { ...found.diff, versions: { before: found.before, after: found.after }, moves: found.moves };
      if (out !== undefined)
        await writeWhole(out, format === "json" ? `${JSON.stringify(value, null, 2)}\n` : reportText(report, format!));
      const written = [moves, out].filter((path) => path !== undefined);
      const both = `Version ${found.before.number} against version ${found.after.number}`;
      return {
        json: { ...value, notes: found.notes, written },
        text: `${both}\n\n${reportText(report, "terminal", surroundings)}${written.length > 0 ? `\nWritten: ${written.join(", ")}\n` : ""}`,
        warnings: found.notes,
      };
    }),
  );
}
