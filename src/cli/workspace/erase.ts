import type { Command } from "commander";
import type { ErasedEverywhere, EraseRequest } from "../../engine/workspace/erase-everywhere.ts";
import type { Erasure } from "../../engine/workspace/erasures.ts";
import type { WouldErase } from "../../engine/workspace/look-at-erasure.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface EraseOptions extends WorkspaceOptions {
  readonly look?: boolean;
}

interface PersonOptions extends EraseOptions {
  readonly user: readonly string[];
}

const LOOK = ["--look", "tells what would go; erases nothing"] as const;

type Taken = Pick<
  ErasedEverywhere,
  "removed" | "changes" | "scores" | "stamps" | "listed" | "jobs" | "names" | "views"
>;

/** What goes, without whose it is, a line each. */
function takenLines(erased: Taken): string[] {
  const counted = (n: number, one: string, more = `${one}s`): string[] =>
    n === 0 ? [] : [`  ${n.toLocaleString("en-US")} ${n === 1 ? one : more}`];
  return [
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
    ...counted(erased.views, "saved view"),
  ];
}

function inWords(erased: ErasedEverywhere): string {
  return [
    "Erased:",
    ...takenLines(erased),
    "No import brings them back. A backup of before does, unless it is restored with --erased-by this workspace.",
    "",
  ].join("\n");
}

function lookInWords(would: WouldErase): string {
  const lines = takenLines(would);
  if (lines.length === 0) return "Nothing here is about them. Erasing them would keep imports from bringing them.\n";
  const members = would.members.map(({ role }) => `  and this ${role} could not sign in any more`);
  return `Would be erased, and was not:\n${[...lines, ...members].join("\n")}\n`;
}

function listInWords(all: readonly Erasure[]): string {
  if (all.length === 0) return "Nobody was erased from this workspace.\n";
  const line = ({ erased_at, account, person, deal }: Erasure): string => {
    const named = Object.entries({ account, person, deal })
      .filter(([, n]) => n > 0)
      .map(([of, n]) => `${n} of ${of}s`);
    return `${erased_at.slice(0, 16).replace("T", " ")}  ids, websites and addresses: ${named.join(", ")}`;
  };
  return `${all.map(line).join("\n")}\nEach is kept as a salted hash, by which imports know whom to leave out.\n`;
}

function warnings({ cleaned, stillNamed }: ErasedEverywhere): string[] {
  return [
    ...(cleaned
      ? []
      : [
          "bytes of what was erased are left in warehouse.duckdb: the next command that opens the workspace takes them away",
        ]),
    ...(stillNamed.length === 0
      ? []
      : [`words that somebody wrote name them still, and were left as they are: ${stillNamed.join(", ")}`]),
  ];
}

/** `openicp erase`. */
export function eraseCommand(surroundings: Surroundings): Command {
  const erase = (request: EraseRequest, options: EraseOptions): Promise<void> =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "erase", effects, async (workspace, all) => {
        if (options.look === true) {
          const { lookAtErasure } = await import("../../engine/workspace/look-at-erasure.ts");
          const would = await lookAtErasure(workspace, request);
          return { json: would, text: lookInWords(would), warnings: [] };
        }
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
      ])
        .argument("<key>", "its id in the CRM, or its website")
        .option(...LOOK),
    ),
  ).action((key: string, options: EraseOptions) => erase({ kind: "account", key }, options));
  const person = withCommonOptions(
    withWorkspaceOptions(
      command("person", "Erase a person", ["erase person ada@acme.com", "erase person ada@us.com --user ada"])
        .argument("<key>", "their e-mail address, or their id in the CRM")
        .option(...LOOK)
        .option(
          "--user <name>",
          "a name under which they worked in this workspace (repeatable)",
          (name: string, before: readonly string[]) => [...before, name],
          [] as readonly string[],
        ),
    ),
  ).action((key: string, options: PersonOptions) => erase({ kind: "person", key, users: options.user }, options));
  const list = withCommonOptions(
    withWorkspaceOptions(command("list", "When somebody was erased, without who", ["erase list"])),
  ).action((options: WorkspaceOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "erase", effects, async (workspace) => {
        const { erasures } = await import("../../engine/workspace/erasures.ts");
        const all = await erasures(workspace);
        return { json: { items: all }, text: listInWords(all), warnings: [] };
      }),
    ),
  );
  return command("erase", "Erase a company or a person from everything that the workspace keeps", [
    "erase account acme.com",
    "erase person ada@acme.com",
  ])
    .addCommand(account)
    .addCommand(person)
    .addCommand(list);
}
