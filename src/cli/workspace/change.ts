import { type Command, InvalidArgumentError, Option } from "commander";
import { CHANGE_KINDS, type ChangeKind } from "../../engine/workspace/change-kinds.ts";
import { command, isoDate, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

/** A number as lists of the workspace have it. */
export function listedNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("give a number from the list.");
  return value;
}

interface AddOptions extends WorkspaceOptions {
  readonly kind: ChangeKind;
  readonly date: string;
  readonly note?: string;
}

type Told = Awaited<ReturnType<typeof import("../../engine/workspace/changes.ts")["listChanges"]>>[number];

function line({ id, kind, date, note, logged_by, reviewed_at, reviewed_by }: Told): string {
  const state =
    reviewed_at === null ? "NOT REVIEWED" : `reviewed ${reviewed_at.toISOString().slice(0, 10)} by ${reviewed_by}`;
  return `${String(id).padStart(3)}  ${date}  ${kind.padEnd(11)}  ${state}${note === null ? "" : `  "${note}"`}  (${logged_by})`;
}

/** `openicp change`. */
export function changeCommand(surroundings: Surroundings): Command {
  const add = withCommonOptions(
    withWorkspaceOptions(
      command("add", "Log what happened to your company or its market", [
        "change add --kind pricing --date 2026-03-01 --note 'usage-based from March on'",
      ])
        .addOption(new Option("--kind <kind>", "what happened").choices([...CHANGE_KINDS]).makeOptionMandatory())
        .addOption(new Option("--date <date>", "on which day").argParser(isoDate).makeOptionMandatory())
        .option("--note <text>", "what a person should know of it"),
    ),
  ).action((options: AddOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "change", effects, async (workspace, all) => {
        const { addChange } = await import("../../engine/workspace/changes.ts");
        const { kind, date, note } = options;
        const change = await addChange(workspace, { icp: lineOf(options), kind, date, note: note ?? null }, all);
        const text = `Logged as change ${change.id}. Until somebody reviews it (openicp change review ${change.id}), publish and list export say so.\n`;
        return { json: change, text, warnings: [] };
      }),
    ),
  );
  const list = withCommonOptions(withWorkspaceOptions(command("list", "All changes, by day", ["change list"]))).action(
    (options: WorkspaceOptions) =>
      perform(surroundings, options, (effects) =>
        withWorkspace(options, "change", effects, async (workspace) => {
          const { listChanges } = await import("../../engine/workspace/changes.ts");
          const all = await listChanges(workspace, lineOf(options));
          const none = "Nothing was logged yet: openicp change add --kind launch --date 2026-03-01\n";
          return { json: all, text: all.length === 0 ? none : `${all.map(line).join("\n")}\n`, warnings: [] };
        }),
      ),
  );
  const review = withCommonOptions(
    withWorkspaceOptions(
      command("review", "You have looked at what a change means for the profile", ["change review 2"]).argument(
        "<number>",
        "its number in the list",
        listedNumber,
      ),
    ),
  ).action((id: number, options: WorkspaceOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "change", effects, async (workspace, all) => {
        const { markReviewed } = await import("../../engine/workspace/changes.ts");
        const change = await markReviewed(workspace, lineOf(options), id, all);
        return { json: change, text: `${change.kind} of ${change.date} is reviewed.\n`, warnings: [] };
      }),
    ),
  );
  return command("change", "What changed that a profile cannot know: a launch, a price, a new market", [
    "change add --kind launch --date 2026-03-01 --note 'second product'",
    "change list",
    "change review 1",
  ])
    .addCommand(add)
    .addCommand(list)
    .addCommand(review);
}
