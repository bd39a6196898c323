import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { ToldNarrative } from "../../engine/workspace/narrative.ts";
import { InputError } from "../../errors.ts";
import { command, isoDate, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface WriteOptions extends WorkspaceOptions {
  readonly text?: string;
  readonly owner?: string;
  readonly reviewDate?: string;
}

function inWords({ narrative, contradictions, due }: ToldNarrative): string {
  if (narrative === null)
    return "Nobody has written it yet: openicp narrative write --text 'They buy because ...' --owner NAME\n";
  const { text, owner, review_date, written_at, written_by } = narrative;
  const review = review_date === null ? "" : `; to be looked at ${due ? "since" : "on"} ${review_date}`;
  return [
    text,
    "",
    `Owner: ${owner}${review}. Written ${written_at.toISOString().slice(0, 10)} by ${written_by}.`,
    ...(contradictions.length === 0 ? [] : ["", "Where the scorecard in force says something else:"]),
    ...contradictions.map(({ sentence }) => `  ${sentence}`),
    "",
  ].join("\n");
}

async function wordsOf(path: string | undefined, { text }: WriteOptions): Promise<string> {
  if ((path === undefined) === (text === undefined)) throw new InputError("give the words as a file, or with --text");
  if (path === undefined) return text!;
  return readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`cannot read ${path}: ${cause.code ?? cause.message}`, { cause });
  });
}

/** `openicp narrative`. */
export function narrativeCommand(surroundings: Surroundings): Command {
  const write = withCommonOptions(
    withWorkspaceOptions(
      command("write", "Write why such a company buys; what was written before is kept", [
        "narrative write why.md --owner 'Ada Byron' --review-date 2027-01-15",
      ])
        .argument("[file]", "a text file")
        .option("--text <words>", "the words themselves")
        .option("--owner <name>", "who answers for them (default: who did so far)")
        .option("--review-date <date>", "the day on which they are looked at again (default: in a year)", isoDate),
    ),
  ).action((path: string | undefined, options: WriteOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "narrative", effects, async (workspace, all) => {
        const text = await wordsOf(path, options);
        const { putNarrative } = await import("../../engine/workspace/narrative.ts");
        const request = {
          icp: lineOf(options),
          text,
          owner: options.owner ?? null,
          reviewDate: options.reviewDate ?? null,
        };
        const told = await putNarrative(workspace, request, all);
        return { json: told, text: inWords(told), warnings: [] };
      }),
    ),
  );
  const show = withCommonOptions(
    withWorkspaceOptions(
      command("show", "The narrative that holds, and where the scorecard says something else", ["narrative show"]),
    ),
  ).action((options: WorkspaceOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "narrative", effects, async (workspace, all) => {
        const { tellNarrative } = await import("../../engine/workspace/narrative.ts");
        const told = await tellNarrative(workspace, lineOf(options), all.now());
        return { json: told, text: inWords(told), warnings: [] };
      }),
    ),
  );
  return command("narrative", "The strategic profile in words: why such a company buys, who answers for it", [
    "narrative write why.md --owner 'Ada Byron'",
    "narrative show",
  ])
    .addCommand(write)
    .addCommand(show);
}
