import { type Command, Option } from "commander";
import { writeWhole } from "../../engine/write.ts";
import { beliefsOption, command, withCommonOptions, withReadingOptions } from "../common.ts";
import type { RefreshOptions } from "../refresh.ts";
import { reportFormat, reportText } from "../report-text.ts";
import { reviewReport } from "../review-report.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { PAGES } from "./pages.ts";
import { candidateWords, refreshJson, refreshRequest } from "./refresh.ts";
import { withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

/** `openicp review`. */
export function reviewCommand(surroundings: Surroundings): Command {
  const base = command(
    "review",
    "The pack for the quarterly meeting: what held, what moved, the proposal, what waits",
    ["review", "review --out review.html"],
  )
    .option("--out <file>", "write it there too: .html, .md or .json")
    .option("--keep", "keep the candidate as a draft although it is not proposed")
    .option("--why <text>", "why this draft is made, for the log")
    .addOption(beliefsOption())
    .addOption(new Option("--no-resampling", "skips the candidate's own tests against chance; it says so"));
  return withCommonOptions(withWorkspaceOptions(withReadingOptions(base))).action(
    (options: RefreshOptions & { readonly out?: string }) =>
      perform(surroundings, options, (effects) =>
        withWorkspace(options, "review", effects, async (workspace, all) => {
          const { out } = options;
          await checkTargets([out], []);
          const format = out === undefined ? null : reportFormat(out);
          const { reviewWorkspace } = await import("../../engine/workspace/review.ts");
          const done = await reviewWorkspace(workspace, refreshRequest(options), PAGES, all);
          const { parts, result, draft, run, number, version, report, notes } = done;
          const page = reviewReport(parts);
          const json = {
            ...refreshJson(result),
            claims: parts.validation?.claims ?? [],
            run,
            version,
            number,
            draft,
            report,
          };
          if (out !== undefined)
            await writeWhole(out, format === "json" ? `${JSON.stringify(json, null, 2)}\n` : reportText(page, format!));
          return {
            json: { ...json, written: out === undefined ? [] : [out] },
            text: `${reportText(page, "terminal", surroundings)}\n${candidateWords(done)}\nKept: ${report}\n${out === undefined ? "" : `Written: ${out}\n`}`,
            warnings: notes,
          };
        }),
      ),
  );
}
