import { NO_FILES } from "../../engine/input-files.ts";
import type { RefreshResult } from "../../engine/refresh.ts";
import type { RefreshWorkspaceRequest, WorkspaceRefresh } from "../../engine/workspace/refresh.ts";
import { type TextFile, writeTogether } from "../../engine/write.ts";
import { InputError } from "../../errors.ts";
import { printIcp } from "../../icp/print.ts";
import { requestOf } from "../build.ts";
import type { RefreshOptions } from "../refresh.ts";
import { refreshReport } from "../refresh-report.ts";
import { readingReport } from "../report.ts";
import { reportFormat, reportText } from "../report-text.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { typedIngest } from "./import.ts";
import { lineOf, withWorkspace } from "./with-workspace.ts";

/** A candidate from what the workspace keeps, as options ask for it. */
export function refreshRequest(options: RefreshOptions): RefreshWorkspaceRequest {
  const { files: _, ...build } = requestOf(NO_FILES, options);
  return {
    icp: lineOf(options),
    build,
    typed: typedIngest(options),
    keep: options.keep === true,
    why: options.why ?? null,
    withoutBeliefs: options.beliefs === false,
  };
}

/** The result for machines. */
export function refreshJson({ in_force, candidate, newer, contest, diff, moves }: RefreshResult): object {
  return { in_force: in_force.id, candidate: candidate.document.id, newer, contest, diff, moves };
}

/** What became of the candidate, and what a person does next. */
export function candidateWords({ draft, number }: Pick<WorkspaceRefresh, "draft" | "number">): string {
  if (draft === null)
    return `Version ${number} stays in force; the candidate is not kept (--keep keeps it as a draft).`;
  return draft.isNew
    ? `Version ${draft.number} is a draft, scored: openicp diff shows who moves, openicp publish ${draft.number} approves it. Version ${number} stays in force until then.`
    : `This candidate is version ${draft.number} already (${draft.state === "approved" ? "in force" : draft.state}).`;
}

/** `openicp refresh` without files. */
export function refreshInWorkspace(surroundings: Surroundings, options: RefreshOptions): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "refresh", effects, async (workspace, all) => {
      const { out, report: path } = options;
      if (options.icp !== undefined || options.review !== undefined)
        throw new InputError(
          "in a workspace refresh starts from the version in force, and openicp review writes the pack: leave out --icp and --review",
        );
      if (options.changes !== undefined)
        throw new InputError("a workspace knows what was logged (openicp change add): leave out --changes");
      await checkTargets([out, path], [options.declared, options.technologies, options.valueMap, options.rates]);
      if (path !== undefined) reportFormat(path);
      const { refreshWorkspace } = await import("../../engine/workspace/refresh.ts");
      const done = await refreshWorkspace(workspace, refreshRequest(options), all, async ({ result }) => ({
        kind: "refresh",
        report: refreshReport(result, null),
        json: refreshJson(result),
      }));
      const { result, draft, run, number, version, report, notes } = done;
      const page = refreshReport(result, null);
      const texts: TextFile[] = [];
      if (out !== undefined) texts.push({ path: out, text: printIcp(result.candidate) });
      if (path !== undefined) {
        const format = reportFormat(path);
        const json = `${JSON.stringify(refreshJson(result), null, 2)}\n`;
        texts.push({ path, text: format === "json" ? json : reportText(page, format) });
      }
      await writeTogether(texts, async () => undefined);
      const written = texts.map((one) => one.path);
      return {
        json: {
          ...refreshJson(result),
          run,
          version,
          number,
          draft,
          report,
          written,
          notes: [...result.facts.notes, ...notes],
        },
        text: `${readingReport(result.facts)}\n${reportText(page, "terminal", surroundings)}\n${candidateWords(done)}\nKept: ${report}\n${written.length > 0 ? `Written: ${written.join(", ")}\n` : ""}`,
        warnings: notes,
      };
    }),
  );
}
