import { type Command, InvalidArgumentError, Option } from "commander";
import { type CompareSummary, compareLists } from "../engine/compare.ts";
import { writeWhole } from "../engine/write.ts";
import { block } from "../icp/page/terminal/block.ts";
import { paintFor } from "../icp/page/terminal/paint.ts";
import {
  type CommonOptions,
  command,
  type ReadingOptions,
  several,
  withCommonOptions,
  withReadingOptions,
} from "./common.ts";
import { compareBlock, compareReport } from "./compare-report.ts";
import { guessLines } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { ingestOptions, readOptions } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface CompareOptions extends CommonOptions, ReadingOptions {
  readonly outcomes: string[];
  readonly since?: string;
  readonly until?: string;
  readonly out?: string;
}

function day(text: string): string {
  const said = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (said === null || Number.isNaN(said.getTime()) || !said.toISOString().startsWith(text))
    throw new InvalidArgumentError("give a day as 2026-03-31.");
  return text;
}

function inWords(summary: CompareSummary, { width, color }: Surroundings): string {
  const screen = { width: Math.max(72, Math.min(120, width)), paint: paintFor(color) };
  return [...guessLines(summary.guesses), ...block(screen, compareBlock(summary)), ""].join("\n");
}

/** `openicp compare`. */
export function compareCommand(surroundings: Surroundings): Command {
  const examples = [
    "compare list.csv control.csv --outcomes replies.csv --since 2026-01-05 --until 2026-03-31",
    "compare scores.csv --outcomes log.csv --outcomes Opportunity.csv",
  ];
  const base = command("compare", "A list against a control: opens, replies, meetings, wins", examples)
    .argument("<list>", "companies or people who were written to: CSV, XLSX, JSON, Parquet, also gzip or zip")
    .argument("[control]", "others who were treated alike; without it, a column `control` of the list marks them")
    .requiredOption("--outcomes <file>", "what became of them: columns, a log, or deals (repeatable)", several)
    .addOption(new Option("--since <day>", "what happened before does not count").argParser(day))
    .option("--out <file>", "write the report there: .html, .md or .json")
    .addOption(new Option("--until <day>", "the last day of the test, said before it began").argParser(day));
  return withCommonOptions(withReadingOptions(base)).action(
    (list: string, control: string | undefined, options: CompareOptions) =>
      perform(surroundings, options, async (effects) => {
        await checkTargets([options.out], [list, control, ...options.outcomes]);
        const format = options.out === undefined ? null : reportFormat(options.out);
        const summary = await compareLists(
          {
            list,
            control: control ?? null,
            outcomes: options.outcomes,
            since: options.since ?? null,
            until: options.until ?? null,
            ingest: ingestOptions(options),
            reading: readOptions(options),
          },
          effects,
        );
        if (options.out !== undefined)
          await writeWhole(
            options.out,
            format === "json" ? `${JSON.stringify(summary, null, 2)}\n` : reportText(compareReport(summary), format!),
          );
        const closing = options.out === undefined ? "" : `Written: ${options.out}\n`;
        return { json: summary, text: `${inWords(summary, surroundings)}${closing}`, warnings: [] };
      }),
  );
}
