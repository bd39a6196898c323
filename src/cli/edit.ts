import { type Command, InvalidArgumentError, Option } from "commander";
import type { EditResult } from "../engine/edit/edit-on.ts";
import { editFile } from "../engine/edit.ts";
import { writeTogether } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import { printIcp } from "../icp/print.ts";
import {
  type CommonOptions,
  command,
  type FileOptions,
  type ReadingOptions,
  several,
  withCommonOptions,
  withReadingOptions,
} from "./common.ts";
import { editReport } from "./edit-report.ts";
import { readingReport } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { ingestOptions, inputFiles, readOptions, wishes } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkInputs, checkTargets } from "./targets.ts";

interface EditCommandOptions extends CommonOptions, ReadingOptions, FileOptions {
  readonly weight?: string[];
  readonly points?: string[];
  readonly levels?: { readonly high: number; readonly medium: number };
  readonly why?: string;
  readonly deals?: string[];
  readonly top: number;
  readonly report?: string;
  readonly out: string;
}

function levelsOf(text: string): { readonly high: number; readonly medium: number } {
  const found = /^(\d{1,3})\s*,\s*(\d{1,3})$/.exec(text.trim());
  if (found === null) throw new InvalidArgumentError("give where high and medium begin: 65,35.");
  return { high: Number(found[1]), medium: Number(found[2]) };
}

function most(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 1000)
    throw new InvalidArgumentError("give a whole number from 0 to 1000.");
  return value;
}

/** What comes next: nothing of an edit is proven by the deals it was made from. */
function nextStep({ document }: EditResult, out: string): string {
  const levels = document.edited!.changes.every(({ kind }) => kind === "levels");
  return [
    ...(levels
      ? ["Only levels changed: 'openicp build --levels HIGH,MEDIUM' sets them and keeps what is proven of the card."]
      : []),
    `Next: read it (openicp show ${out}), and let whoever answers for the profile decide. Newer deals prove it: openicp validate DEALS --icp ${out}`,
  ].join("\n");
}

/** `openicp edit`. */
export function editCommand(surroundings: Surroundings): Command {
  const examples = [
    "edit icp.json --weight 'Industry=30' --deals deals.csv --accounts accounts.csv --out icp-2.json",
    "edit icp.json --points 'Industry:fintech=12' --levels 65,35 --why 'we left fintech' --deals deals.csv --out icp-2.json",
  ];
  const base = command(
    "edit",
    "Change weights, points or levels by hand: a new version, with what it costs or brings",
    examples,
  )
    .argument("<icp>", "the ICP document")
    .option(
      "--weight <attribute=weight>",
      "'Industry=30'; 0 takes it out; the other weights share the rest (repeatable)",
      several,
    )
    .option("--points <attribute:band=points>", "'Industry:fintech=12' (repeatable)", several)
    .addOption(new Option("--levels <high,medium>", "where levels begin: 65,35").argParser(levelsOf))
    .option("--why <text>", "why, kept in the document")
    .option(
      "--deals <file>",
      "the deals that the profile was built from, and newer ones if there are (repeatable)",
      several,
    )
    .option("--accounts <file>", "the accounts of these deals: who changes level (repeatable)", several)
    .option("--universe <file>", "companies of the market: how many of them are high now (repeatable)", several)
    .option("--customers <file>", "who stayed, for a profile of good-win or retention (repeatable)", several)
    .option("--contacts <file>", "their contacts, where the profile scores who was known (repeatable)", several)
    .option("--history <file>", "field history: values as they were when each deal was created", several)
    .addOption(
      new Option("--top <n>", "accounts that are named, those that change most first").argParser(most).default(10),
    )
    .option("--report <file>", "write the report there: .html, .md or .json")
    .requiredOption("--out <file>", "write the new version (JSON)");
  return withCommonOptions(withReadingOptions(base)).action((icp: string, options: EditCommandOptions) =>
    perform(surroundings, options, async (effects) => {
      const files = inputFiles(options.deals ?? [], options);
      if (options.valueMap !== undefined)
        throw new InputError(
          "--value-map: the profile keeps what words mean from its build: leave it out, or build again with it",
        );
      await checkInputs(files);
      await checkTargets([options.out, options.report], [...Object.values(files).flat(), icp, options.rates]);
      const format = options.report === undefined ? null : reportFormat(options.report);
      const result = await editFile(
        {
          icp,
          files,
          reading: readOptions(options),
          ingest: ingestOptions(options),
          said: wishes(options),
          wishes: { weights: options.weight ?? [], points: options.points ?? [], levels: options.levels ?? null },
          why: options.why ?? null,
          seed: options.seed,
          map: [],
          top: options.top,
        },
        effects,
      );
      const { document, before, moves, facts, guesses, warnings } = result;
      const envelope = { created_at: surroundings.today, approved_by: null, document };
      const report = editReport(result);
      const json = {
        id: document.id,
        before: before.id,
        edited: document.edited,
        ...{ moves, guesses, warnings },
        written: [options.out, ...(options.report === undefined ? [] : [options.report])],
      };
      const texts = [
        { path: options.out, text: printIcp(envelope) },
        ...(options.report === undefined
          ? []
          : [
              {
                path: options.report,
                text: format === "json" ? `${JSON.stringify(json, null, 2)}\n` : reportText(report, format!),
              },
            ]),
      ];
      await writeTogether(texts, async () => {});
      const read = facts === null ? "" : `${readingReport({ ...facts, guesses: [...facts.guesses, ...guesses] })}\n`;
      const closing = `\n${nextStep(result, options.out)}\nWritten: ${json.written.join(", ")}\n`;
      return {
        json: { ...json, icp: envelope },
        text: `${read}${reportText(report, "terminal", surroundings)}${closing}`,
        warnings,
      };
    }),
  );
}
