import { type Command, InvalidArgumentError, Option } from "commander";
import { GOALS, type Standing } from "../../engine/workspace/standing.ts";
import { command, withCommonOptions } from "../common.ts";
import { capacityOption } from "../room-options.ts";
import { perform, type Surroundings } from "../run.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface SettingsOptions extends WorkspaceOptions {
  readonly goal?: NonNullable<Standing["goal"]>;
  readonly capacity?: readonly [number, number];
  readonly perOwner?: number;
  readonly perTeam?: number;
  readonly teamColumn?: string;
  readonly sellers?: number;
  readonly accountsPerSeller?: number;
}

function whole(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("give a whole number, 0 or more.");
  return value;
}

/** What was typed; 0 and an empty name take a limit away. */
function wantedOf(options: SettingsOptions): Partial<Standing> {
  const { goal, capacity, perOwner, perTeam, teamColumn, sellers, accountsPerSeller } = options;
  const limit = (most: number | undefined): { readonly most?: number | null } =>
    most === undefined ? {} : { most: most === 0 ? null : most };
  const named = (key: keyof Standing, { most }: { readonly most?: number | null }): object =>
    most === undefined ? {} : { [key]: most };
  return {
    ...(goal === undefined ? {} : { goal }),
    ...(capacity === undefined ? {} : { capacity: [capacity[0], capacity[1]] }),
    ...named("per_owner", limit(perOwner)),
    ...named("per_team", limit(perTeam)),
    ...(teamColumn === undefined ? {} : { team_column: teamColumn.trim() === "" ? null : teamColumn }),
    ...named("sellers", limit(sellers)),
    ...named("accounts_per_seller", limit(accountsPerSeller)),
  };
}

function inWords(icp: string, said: Standing): string {
  const n = (count: number | null, none: string): string => (count === null ? none : count.toLocaleString("en-US"));
  return [
    `What stands for ${icp} where a build or a new list is told nothing else:`,
    `  goal                 ${said.goal ?? "win (default)"}`,
    `  capacity             ${said.capacity === null ? "50 in A, 200 in B (default)" : `${n(said.capacity[0], "")} in A, ${n(said.capacity[1], "")} in B`}`,
    `  per owner            ${n(said.per_owner, "no limit")}`,
    `  per team             ${n(said.per_team, "no limit")}${said.team_column === null ? "" : `, by ${said.team_column}`}`,
    `  sellers              ${n(said.sellers, "not said")}`,
    `  accounts per seller  ${n(said.accounts_per_seller, "not said")}`,
    "",
  ].join("\n");
}

/** `openicp settings`. */
export function settingsCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("settings", "What stands for a profile where a build or a new list is told nothing else", [
        "settings",
        "settings --goal value --capacity 40,160 --per-owner 30",
      ])
        .addOption(new Option("--goal <goal>", "what a high fit of the next build stands for").choices([...GOALS]))
        .addOption(capacityOption())
        .addOption(
          new Option("--per-owner <n>", "accounts of one owner that A and B hold at most; 0 for no limit").argParser(
            whole,
          ),
        )
        .addOption(
          new Option("--per-team <n>", "accounts of one team that A and B hold at most; 0 for no limit").argParser(
            whole,
          ),
        )
        .option("--team-column <column>", "the column of the accounts that names their team; '' for none")
        .addOption(new Option("--sellers <n>", "how many sellers work the accounts; 0 for not said").argParser(whole))
        .addOption(
          new Option(
            "--accounts-per-seller <n>",
            "how many accounts a seller can work at a time; 0 for not said",
          ).argParser(whole),
        ),
    ),
  ).action((options: SettingsOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "settings", effects, async (workspace, all) => {
        const { changeStanding, readStanding } = await import("../../engine/workspace/standing.ts");
        const icp = lineOf(options);
        const wanted = wantedOf(options);
        const said =
          Object.keys(wanted).length === 0
            ? await readStanding(workspace, icp)
            : await changeStanding(workspace, icp, wanted, all);
        return { json: { icp, ...said }, text: inWords(icp, said), warnings: [] };
      }),
    ),
  );
}
