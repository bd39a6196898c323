import type { Command } from "commander";
import { type ScoreSummary, scoreFile } from "../engine/score.ts";
import { type CommonOptions, command, type ReadingOptions, several, withCommonOptions } from "./common.ts";
import { readOptions } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";
import { unseenTable } from "./unseen.ts";

interface ScoreOptions extends CommonOptions, ReadingOptions {
  readonly icp: string;
  readonly out: string;
}

const count = new Intl.NumberFormat("en-US");

function inWords({ file, levels, out, unseen }: ScoreSummary): string {
  const share = (n: number): string => `${count.format(n)} (${Math.round((100 * n) / Math.max(levels.rows, 1))}%)`;
  const rejected = file.rejected > 0 ? `, ${count.format(file.rejected)} rejected` : "";
  const read = `${file.name}: ${count.format(file.read)} rows read${rejected}\n`;
  const scored = levels.high + levels.medium + levels.low + levels.unknown > 0;
  const body = scored
    ? `high ${share(levels.high)} · medium ${share(levels.medium)} · low ${share(levels.low)} · too little known ${share(levels.unknown)}\n`
    : "no scorecard: every row carries the base rate only\n";
  return `${read}${body}${unseenTable(unseen, levels.rows)}Written: ${out}\n`;
}

/** `openicp score`. */
export function scoreCommand(surroundings: Surroundings): Command {
  const examples = [
    "score accounts.csv --icp icp.json --out scores.csv",
    "score prospects.csv.gz --icp icp.json --out scores.csv --json",
  ];
  return withCommonOptions(
    command("score", "Score raw accounts with an ICP document; points add up to the fit in every row", examples)
      .argument("<accounts>", "CSV (also gzip) or Parquet file, one company per row")
      .requiredOption("--icp <file>", "the ICP document")
      .requiredOption("--out <file>", "where the scores go (CSV)")
      .option("--map <column=field>", "read a column as a field of the profile (repeatable)", several)
      .option("--value-map <file>", "what other words mean, CSV: field, from, to")
      .option("--delimiter <sign>", "separator of the CSV file")
      .option("--encoding <name>", "utf-8, utf-16, latin-1"),
  ).action((accounts: string, options: ScoreOptions) =>
    perform(surroundings, options, async (effects) => {
      await checkTargets(
        [options.out],
        [accounts, options.icp, ...(options.valueMap === undefined ? [] : [options.valueMap])],
      );
      const summary = await scoreFile(
        {
          accounts,
          icp: options.icp,
          out: options.out,
          reading: readOptions(options),
          map: options.map ?? [],
          valueMap: options.valueMap ?? null,
        },
        effects,
      );
      return { json: summary, text: inWords(summary), warnings: summary.warnings };
    }),
  );
}
