import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { diffFiles } from "../engine/diff.ts";
import { writeWhole } from "../engine/write.ts";
import { diffReport } from "../watch/diff/report.ts";
import { command, decimalOption, several, withCommonOptions } from "./common.ts";
import { guessLines } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { readOptions } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";
import { diffInWorkspace } from "./workspace/diff.ts";
import { type WorkspaceOptions, withWorkspaceOptions, workspaceOf } from "./workspace/with-workspace.ts";

export interface DiffOptions extends WorkspaceOptions {
  readonly score?: boolean;
  readonly accounts?: string;
  readonly moves?: string;
  readonly top: number;
  readonly out?: string;
  readonly map?: string[];
  readonly sheet?: string[];
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: "." | ",";
}

function most(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 1000)
    throw new InvalidArgumentError("give a whole number from 0 to 1000.");
  return value;
}

/** `openicp diff`. */
export function diffCommand(surroundings: Surroundings): Command {
  const examples = [
    "diff icp-march.json icp-june.json",
    "diff icp-march.json icp-june.json --accounts Account.csv --moves moves.csv --out diff.html",
  ];
  const base = command("diff", "What changed between two profiles, and who moves level", examples)
    .argument("[before]", "an ICP document; with a workspace: a version's number (default: the version in force)")
    .argument("[after]", "a later one (default: the newest draft, or what is in force against what was before)")
    .option("--accounts <file>", "accounts that both score: who moves level, and by which attribute")
    .option("--moves <file>", "every account with both scores, as CSV")
    .addOption(
      new Option("--top <n>", "accounts that are named, those that change most first").argParser(most).default(10),
    )
    .option("--out <file>", "write the report there: .html, .md or .json")
    .option("--score", "with a workspace: scores the versions that have no scores yet, to tell who moves")
    .option("--map <column=field>", "read a column of the accounts as a field (repeatable)", several)
    .option("--sheet <name>", "sheet of a workbook (repeatable)", several)
    .option("--delimiter <sign>", "separator of the CSV file")
    .option("--encoding <name>", "utf-8, utf-16, latin-1")
    .addOption(decimalOption());
  const whole = withWorkspaceOptions(withCommonOptions(base));
  return whole.action((before: string | undefined, after: string | undefined, options: DiffOptions, self: Command) => {
    const isFile = (path: string | undefined): boolean => path !== undefined && existsSync(path);
    if (workspaceOf(options) !== null && !isFile(before) && !isFile(after))
      return diffInWorkspace(surroundings, [before ?? null, after ?? null], options);
    if (before === undefined || after === undefined)
      return self.error(
        `error: missing required argument '${before === undefined ? "before" : "after"}', or a workspace (--workspace DIR)\n`,
      );
    return perform(surroundings, options, async (effects) => {
      await checkTargets([options.out, options.moves], [before, after, options.accounts]);
      const format = options.out === undefined ? null : reportFormat(options.out);
      const { diff, moves, file, guesses, warnings } = await diffFiles(
        {
          ...{ before, after },
          accounts: options.accounts ?? null,
          reading: readOptions(options),
          map: options.map ?? [],
          moves: options.moves ?? null,
          top: options.top,
        },
        effects,
      );
      const report = diffReport(diff, moves, warnings);
      const value = { ...diff, moves };
      if (options.out !== undefined)
        await writeWhole(
          options.out,
          format === "json" ? `${JSON.stringify(value, null, 2)}\n` : reportText(report, format!),
        );
      const paths = [options.moves, options.out].filter((path) => path !== undefined);
      const said = guessLines(guesses);
      const closing = paths.length > 0 ? `\nWritten: ${paths.join(", ")}\n` : "";
      return {
        json: { ...value, file, guesses, warnings, written: paths },
        text: `${said.length === 0 ? "" : `${said.join("\n").trimStart()}\n\n`}${reportText(report, "terminal", surroundings)}${closing}`,
        warnings,
      };
    });
  });
}
