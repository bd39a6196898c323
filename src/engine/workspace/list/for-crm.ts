import type { Crm } from "../../../compile/crm-fields.ts";
import { InputError } from "../../../errors.ts";
import { parseIcp } from "../../../icp/parse.ts";
import { quoteText } from "../../../sql/quote.ts";
import { entriesNow } from "../../../store/list-entries.ts";
import type { List } from "../../../store/lists.ts";
import type { Database } from "../../../warehouse/database.ts";
import { keptSources } from "../../../warehouse/kept/source.ts";
import { scoreOn } from "../../score.ts";
import { askedVersion } from "../in-force-file.ts";
import { AS_KEPT } from "../kept-request.ts";
import { keptForScore } from "../score-file.ts";
import type { Workspace, WorkspaceEffects } from "../workspace.ts";
import { inOrder } from "./export.ts";
import { layTogether } from "./lay-together.ts";

/** What was written of a list for a CRM. `on_list = written + without_id + repeated + elsewhere`, always. */
export interface ListForCrm {
  /** Accounts in tiers; the control is no target, and stays out. */
  readonly on_list: number;
  readonly written: number;
  /** Accounts of the CRM whose id is missing, or that stand further down again. */
  readonly without_id: number;
  readonly repeated: number;
  /** Companies of a market that are not in the CRM. */
  readonly elsewhere: number;
  /** Number of the version that scored them: the one in force. */
  readonly number: number;
}

/**
 * Writes the accounts of a list as a file that a CRM takes back, in the layout of `score --for`, by the version in force.
 *
 * @param out where the file (CSV) goes; no cell is a formula to a spreadsheet
 * @throws InputError for a list without accounts that have an id of that CRM, and where no version is in force
 */
export async function writeListForCrm(
  workspace: Workspace,
  list: List,
  { crm, out }: { readonly crm: Crm; readonly out: string },
  effects: WorkspaceEffects,
): Promise<ListForCrm> {
  const { document: text, number } = await askedVersion(workspace.store, list.icp, null);
  const { document } = parseIcp(text, `version ${number}`);
  const targets = inOrder(await entriesNow(workspace.store.db, list.id)).filter(({ tier }) => tier !== null);
  if (targets.length === 0) throw new InputError(`nobody is on ${list.name}: make it first`);
  const database = await workspace.warehouse.work();
  const scoredAt = effects.now().toISOString().slice(0, 10);
  const asked = { accounts: "", out, reading: AS_KEPT, map: [], mapFile: "none", valueMap: null, raw: false } as const;
  let laid = 0;
  const crmRequest = { crm, id: null, native: false, scoredAt };
  const { for_crm } = await scoreOn(database, document, { ...asked, crm: crmRequest }, effects, async (own) => {
    const sources = (await keptSources(database)).filter(({ role }) => role === "accounts");
    await layTargets(
      database,
      targets.map(({ account }) => account),
    );
    const { raw: table } = await layTogether(
      database,
      "accounts",
      sources,
      "list_crm",
      ({ source }) =>
        `SELECT place AS "row", substr(account, ${source.length + 2}) AS "key" FROM ${TARGETS} WHERE starts_with(account, ${quoteText(`${source}:`)})`,
    );
    laid = table.rowsRead;
    if (laid === 0)
      throw new InputError(`none of the ${targets.length} accounts of ${list.name} is among those of the CRM`);
    return { ...(await keptForScore(database, own)), table };
  });
  const { written, without_id, repeated } = for_crm!;
  return { on_list: targets.length, written, without_id, repeated, elsewhere: targets.length - laid, number };
}

const TARGETS = "list_crm_targets";

/** Lays who is on the list: `account` (`source:key`) and `place`, from 1 in the order of the list. */
async function layTargets(database: Database, accounts: readonly string[]): Promise<void> {
  await database.create(TARGETS, [
    { name: "account", type: "VARCHAR", values: [...accounts] },
    { name: "place", type: "BIGINT", values: accounts.map((_, i) => i + 1) },
  ]);
}
