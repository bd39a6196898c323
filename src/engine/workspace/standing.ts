import { z } from "zod";
import { InputError, NotFoundError } from "../../errors.ts";
import { audit } from "../../store/audit.ts";
import { icpsOf } from "../../store/icps.ts";
import { putSetting, readSetting } from "../../store/settings.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export const GOALS = ["win", "good-win", "value", "retention"] as const;

/** An account holds no more than that in any tier. */
const MOST = 1_000_000_000;
const limit = z.number().int().min(1).max(MOST).nullable();

const standing = z.strictObject({
  /** What a high fit of the next build stands for. */
  goal: z.enum(GOALS).nullable(),
  /** Accounts that tiers A and B hold. */
  capacity: z.tuple([z.number().int().min(0).max(MOST), z.number().int().min(0).max(MOST)]).nullable(),
  /** Accounts of one owner that A and B hold together at most. */
  per_owner: limit,
  /** The same of one team, and the column of the accounts that names it. */
  per_team: limit,
  team_column: z.string().trim().min(1).max(200).nullable(),
  /** Who works the accounts, and how many each can: a build tells what there is room for. */
  sellers: limit,
  accounts_per_seller: limit,
});

/** What stands for a profile where a build or a new list is told nothing else; null: the default of each. */
export type Standing = Readonly<z.infer<typeof standing>>;

/** Nothing was said. */
export const NOTHING_STANDS: Standing = {
  ...{ goal: null, capacity: null, per_owner: null, per_team: null, team_column: null },
  ...{ sellers: null, accounts_per_seller: null },
};

function keyOf(icp: string): string {
  return `standing ${icp}`;
}

/** What stands for a profile; nothing where nothing was said, or by a version whose words we do not know. */
export async function readStanding({ store }: Pick<Workspace, "store">, icp: string): Promise<Standing> {
  return standing.safeParse(await readSetting(store.db, keyOf(icp))).data ?? NOTHING_STANDS;
}

/**
 * Changes what stands for a profile; what is not said stays.
 *
 * @throws InputError for what cannot be @throws NotFoundError for a profile that is not there
 */
export async function changeStanding(
  workspace: Workspace,
  icp: string,
  wanted: Partial<Standing>,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<Standing> {
  const { store } = workspace;
  if (!(await icpsOf(store.db)).some(({ id }) => id === icp)) throw new NotFoundError(`there is no profile ${icp}`);
  const said = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const before = await readSetting(store.db, keyOf(icp));
  if (before !== null && !standing.safeParse(before).success)
    throw new InputError("the settings that are kept were written by a newer OpenICP: use that, nothing was changed");
  const after = standing.safeParse({ ...(await readStanding(workspace, icp)), ...said });
  if (!after.success) {
    const [fault] = after.error.issues;
    throw new InputError(`${fault?.path[0] === undefined ? "a setting" : String(fault.path[0])}: ${fault?.message}`);
  }
  const { per_team: perTeam, team_column: column, sellers, accounts_per_seller: each } = after.data;
  if (perTeam !== null && column === null)
    throw new InputError("a limit for each team needs the column of the accounts that names the team");
  if (each !== null && sellers === null) throw new InputError("accounts for each seller need the number of sellers");
  const at = now();
  await store.transaction(async (tx) => {
    await putSetting(tx, { key: keyOf(icp), value: after.data, at, by });
    await audit(tx, { at, who: by, action: "change settings", subject: `settings of ${icp}`, details: said });
  });
  return after.data;
}
