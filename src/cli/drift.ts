import type { Command } from "commander";
import { type DriftSummary, driftFile } from "../engine/drift.ts";
import { readChanges } from "../engine/watch/read-changes.ts";
import { writeWhole } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import { driftJson } from "../watch/drift/json.ts";
import { driftReport } from "../watch/drift/report.ts";
import { command, isoDate, type ReadingOptions, several, withCommonOptions, withReadingOptions } from "./common.ts";
import { readingReport } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { ingestOptions, inputFiles, readOptions, wishes } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkInputs, checkTargets } from "./targets.ts";
import { driftInWorkspace } from "./workspace/drift.ts";
import { type WorkspaceOptions, withWorkspaceOptions, workspaceOf } from "./workspace/with-workspace.ts";

export interface DriftOptions extends WorkspaceOptions, ReadingOptions {
  readonly icp?: string;
  readonly accounts?: string[];
  readonly contacts?: string[];
  readonly history?: string[];
  readonly since?: string;
  readonly state?: string;
  readonly changes?: string;
  readonly out?: string;
}

/** What is written to `--out`, by the ending of its name. */
export function written({ result }: Pick<DriftSummary, "result">, out: string): string {
  const format = reportFormat(out);
  return format === "json"
    ? `${JSON.stringify(driftJson(result), null, 2)}\n`
    : reportText(driftReport(result), format);
}

/** `openicp drift`. */
export function driftCommand(surroundings: Surroundings): Command {
  const examples = [
    "drift Opportunity.csv --accounts Account.csv --icp icp.json",
    "drift this-month.csv --icp icp.json --state drift.json --out drift.html",
  ];
  const base = command("drift", "Has the world moved since the profile was built", examples)
    .argument(
      "[deals...]",
      "today's deals, open ones too, best with those the profile learned from: CSV, XLSX, JSON, Parquet, also gzip or zip; without: those of the workspace",
    )
    .option("--icp <file>", "the ICP document")
    .option("--accounts <file>", "the accounts of these deals (repeatable)", several)
    .option("--contacts <file>", "their contacts, where the profile scores who was known (repeatable)", several)
    .option("--history <file>", "field history: values as they were when each deal was created (repeatable)", several)
    .option(
      "--since <date>",
      "deals from this day on are new (default: the day after the last one that the profile learned from)",
      isoDate,
    )
    .option(
      "--state <file>",
      "keep what each run found, so that two runs in a row can be told where the file holds one month only",
    )
    .option("--changes <file>", "what you changed or saw: date, kind, note (CSV or YAML)")
    .option("--out <file>", "write the report there: .html, .md or .json");
  const whole = withWorkspaceOptions(withCommonOptions(withReadingOptions(base)));
  return whole.action((deals: string[], options: DriftOptions, self: Command) => {
    const { icp } = options;
    const given = Object.values(inputFiles(deals, options)).flat();
    if (given.length === 0 && workspaceOf(options) !== null) return driftInWorkspace(surroundings, options);
    if (deals.length === 0)
      return self.error("error: missing required argument 'deals', or a workspace (--workspace DIR)\n");
    if (icp === undefined) return self.error("error: required option '--icp <file>' not specified\n");
    return perform(surroundings, options, async (effects) => {
      const files = inputFiles(deals, options);
      await checkInputs(files);
      const inputs = [...Object.values(files).flat(), icp, options.rates, options.valueMap, options.changes];
      await checkTargets([options.out, options.state], inputs);
      if (options.valueMap !== undefined)
        throw new InputError("--value-map is for build, score and validate: drift reads words as the profile does");
      if (options.out !== undefined) reportFormat(options.out);
      const request = {
        files,
        icp,
        ingest: ingestOptions(options),
        reading: readOptions(options),
        wishes: wishes(options),
        since: options.since ?? null,
        state: options.state ?? null,
        changes: options.changes === undefined ? null : await readChanges(options.changes),
      };
      const summary = await driftFile(request, effects);
      const report = driftReport(summary.result);
      if (options.out !== undefined) await writeWhole(options.out, written(summary, options.out));
      const paths = [options.out, options.state].filter((path) => path !== undefined);
      const read = readingReport({ ...summary.facts, guesses: summary.guesses });
      const closing = paths.length > 0 ? `\nWritten: ${paths.join(", ")}\n` : "";
      return {
        json: {
          ...(driftJson(summary.result) as object),
          written: paths,
          files: summary.facts.totals,
          guesses: summary.guesses,
        },
        text: `${read}\n${reportText(report, "terminal", surroundings)}${closing}`,
        warnings: summary.result.warnings,
      };
    });
  });
}
