import type { Command } from "commander";
import { mapText } from "../engine/map-file.ts";
import { type ValidateResult, validateFile } from "../engine/validate.ts";
import { writeWhole } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import type { HeldOut } from "../icp/document.ts";
import { withoutFiles } from "../icp/page/anonymous.ts";
import { type GoalWords, goalWords } from "../icp/page/goal-words.ts";
import { blocksTerminal } from "../icp/page/terminal/report.ts";
import { againstLines } from "./against-report.ts";
import {
  anonymousOption,
  command,
  type FileOptions,
  type ReadingOptions,
  several,
  withCommonOptions,
  withReadingOptions,
} from "./common.ts";
import { rankedBlocks } from "./ranked-report.ts";
import { readingReport } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { ingestOptions, inputFiles, readOptions, wishes } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkInputs, checkTargets } from "./targets.ts";
import { validateReport } from "./validate-report.ts";
import { validateWorkspace } from "./workspace/validate.ts";
import { type WorkspaceOptions, withWorkspaceOptions, workspaceOf } from "./workspace/with-workspace.ts";

interface ValidateOptions extends WorkspaceOptions, ReadingOptions, FileOptions {
  readonly icp?: string;
  readonly against?: string;
  readonly out?: string;
  readonly anonymous?: boolean;
}

function percent(x: number): string {
  return `${Math.round(100 * x)}%`;
}

function levelLines(check: HeldOut, { unit, reached }: GoalWords): string[] {
  return check.levels.map((l) => {
    if (l.n === 0 || l.win_rate === null || l.win_rate_interval === null) return `  ${l.level.padEnd(8)} no ${unit}`;
    const [low, high] = l.win_rate_interval;
    const cycle = l.median_cycle_days === null ? "" : `, ${Math.round(l.median_cycle_days)} days in the middle`;
    return `  ${l.level.padEnd(8)} ${reached} ${l.won} of ${l.n}: ${percent(l.win_rate)} (${percent(low)} to ${percent(high)})${cycle}`;
  });
}

const NAMES = { win_rate: "win rate", cycle: "cycle", acv: "amount", retention: "retention" } as const;

function claimLines({ claims }: ValidateResult): string[] {
  if (claims.length === 0) return [];
  return [
    "",
    "WHAT THE PROFILE PROMISES",
    ...claims.flatMap(({ promise, verdict, says, next_step }) => [
      `  ${NAMES[promise].padEnd(10)} ${verdict}: ${says}`,
      ...(next_step === "" ? [] : [`  ${" ".repeat(10)} ${next_step}`]),
    ]),
  ];
}

/** What follows from a check, and how sure that is. */
function nextStep({ check, sure, unclaimed, doubt, warnings, goal }: ValidateResult): string[] {
  if (check === null) return [];
  const { unit } = goalWords(goal);
  if (unclaimed !== null)
    return ["Give the customers that it was made from (--customers customers.csv): their deals are left out."];
  if (doubt !== null)
    return ["Give deals of companies that the profile has not met, closed after it was built, with their close dates."];
  const caveats = sure ? [] : warnings.map((w) => `Mind: ${w}.`);
  if (check.verdict === "confirmed")
    return [
      ...caveats,
      sure
        ? `The score holds on these ${unit}.`
        : `If the profile did not know these ${unit} and accounts, the score holds.`,
    ];
  if (check.verdict === "not confirmed")
    return [
      ...caveats,
      `The profile does not hold on these ${unit}: build it again on newer ones, and look at which attributes still tell.`,
    ];
  return [...caveats, `Collect more ${unit === "deals" ? "closed deals" : unit}, then check again.`];
}

/** A check in words. */
export function validateWords(result: ValidateResult): string {
  const { check } = result;
  const words = goalWords(result.goal);
  if (check === null) return `${result.name}: no scorecard. ${result.separation.reason}\n`;
  const auc =
    check.auc === null || check.auc_interval === null
      ? ""
      : ` · AUC ${check.auc.toFixed(3)} (${check.auc_interval[0].toFixed(3)} to ${check.auc_interval[1].toFixed(3)})`;
  const how = check.method === "forward" ? check.cut : `${words.unit} held out in turn`;
  const seen =
    result.seen > 0 && result.deals === "new"
      ? `${result.seen} ${words.unit} were left out: they are not newer than those the profile was built with.\n`
      : "";
  const lines = [
    `${result.name}: ${result.doubt === null ? check.verdict : "no verdict"}`,
    `${check.n} ${words.unit}, ${check.won} ${words.reached} (${how})${auc}`,
    ...levelLines(check, words),
    check.reason,
    ...nextStep(result),
    ...claimLines(result),
    ...(result.against === null ? [] : againstLines(result.against)),
  ];
  const met =
    result.met > 0
      ? `${result.met} newer ${words.unit} were left out: their accounts have older ones, so the profile has met them.\n`
      : "";
  const customers =
    result.customers > 0
      ? `${result.customers} deals were left out: they are of customers, from which the profile was made.\n`
      : "";
  return `${seen}${customers}${met}${lines.join("\n")}\n`;
}

/** Lift, calibration and who is below the line, as tables for a terminal; how to read them is on the page and in the documentation. */
function rankedText({ ranked, goal }: ValidateResult, screen: Surroundings): string {
  return blocksTerminal(
    rankedBlocks(ranked, goalWords(goal)).map((block) => (block.tables.length > 0 ? { ...block, notes: [] } : block)),
    screen,
  );
}

/** Writes the mapping file that was asked for; a sentence where there is none to write. */
async function saveMap(path: string | undefined, { facts, said }: ValidateResult): Promise<string[]> {
  if (path === undefined) return [];
  if (facts === null || said === null) return ["no mapping was saved: the profile's own files are not read again"];
  await writeWhole(path, mapText(facts, said, path));
  return [];
}

/** `openicp validate`. */
export function validateCommand(surroundings: Surroundings): Command {
  const examples = [
    "validate newer-deals.csv --icp icp.json",
    "validate Opportunity.csv --accounts Account.csv --icp icp.json --json",
    "validate --workspace ~/icp",
  ];
  const base = command("validate", "Does the score tell winners from losers on deals it has not seen", examples)
    .argument(
      "[deals...]",
      "closed deals: CSV, XLSX, JSON, Parquet, also gzip or zip; without: those stamped in the workspace",
    )
    .option("--icp <file>", "the ICP document")
    .option("--accounts <file>", "the accounts of these deals (repeatable)", several)
    .option(
      "--customers <file>",
      "who stayed; deals of those that the profile was made from are left out (repeatable)",
      several,
    )
    .option("--out <file>", "write the report there: .html, .md or .json")
    .option("--against <column>", "another score that these deals carry: COLUMN, or COLUMN=A|B|C, the best first")
    .option("--contacts <file>", "their contacts, where the profile scores who was known (repeatable)", several)
    .option("--history <file>", "field history: values as they were when each deal was created", several)
    .addOption(anonymousOption());
  return withWorkspaceOptions(withCommonOptions(withReadingOptions(base))).action(
    (deals: string[], options: ValidateOptions, self: Command) => {
      const { icp } = options;
      const alone = deals.length === 0 && options.customers === undefined;
      if (alone && icp === undefined && workspaceOf(options) !== null) return validateWorkspace(surroundings, options);
      if (icp === undefined) return self.error("error: required option '--icp <file>' not specified\n");
      return perform(surroundings, options, async (effects) => {
        const files = inputFiles(deals, options);
        const request = {
          files,
          icp,
          ingest: ingestOptions(options),
          reading: readOptions(options),
          wishes: wishes(options),
          valueMap: options.valueMap ?? null,
          against: options.against ?? null,
        };
        await checkInputs(files);
        await checkTargets(
          [options.saveMap, options.out],
          [...Object.values(files).flat(), icp, options.rates, options.valueMap],
        );
        const format = options.out === undefined ? null : reportFormat(options.out);
        if (options.anonymous === true && (format === "json" || options.json === true))
          throw new InputError(
            "--anonymous goes with pages, JSON has the names: leave out --json, and end the name of --out in .html or .md",
          );
        const result = await validateFile(request, effects);
        const { facts, said: _, warnings: found, ...rest } = result;
        const warnings = [...found, ...(await saveMap(options.saveMap, result))];
        const hidden = options.anonymous === true;
        const read = facts === null || hidden ? "" : `${readingReport(facts)}\n`;
        const json = { ...rest, warnings, files: facts?.totals ?? [], guesses: facts?.guesses ?? [] };
        if (options.out !== undefined)
          await writeWhole(
            options.out,
            format === "json"
              ? `${JSON.stringify(json, null, 2)}\n`
              : reportText(validateReport(hidden ? { ...result, name: "The profile" } : result), format!),
          );
        const closing = options.out === undefined ? "" : `Written: ${options.out}\n`;
        return {
          json,
          text: `${read}${hidden ? withoutFiles(validateWords({ ...result, name: "The profile" })) : validateWords(result)}${rankedText(result, surroundings)}${closing}`,
          warnings,
        };
      });
    },
  );
}
