import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type KeptSource, keptSources } from "../../warehouse/kept/source.ts";
import { layDealStates } from "../deal-states.ts";
import type { KeptLists } from "../match/kept-lists.ts";
import { type List, lookAt } from "../match/list.ts";
import { layTogether } from "./list/lay-together.ts";
import { buildOptions } from "./said.ts";

/** Lays the rows that a workspace keeps so that a list can be held against them; what names nobody is left aside with a note. */
export async function keptLists(
  database: Database,
  { input }: IcpDocument,
  typed: Partial<IngestOptions>,
): Promise<KeptLists> {
  const sources = await keptSources(database);
  const options = buildOptions(sources, typed);
  const notes: string[] = [];
  const tables = async (role: KeptSource["role"]): Promise<RawTable[]> => {
    const found: RawTable[] = [];
    for (const source of sources.filter((one) => one.role === role)) {
      const { raw } = await layTogether(database, role, [source], `kept_${source.source}`);
      if (raw.rowsRead > 0) found.push(raw);
    }
    return found;
  };
  const named = async (raw: RawTable, of: "deals" | "companies or people"): Promise<List[]> => {
    const list = await lookAt(database, raw, of, options);
    if (keyKinds(list.keys).length > 0) return [list];
    notes.push(`${raw.file} of the workspace names no company: nobody is found in it.`);
    return [];
  };
  const customers: List[] = [];
  for (const raw of await tables("customers")) customers.push(...(await named(raw, "companies or people")));
  const deals: KeptLists["deals"][number][] = [];
  for (const raw of await tables("deals"))
    for (const list of await named(raw, "deals"))
      deals.push({ list, states: await layDealStates(database, list, options, { outcome: input.outcome }) });
  const contacts: List[] = [];
  for (const role of ["contacts", "leads"] as const)
    for (const raw of await tables(role)) {
      const list = await lookAt(database, raw, "companies or people", options);
      if (list.keys.emails.length > 0) contacts.push(list);
    }
  const own = sources.filter(({ role }) => role === "accounts");
  const together = own.length === 0 ? null : (await layTogether(database, "accounts", own, "kept_accounts")).raw;
  const accounts =
    together === null || together.rowsRead === 0 ? null : ((await named(together, "companies or people"))[0] ?? null);
  return { customers, deals, accounts, contacts, events: await tables("events"), options, notes };
}
