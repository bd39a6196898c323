import { type Command, InvalidArgumentError, Option } from "commander";
import type { TiersBy } from "../../engine/tiers/request.ts";
import type { Happened } from "../../engine/workspace/list/look-back.ts";
import type { ListRequest, MadeList, Moved } from "../../engine/workspace/list.ts";
import { InputError } from "../../errors.ts";
import { command, isoDate, several, withCommonOptions } from "../common.ts";
import { capacityOption, tierLines } from "../room-options.ts";
import { type Outcome, perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface ListOptions extends WorkspaceOptions {
  readonly tiersBy?: TiersBy;
  readonly capacity?: readonly [number, number];
  readonly perOwner?: number;
  readonly perTeam?: number;
  readonly teamColumn?: string;
  readonly teams?: string;
  readonly where?: string[] | false;
  readonly segment?: string[] | false;
  readonly control?: number;
  readonly exclude?: string[];
  readonly readmitChurned?: boolean;
  readonly out?: string;
  readonly dropped?: string;
  readonly raw?: boolean;
  readonly freeze?: boolean;
  readonly thaw?: boolean;
  readonly history?: string;
  readonly compare?: string;
  readonly since?: string;
}

/** Lines of who came and went that are printed; `--json` has all. */
const SHOWN = 8;

function n(count: number): string {
  return count.toLocaleString("en-US");
}

function whole(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("give a whole number, 0 or more.");
  return value;
}

function movedLines(title: string, moved: readonly Moved[]): string[] {
  if (moved.length === 0) return [];
  const line = ({ account, name, from, to, why }: Moved): string => {
    const tiers = from !== null && to !== null ? ` from ${from} to ${to}` : "";
    return `  ${name ?? account}${tiers}: ${why}`;
  };
  const more = moved.length > SHOWN ? [`  and ${n(moved.length - SHOWN)} more (--json has all)`] : [];
  return [`${title} ${n(moved.length)}`, ...moved.slice(0, SHOWN).map(line), ...more];
}

function inWords(made: MadeList): string {
  const { list, number, accounts, tiers, ranked_by: key, below, control, left_out, first, entered, left, moved } = made;
  const on = tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const width = Math.max(...left_out.map((one) => n(one.accounts).length), 0);
  const summary = { by: made.spec.by, key, tiers, below: accounts - on, control: null, provisional: false, notes: [] };
  const [tierLine, rankLine] = tierLines(summary).split("\n");
  return [
    `${list}: ${n(on)} of ${n(accounts)} accounts, by version ${number}${made.provisional ? ", provisional" : ""}`,
    ...(on === 0 ? [] : [tierLine!.replace(/ · none .*/, ""), rankLine!]),
    ...(control === 0 ? [] : [`control: ${n(control)} accounts below the line, kept aside to compare with`]),
    `${n(below)} accounts do not fit enough`,
    ...(left_out.length === 0 ? [] : ["Fitting, and left out:"]),
    ...left_out.map(({ label, accounts: out }) => `  ${n(out).padStart(width)}  ${label}`),
    ...made.notes.map((note) => `! ${note}`),
    ...(first
      ? []
      : [
          "",
          ...(entered.length + left.length + moved.length === 0 ? ["Nobody came, nobody went."] : []),
          ...movedLines("ENTERED", entered),
          ...movedLines("LEFT", left),
          ...movedLines("MOVED", moved),
        ]),
    "",
  ].join("\n");
}

function happenedText(happened: readonly Happened[], none: string): string {
  if (happened.length === 0) return `${none}\n`;
  const line = ({ list, account, name, what, at, from, to, why }: Happened): string => {
    const tier =
      what === "moved"
        ? ` from ${from ?? "none"} to ${to ?? "none"}`
        : what === "entered" && to !== null
          ? ` in ${to}`
          : "";
    return `${at.slice(0, 10)}  ${list}  ${name ?? account} ${what}${tier}: ${why}`;
  };
  return `${happened.map(line).join("\n")}\n`;
}

/** Throws `InputError` for acts that exclude each other. */
function requireOneAct(options: ListOptions): void {
  const { freeze, thaw, history, compare, since } = options;
  const acts = Object.entries({ freeze, thaw, history, compare, since }).filter(([, value]) => value !== undefined);
  const making = Object.entries({
    "tiers-by": options.tiersBy,
    capacity: options.capacity,
    "per-owner": options.perOwner,
    "per-team": options.perTeam,
    "team-column": options.teamColumn,
    teams: options.teams,
    where: options.where,
    segment: options.segment,
    control: options.control,
    exclude: options.exclude,
    dropped: options.dropped,
  }).filter(([, value]) => value !== undefined);
  if (acts.length > 1) throw new InputError(`--${acts[0]![0]} and --${acts[1]![0]} are two things: one at a time`);
  const looks = acts.filter(([act]) => act !== "freeze");
  if (looks.length > 0 && making.length > 0)
    throw new InputError(`--${making[0]![0]} says how a list is made, and --${looks[0]![0]} makes none: one at a time`);
}

/** What is said of how the list is made. */
function specOf(options: ListOptions): ListRequest["spec"] {
  const limit = (most: number): number | null => (most === 0 ? null : most);
  const { teamColumn, teams } = options;
  // What told the teams before holds no longer.
  const told =
    teamColumn === undefined && teams === undefined ? {} : { team_column: teamColumn ?? null, teams: teams ?? null };
  if (teamColumn !== undefined && teams !== undefined)
    throw new InputError("--team-column and --teams both say which team: give one");
  return {
    ...(options.tiersBy === undefined ? {} : { by: options.tiersBy }),
    ...(options.capacity === undefined ? {} : { capacity: options.capacity }),
    ...(options.perOwner === undefined ? {} : { per_owner: limit(options.perOwner) }),
    ...(options.perTeam === undefined ? {} : { per_team: limit(options.perTeam) }),
    ...told,
    ...(options.where === undefined ? {} : { where: options.where === false ? [] : options.where }),
    ...(options.segment === undefined ? {} : { segments: options.segment === false ? [] : options.segment }),
    ...(options.control === undefined ? {} : { control: options.control }),
    ...(options.exclude === undefined ? {} : { exclude: options.exclude }),
    ...(options.readmitChurned === undefined ? {} : { readmit_churned: options.readmitChurned }),
  };
}

/** `openicp list`. */
export function listCommand(surroundings: Surroundings): Command {
  const base = command(
    "list",
    "The accounts to pursue, in tiers, minus those not to touch; it remembers who came and went, and why",
    [
      "list --capacity 50,200 --out list.csv",
      "list emea --per-owner 30 --control 100",
      "list software --where 'Industry=Software|Fintech' --where 'Employees=50..200' --per-team 60 --team-column Territory",
      "list --history acme.com",
      "list --since 2026-07-01",
    ],
  )
    .argument("[name]", "the list (default: targets)")
    .addOption(
      new Option(
        "--tiers-by <how>",
        "tiers by rank among high fit, by criteria met, or of the best 20% by fit",
      ).choices(["rank", "criteria", "share"]),
    )
    .addOption(capacityOption())
    .addOption(
      new Option("--per-owner <n>", "accounts of one owner that A and B hold at most; 0 for no limit").argParser(whole),
    )
    .addOption(
      new Option("--per-team <n>", "accounts of one team that A and B hold at most; 0 for no limit").argParser(whole),
    )
    .option("--team-column <column>", "the column of the accounts that names their team")
    .option("--teams <file>", "owners and their teams: a CSV file of two columns")
    .option(
      "--where <condition>",
      "only such accounts: 'Industry=Software|Finance', 'Country!=US', 'Employees=50..200' (repeatable)",
      several,
    )
    .option("--no-where", "all accounts again")
    .option("--segment <name>", "only companies of this kind (repeatable)", several)
    .option("--no-segment", "all kinds again")
    .addOption(
      new Option("--control <n>", "keep so many accounts below the line aside, to compare with").argParser(whole),
    )
    .option("--exclude <file>", "websites or names not to touch: competitors, partners (repeatable)", several)
    .option("--readmit-churned", "keep customers who left")
    .option("--no-readmit-churned", "leave them out again")
    .option("--out <file>", "write the list there (CSV)")
    .option("--dropped <file>", "write whoever fits and is left out there, each with the reason (CSV)")
    .option("--raw", "write cells as they are, for the CRM; default: no cell is a formula to a spreadsheet")
    .option("--freeze", "from now on nobody enters and nobody leaves")
    .option("--thaw", "let it move again")
    .option("--history <account>", "why an account entered lists and left them: its id, website or name")
    .option("--compare <list>", "who is on this list and not on that one, or in another tier")
    .addOption(new Option("--since <date>", "who entered, left or changed tier from that day on").argParser(isoDate));
  return withCommonOptions(withWorkspaceOptions(base)).action((name: string | undefined, options: ListOptions) =>
    perform(surroundings, options, async (effects) => {
      requireOneAct(options);
      return withWorkspace(options, "list", effects, async (workspace, all): Promise<Outcome> => {
        const icp = lineOf(options);
        const { findList, freeze, makeList, TARGETS } = await import("../../engine/workspace/list.ts");
        const { happenedSince, heldAgainst, historyOf } = await import("../../engine/workspace/list/look-back.ts");
        const { exportList } = await import("../../engine/workspace/list/export.ts");
        const wanted = name ?? TARGETS;
        const { history, compare, since, out, dropped } = options;
        await checkTargets([out, dropped], [...(options.exclude ?? []), options.teams]);
        const known = async (list: string) => {
          const found = await findList(workspace, icp, list);
          if (found === null) throw new InputError(`there is no list ${list}: openicp list ${list} makes it`);
          return found;
        };
        if (history !== undefined) {
          const found = await historyOf(workspace, icp, history);
          return { json: found, text: happenedText(found, `${history} has never been on a list.`), warnings: [] };
        }
        if (since !== undefined) {
          const found = await happenedSince(workspace, await known(wanted), since);
          return {
            json: found,
            text: happenedText(found, `Nothing happened on ${wanted} since ${since}.`),
            warnings: [],
          };
        }
        if (compare !== undefined) {
          const found = await heldAgainst(workspace, await known(wanted), await known(compare));
          return {
            json: found,
            text: happenedText(found, `${wanted} and ${compare} hold the same accounts.`),
            warnings: [],
          };
        }
        const before = await findList(workspace, icp, wanted);
        const written = async (): Promise<string> => {
          if (out === undefined) return "";
          const rows = await exportList(workspace, await known(wanted), out, options.raw === true);
          return `Written: ${out} (${n(rows)} rows)\n`;
        };
        const stays = options.thaw === true || (options.freeze === true && before !== null);
        const asked = [...Object.values(specOf(options)), dropped];
        const frozen = before?.frozen_at != null && asked.every((one) => one === undefined);
        if (stays || frozen) {
          const list = stays
            ? await freeze(workspace, { icp, name: wanted, frozen: options.freeze === true }, all)
            : before!;
          const day = list.frozen_at?.toISOString().slice(0, 10) ?? null;
          const told =
            day === null
              ? `${wanted} moves again: openicp list ${wanted} makes it anew.`
              : `${wanted} is frozen since ${day}: it stays as it is.`;
          return {
            json: { list: wanted, frozen_at: list.frozen_at, out: out ?? null },
            text: `${told}\n${await written()}`,
            warnings: [],
          };
        }
        const spec = specOf(options);
        const request = {
          ...{ icp, name: wanted, spec, seed: options.seed, asOf: options.asOf ?? null },
          ...{ dropped: dropped ?? null, raw: options.raw === true },
        };
        const made = await makeList(workspace, request, all);
        if (options.freeze === true) await freeze(workspace, { icp, name: wanted, frozen: true }, all);
        const closing = `${options.freeze === true ? `${wanted} is frozen now.\n` : ""}${await written()}${dropped === undefined ? "" : `Written: ${dropped}\n`}`;
        return {
          json: { ...made, out: out ?? null, dropped: dropped ?? null },
          text: `${inWords(made)}${closing}`,
          warnings: made.warnings,
        };
      });
    }),
  );
}
