import { InputError } from "../../../errors.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import { keyKinds } from "../../../ingest/key-columns.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import type { Database } from "../../../warehouse/database.ts";
import { readFile } from "../../../warehouse/files/read.ts";
import type { KeptSource } from "../../../warehouse/kept/source.ts";
import { layDealStates } from "../../deal-states.ts";
import { layCustomers } from "../../filter/customers.ts";
import { decide } from "../../filter/decide.ts";
import { excludeSource } from "../../filter/exclude.ts";
import { addHits, createHits } from "../../filter/hits.ts";
import { asOfIn, type Read } from "../../filter/read.ts";
import { KEYS, suppress } from "../../filter.ts";
import { layKeys, type Source } from "../../match/keys.ts";
import { type List, lookAt } from "../../match/list.ts";
import { layExcludedNames } from "./excluded-names.ts";
import { layTogether } from "./lay-together.ts";

/** Whom a list leaves out, and how it is looked for. */
export interface SuppressionRequest {
  readonly readmitChurned: boolean;
  /** Paths of files of websites or names not to touch. */
  readonly exclude: readonly string[];
  /** Websites and names beside those of the files. */
  readonly excludeNames: readonly string[];
  /** ISO day that lost deals are counted back from; null: the newest day on which something happened. */
  readonly asOf: string | null;
}

export interface Suppressed {
  readonly asOf: string | null;
  readonly notes: readonly string[];
}

/**
 * Decides which accounts are not to be touched, as `filter` does with a batch and the files beside it: the customers, deals and accounts are
 * those that the workspace keeps. The reasons lie in `DROPPED`.
 *
 * @param disqualified query of `row` and `reason`
 */
export async function laySuppressed(
  database: Database,
  document: IcpDocument,
  sources: readonly KeptSource[],
  { batch, disqualified }: { readonly batch: List; readonly disqualified: string },
  options: IngestOptions,
  request: SuppressionRequest,
): Promise<Suppressed> {
  const of = (role: KeptSource["role"]): readonly KeptSource[] => sources.filter((source) => source.role === role);
  const places: Source[] = [{ table: batch.raw.table, keys: batch.keys }];
  const place = (source: Source): number => places.push(source) - 1;
  const laid = async (source: KeptSource, people: "companies or people" | "deals"): Promise<List> => {
    const { raw } = await layTogether(database, source.role, [source], `list_${source.source}`);
    return lookAt(database, raw, people, options);
  };
  const notes: string[] = [];

  const deals: Read["deals"][number][] = [];
  for (const source of of("deals")) {
    const list = await laid(source, "deals");
    if (keyKinds(list.keys).length === 0) notes.push(`${list.raw.file} names no company: nobody is left out for it.`);
    else {
      const states = await layDealStates(database, list, options, { outcome: document.input.outcome });
      deals.push({ list, states, source: place({ table: list.raw.table, keys: list.keys }) });
      notes.push(...states.notes);
    }
  }
  const lists: List[] = [];
  for (const source of of("customers")) lists.push(await laid(source, "companies or people"));
  const known = lists.length === 0 ? null : await customersIn(database, lists, options, notes);
  const customers = known === null ? null : { ...known, lists, source: place({ table: known.table, keys: null }) };
  const accounts: Read["accounts"][number][] = [];
  if (deals.length > 0 || customers !== null)
    for (const source of of("accounts")) {
      const list = await laid(source, "companies or people");
      if (keyKinds(list.keys).length > 0)
        accounts.push({ list, source: place({ table: list.raw.table, keys: list.keys }) });
    }
  const exclude: Read["exclude"][number][] = [];
  for (const [i, path] of request.exclude.entries()) {
    const raw = await readFile(database, path, "accounts", `list_exclude_${i + 1}`, {});
    const list = await lookAt(database, raw, "companies or people", { map: [], ignore: [] });
    exclude.push({ list, source: place(await excludeSource(database, list)) });
  }
  if (request.excludeNames.length > 0) {
    const list = await layExcludedNames(database, request.excludeNames);
    exclude.push({ list, source: place(await excludeSource(database, list)) });
  }
  const read: Read = {
    ...{ batch, sources: places, customers, deals, accounts, exclude },
    ...{ contacts: [], logs: [], touched: null, events: [] },
  };
  await layKeys(database, places, KEYS);
  const asOf = request.asOf ?? (await asOfIn(database, read));
  await createHits(database);
  await addHits(database, "disqualifier", disqualified);
  await suppress(database, read, asOf, request.readmitChurned);
  await decide(database);
  return { asOf, notes };
}

/** Customers that name no company leave nobody out, and it is said. */
export async function customersIn(
  database: Database,
  lists: readonly List[],
  options: IngestOptions,
  notes: string[],
): Promise<Awaited<ReturnType<typeof layCustomers>> | null> {
  try {
    return await layCustomers(database, lists, options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    notes.push(error.message);
    return null;
  }
}
