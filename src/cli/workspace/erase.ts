import type { Command } from "commander";
import type { ErasedEverywhere, EraseRequest } from "../../engine/workspace/erase-everywhere.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface PersonOptions extends WorkspaceOptions {
  readonly user: readonly string[];
}

/** What was taken away, without whose it was. */
function inWords(erased: ErasedEverywhere): string {
  const counted = (n: number, one: string, more = `${one}s`): string[] =>
    n === 0 ? [] : [`  ${n.toLocaleString("en-US")} ${n === 1 ? one : more}`];
  return [
    "Erased:",
    ...erased.removed.flatMap(({ source, rows, cells }) => [
      ...counted(rows, `row of ${source}`, `rows of ${source}`),
      ...counted(cells, `cell of ${source}`, `cells of ${source}`),
    ]),
    ...counted(erased.changes, "change in their history", "changes in their history"),
    ...counted(erased.scores, "score"),
    ...counted(erased.stamps, "stamp"),
    ...counted(erased.listed, "place on lists or task", "places on lists and tasks"),
    ...counted(erased.jobs, "queued job"),
    ...counted(erased.names, "name in the log and in approvals", "names in the log and in approvals"),
    "No import brings them back. A backup of before does, unless it is restored with --erased-by this workspace.",
    "",
  ].join("\n");
}

function warnings({ cleaned, stillNamed }: ErasedEverywhere): string[] {
  return [
    ...(cleaned
      ? []
      : ["bytes of what was erased are left in warehouse.duckdb: run this again when nothing else runs"]),
    ...(stillNamed.length === 0
      ? []
      : [`words that somebody wrote name them still, and were left as they are: ${stillNamed.join(", ")}`]),
  ];
}

/** `openicp erase`. */
export function eraseCommand(surroundings: Surroundings): Command {
  const erase = (request: EraseRequest, options: WorkspaceOptions): Promise<void> =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "erase", effects, async (workspace, all) => {
        const { eraseEverywhere } = await import("../../engine/workspace/erase-everywhere.ts");
        const erased = await eraseEverywhere(workspace, request, all);
        return { json: erased, text: inWords(erased), warnings: warnings(erased) };
      }),
    );
  const account = withCommonOptions(
    withWorkspaceOptions(
      command("account", "Erase a company, with its people, deals, events, scores and places on lists", [
        "erase account acme.com",
        "erase account 001Qy00000AbCdE",
      ]).argument("<key>", "its id in the CRM, or its website"),
    ),
  ).action((key: string, options: WorkspaceOptions) => erase({ kind: "account", key }, options));
  const person = withCommonOptions(
    withWorkspaceOptions(
      command("person", "Erase a person", ["erase person ada@acme.com", "erase person ada@us.com --user ada"])
        .argument("<key>", "their e-mail address, or their id in the CRM")
        .option(
          "--user <name>",
          "a name under which they worked in this workspace (repeatable)",
          (name: string, before: readonly string[]) => [...before, name],
          [] as readonly string[],
        ),
    ),
  ).action((key: string, options: PersonOptions) => erase({ kind: "person", key, users: options.user }, options));
  return command("erase", "Erase a company or a person from everything that the workspace keeps", [
    "erase account acme.com",
    "erase person ada@acme.com",
  ])
    .addCommand(account)
    .addCommand(person);
}
