import { type Command, Option } from "commander";
import { type DriftSummary, driftFile } from "../engine/drift.ts";
import type { Effects } from "../engine/effects.ts";
import type { InputFiles } from "../engine/input-files.ts";
import { type RefreshRequest, refreshIcp } from "../engine/refresh.ts";
import { type ValidateResult, validateFile } from "../engine/validate.ts";
import { readChanges } from "../engine/watch/read-changes.ts";
import { type TextFile, writeTogether } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import { printIcp } from "../icp/print.ts";
import type { Change } from "../watch/changes/change.ts";
import { changesJson } from "../watch/drift/json.ts";
import { type BuildOptions, requestOf } from "./build.ts";
import { beliefsOption, command, several, withCommonOptions, withReadingOptions } from "./common.ts";
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
  readonly changes?: string;
}

/** What cannot be told is said, and stops nothing. */
function unless<T>(work: Promise<T>): Promise<T | { readonly why: string }> {
  return work.catch((error: unknown) => {
    if (error instanceof InputError) return { why: error.message };
    throw error;
  });
}

const NONE = { customers: [], leads: [], events: [], universe: [] };

/** What has moved since the profile in force was learned, on the same deals. */
function moved(
  { build, icp }: RefreshRequest,
  { deals, accounts, contacts, history }: InputFiles,
  changes: readonly Change[] | null,
  effects: Effects,
): Promise<DriftSummary | { readonly why: string }> {
  const { ingest, reading, wishes } = build;
  const files = { ...NONE, deals, accounts, contacts, history };
  return unless(driftFile({ icp, ingest, reading, wishes, files, since: null, state: null, changes }, effects));
}

/** What the profile in force comes to on the deals since; null where that cannot be told. */
async function checked(
  { build, icp }: RefreshRequest,
  { deals, accounts, contacts, history, customers }: InputFiles,
  effects: Effects,
): Promise<ValidateResult | null> {
  const { ingest, reading, wishes, valueMap } = build;
  const files = { ...NONE, deals, accounts, contacts, history, customers };
  const found = await unless(validateFile({ icp, ingest, reading, wishes, files, valueMap, against: null }, effects));
  return "why" in found ? null : found;
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
    .option("--changes <file>", "what you changed or saw since: date, kind, note (CSV or YAML)")
    .option("--review <file>", "write the pack for the quarterly meeting: .html or .md")
    .option("--keep", "with a workspace: keep the candidate as a draft although it is not proposed")
    .option("--why <text>", "with a workspace: why this draft is made, for the log")
    .addOption(beliefsOption())
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
        options.changes,
      ];
      await checkTargets([options.out, options.report, options.review, options.saveMap], inputs);
      for (const path of [options.report, options.review]) if (path !== undefined) reportFormat(path);
      const request = { build: requestOf(files, options), icp };
      const changes = options.changes === undefined ? null : await readChanges(options.changes);
      const result = await refreshIcp(request, effects);
      const drift = await moved(request, files, changes, effects);
      const told = "why" in drift ? null : drift.result.changes;
      const report = refreshReport(result, told);
      const { in_force, candidate, newer, contest, diff, moves, facts } = result;
      const value = {
        in_force: in_force.id,
        candidate: candidate.document.id,
        newer,
        contest,
        diff,
        moves,
        changes: "why" in drift ? null : changesJson(drift.result.changes),
      };
      const texts: TextFile[] = [];
      if (options.out !== undefined) texts.push({ path: options.out, text: printIcp(candidate) });
      if (options.report !== undefined) {
        const format = reportFormat(options.report);
        const text = format === "json" ? `${JSON.stringify(value, null, 2)}\n` : reportText(report, format);
        texts.push({ path: options.report, text });
      }
      if (options.review !== undefined) {
        const review = reviewReport({ refresh: result, drift, validation: await checked(request, files, effects) });
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
