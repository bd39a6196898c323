import { type Command, Option } from "commander";
import type { ImportSummary } from "../../engine/workspace/import.ts";
import { KEPT_ROLES, type KeptRole } from "../../engine/workspace/role-of.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../ingest/options.ts";
import { command, type ReadingOptions, withCommonOptions, withReadingOptions } from "../common.ts";
import { ingestOptions, readOptions } from "../requests.ts";
import { perform, type Surroundings } from "../run.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface ImportCommandOptions extends WorkspaceOptions, ReadingOptions {
  readonly as?: KeptRole;
  readonly whole?: boolean;
  readonly again?: boolean;
}

/** Rejected rows that are printed; `--json` has all. */
const SHOWN = 5;

/** What was typed about the meaning of columns: nothing of what is left at its default. */
export function typedIngest(options: WorkspaceOptions & ReadingOptions): Partial<IngestOptions> {
  const all = ingestOptions(options);
  const typed = Object.entries(all).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULT_OPTIONS[key as keyof IngestOptions]),
  );
  return Object.fromEntries(typed);
}

function rows(n: number, one: string): string {
  return `${n.toLocaleString("en-US")} ${one}`;
}

function inWords(one: ImportSummary): string {
  const { file, role, rejected, notes, key } = one;
  const counts = [
    rows(one.new, "new"),
    rows(one.changed, "changed"),
    rows(one.unchanged, "as they were"),
    ...(one.merged > 0 ? [rows(one.merged, "of one key with another")] : []),
    ...(rejected.length > 0 ? [rows(rejected.length, "rejected")] : []),
    ...(one.gone > 0 ? [rows(one.gone, "gone")] : []),
  ];
  const by = one.firstOfKind && key.length > 0 ? `  known again by ${key.join(", ")}\n` : "";
  const bad = rejected
    .slice(0, SHOWN)
    .map(({ line, reason }) => `  rejected${line === null ? "" : `, line ${line}`}: ${reason}\n`);
  const more =
    rejected.length > SHOWN ? `  and ${rows(rejected.length - SHOWN, "more rejected (--json lists them)")}\n` : "";
  const said = notes.map((note) => `  ${note}\n`).join("");
  return `${file}, ${role}: ${rows(one.read, one.read === 1 ? "row" : "rows")} = ${counts.join(" + ")}\n${by}${bad.join("")}${more}${said}`;
}

/** `openicp import`. */
export function importCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      withReadingOptions(
        command("import", "Bring files into the workspace: new rows are added, changed ones updated", [
          "import Opportunity.csv Account.csv Contact.csv",
          "import prospects.csv --as universe",
          "import accounts.csv --whole",
        ])
          .argument("<files...>", "exports of your CRM, customers, events, the market; again and again")
          .addOption(
            new Option("--as <role>", "what the files are, where their columns do not tell").choices([...KEPT_ROLES]),
          )
          .option("--whole", "these files name all rows of their kind: those they do not name are gone")
          .option("--again", "read a file again that was imported before"),
      ),
    ),
  ).action((paths: string[], options: ImportCommandOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "import", effects, async (workspace, all) => {
        const { bringIn } = await import("../../engine/workspace/bring-in.ts");
        const { stampWords } = await import("../../engine/workspace/stamps.ts");
        const said = {
          reading: readOptions(options),
          ingest: typedIngest(options),
          whole: options.whole === true,
          again: options.again === true,
        };
        const files = paths.map((path) => ({ path, role: options.as, options: said }));
        const { imports: done, stamped } = await bringIn(workspace, files, all);
        const changed = done.some((one) => one.new + one.changed + one.gone > 0);
        const stamps = stampWords(stamped, new Set(stamped.map(({ icp }) => icp)).size > 1).map((line) => `\n${line}`);
        const next = changed
          ? "\nNext: openicp build makes a profile of all that is here; openicp score scores what changed.\n"
          : "";
        return { json: done, text: `${done.map(inWords).join("\n")}${stamps.join("")}${next}`, warnings: [] };
      }),
    ),
  );
}
