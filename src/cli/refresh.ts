import { type Command, Option } from "commander";
import { driftFile } from "../engine/drift.ts";
import type { InputFiles } from "../engine/input-files.ts";
import { type RefreshRequest, refreshIcp } from "../engine/refresh.ts";
import { validateFile } from "../engine/validate.ts";
import { type TextFile, writeTogether } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import { printIcp } from "../icp/print.ts";
import { type BuildOptions, requestOf } from "./build.ts";
import { command, several, withCommonOptions, withReadingOptions } from "./common.ts";
import { halfLife } from "./half-life.ts";
import { refreshReport } from "./refresh-report.ts";
import { readingReport } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { inputFiles } from "./requests.ts";
import { reviewReport } from "./review-report.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkInputs, checkTargets } from "./targets.ts";
import { refreshInWorkspace } from "./workspace/refresh.ts";
import { type WorkspaceOptions, withWorkspaceOptions, workspaceOf } from "./workspace/with-workspace.ts";

export interface RefreshOptions extends BuildOptions, WorkspaceOptions {
  readonly icp?: string;
  readonly review?: string;
  readonly report?: string;
  readonly keep?: boolean;
  readonly why?: string;
}

/** What the meeting looks at beside the candidate; what cannot be told is said, and stops nothing. */
async function reviewed(
  { build, icp }: RefreshRequest,
  files: InputFiles,
  effects: Parameters<typeof refreshIcp>[1],
): Promise<Pick<Parameters<typeof reviewReport>[0], "validation" | "drift">> {
  const { ingest, reading, wishes, valueMap } = build;
  const own = { deals: files.deals, accounts: files.accounts, contacts: files.contacts, history: files.history };
  const none = { customers: [], leads: [], events: [], universe: [] };
  const common = { icp, ingest, reading, wishes };
  const unless = <T>(work: Promise<T>): Promise<T | { readonly why: string }> =>
    work.catch((error: unknown) => {
      if (error instanceof InputError) return { why: error.message };
      throw error;
    });
  const validation = await unless(
    validateFile(
      { ...common, files: { ...none, ...own, customers: files.customers }, valueMap, against: null },
      effects,
    ),
  );
  const drift = await unless(driftFile({ ...common, files: { ...none, ...own }, since: null, state: null }, effects));
  return { validation: "why" in validation ? null : validation, drift };
}

/** `openicp refresh`. */
export function refreshCommand(surroundings: Surroundings): Command {
  const examples = [
    "refresh Opportunity.csv --accounts Account.csv --icp icp.json --out candidate.json",
    "refresh Opportunity.csv --accounts Account.csv --icp icp.json --review review.html",
  ];
  const base = command("refresh", "A candidate, and whether it beats the profile in force", examples)
    .argument(
      "[deals...]",
      "today's deals, those the profile in force learned from and newer ones; without: those of the workspace",
    )
    .option("--icp <file>", "the profile in force")
    .option("--accounts <file>", "the accounts of these deals (repeatable, like every file)", several)
    .option("--customers <file>", "customers or subscriptions", several)
    .option("--contacts <file>", "contacts: who buys inside", several)
    .option("--leads <file>", "leads", several)
    .option("--events <file>", "what happened: visits, downloads, product use", several)
    .option("--history <file>", "field history: values as they were when each deal was created", several)
    .option("--universe <file>", "companies you could sell to", several)
    .option("--declared <file>", "what you believe of your best customers")
    .option("--technologies <file>", "your list of technologies by role")
    .option("--name <name>", "title of the candidate (default: that of the profile in force)")
    .option("--out <file>", "write the candidate (JSON)")
    .option("--report <file>", "write the report there: .html, .md or .json")
    .option("--review <file>", "write the pack for the quarterly meeting: .html or .md")
    .option("--keep", "with a workspace: keep the candidate as a draft although it is not proposed")
    .option("--why <text>", "with a workspace: why this draft is made, for the log")
    .option("--no-resampling", "skips the candidate's own tests against chance; it says so")
    .option("--findable-only", "leave out what stands in your CRM alone")
    .option("--monotone <column=up|down>", "its points may only rise, or only fall (repeatable)", several)
    .addOption(
      new Option("--recency <half-life>", "newer deals teach more: this half-life, and no other").argParser(halfLife),
    )
    .option("--strategy <column=values:weight>", "such deals count so many times (repeatable)", several)
    .option("--parts <column>", "a card of its own for each part of an attribute, where that wins");
  const whole = withWorkspaceOptions(withCommonOptions(withReadingOptions(base)));
  return whole.action((deals: string[], options: RefreshOptions, self: Command) => {
    const { icp } = options;
    const given = Object.values(inputFiles(deals, options)).flat();
    if (given.length === 0 && workspaceOf(options) !== null) return refreshInWorkspace(surroundings, options);
    if (deals.length === 0)
      return self.error("error: missing required argument 'deals', or a workspace (--workspace DIR)\n");
    if (icp === undefined) return self.error("error: required option '--icp <file>' not specified\n");
    return perform(surroundings, options, async (effects) => {
      const files = inputFiles(deals, options);
      await checkInputs(files);
      const inputs = [
        ...Object.values(files).flat(),
        icp,
        options.declared,
        options.technologies,
        options.valueMap,
        options.rates,
      ];
      await checkTargets([options.out, options.report, options.review, options.saveMap], inputs);
      for (const path of [options.report, options.review]) if (path !== undefined) reportFormat(path);
      const request = { build: requestOf(files, options), icp };
      const result = await refreshIcp(request, effects);
      const report = refreshReport(result);
      const { in_force, candidate, newer, contest, diff, moves, facts } = result;
      const value = { in_force: in_force.id, candidate: candidate.document.id, newer, contest, diff, moves };
      const texts: TextFile[] = [];
      if (options.out !== undefined) texts.push({ path: options.out, text: printIcp(candidate) });
      if (options.report !== undefined) {
        const format = reportFormat(options.report);
        const text = format === "json" ? `${JSON.stringify(value, null, 2)}\n` : reportText(report, format);
        texts.push({ path: options.report, text });
      }
      if (options.review !== undefined) {
        const review = reviewReport({ refresh: result, ...(await reviewed(request, files, effects)) });
        const format = reportFormat(options.review);
        texts.push({
          path: options.review,
          text: format === "json" ? `${JSON.stringify(review, null, 2)}\n` : reportText(review, format),
        });
      }
      await writeTogether(texts, async () => {});
      const paths = texts.map(({ path }) => path);
      const closing = paths.length > 0 ? `\nWritten: ${paths.join(", ")}\n` : "";
      return {
        json: { ...value, written: paths, guesses: facts.guesses, notes: facts.notes },
        text: `${readingReport(facts)}\n${reportText(report, "terminal", surroundings)}${closing}`,
        warnings: [],
      };
    });
  });
}
