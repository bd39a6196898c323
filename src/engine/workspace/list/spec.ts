import type { List } from "../../../store/lists.ts";
import type { Details } from "../../../store/tables/columns.ts";
import type { TiersBy } from "../../tiers/request.ts";
import { readStanding } from "../standing.ts";
import type { Workspace } from "../workspace.ts";

/** How a list is made: remembered with it, so that it is made again the same way. */
export interface ListSpec {
  readonly by: TiersBy;
  /** Accounts that A and B hold at most; null for the default. */
  readonly capacity: readonly [number, number] | null;
  /** Accounts of one owner that A and B hold together at most; null for no limit. */
  readonly per_owner: number | null;
  /** The same of one team; null for no limit. */
  readonly per_team: number | null;
  /** A column of the accounts that names their team; null without. */
  readonly team_column: string | null;
  /** Path of a file of owners and their teams, read again each time; null without. */
  readonly teams: string | null;
  /** Conditions on columns that every account meets: `Industry=Software|Finance`. */
  readonly where: readonly string[];
  /** Names of the kinds of companies that it is for; empty for all. */
  readonly segments: readonly string[];
  /** Accounts below the line to keep aside. */
  readonly control: number;
  readonly seed: number;
  readonly readmit_churned: boolean;
  /** Paths of files of websites or names not to touch: read again each time. */
  readonly exclude: readonly string[];
  /** Websites and names not to touch, beside those of the files. */
  readonly exclude_names: readonly string[];
}

/** What a list was made of when it was made last. */
export interface LastMade {
  readonly version: string;
  readonly number: number;
  readonly run: number;
  /** Accounts with a score, and of them those at high. */
  readonly accounts: number;
  readonly high: number;
  readonly provisional: boolean;
}

export const PLAIN: ListSpec = {
  by: "rank",
  capacity: null,
  per_owner: null,
  per_team: null,
  team_column: null,
  teams: null,
  where: [],
  segments: [],
  control: 0,
  seed: 1,
  readmit_churned: false,
  exclude: [],
  exclude_names: [],
};

/** How a list is made, and of what it was made last; null before the first time. */
export function specOf({ spec }: Pick<List, "spec">): { readonly spec: ListSpec; readonly made: LastMade | null } {
  const { made = null, ...rest } = spec as Details & { readonly made?: LastMade | null };
  return { spec: { ...PLAIN, ...(rest as Partial<ListSpec>) }, made };
}

/** How a new list is made where nothing is said: as it stands for the profile. */
export async function newSpec(
  workspace: Pick<Workspace, "store">,
  { icp, seed }: { readonly icp: string; readonly seed: number },
): Promise<ListSpec> {
  const { capacity, per_owner, per_team, team_column } = await readStanding(workspace, icp);
  return { ...PLAIN, seed, capacity, per_owner, per_team, team_column };
}
