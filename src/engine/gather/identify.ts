import type { AccountMerge, Guess } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { createCompanies } from "./companies.ts";
import type { DealSql } from "./deals.ts";
import { tidyDomains } from "./domains.ts";
import { addFamilies } from "./families.ts";
import { fillMerged } from "./filled.ts";
import { findHierarchy } from "./hierarchy.ts";
import { type Joined, joinAccounts, joinOwn } from "./join.ts";
import type { Seen } from "./look.ts";
import { lostCase } from "./lost-case.ts";
import { findMerges, listMerges } from "./merge.ts";
import type { Beside } from "./people/beside.ts";
import { inferDomains } from "./people/inferred-domains.ts";
import { type Keyed, type KeyedFile, keyRows, type Names } from "./rows.ts";

/** Which company is which: what was found, and what is to be said. */
export interface Identity {
  /** How the deals found their accounts; null for a flat table. */
  readonly guess: Guess | null;
  readonly notes: readonly string[];
  readonly merges: readonly AccountMerge[];
}

/**
 * Lays the working table of the deals with the company and family of each: keys, merged records, the join with the accounts, the hierarchy. `more` are
 * further SQL columns of a deal.
 */
export async function identify(
  database: Database,
  names: Names,
  deals: Seen,
  accounts: Seen | null,
  more: DealSql,
  options: IngestOptions,
  beside: Pick<Beside, "people" | "inferred">,
): Promise<Identity> {
  const files: KeyedFile[] = [{ keyed: keyedOf(deals), into: names.deals, more }];
  if (accounts !== null) files.push({ keyed: keyedOf(accounts), into: names.accounts, more: null });
  await keyRows(database, names, files);
  const seen = accounts === null ? [deals] : [deals, accounts];
  const lost = await Promise.all(seen.map((one) => lostCase(database, keyedOf(one), one.raw.file)));
  if (accounts === null) await createCompanies(database, names);
  else if (beside.people !== null) await inferDomains(database, names, beside.people, beside.inferred);
  const shared = await tidyDomains(database, names);

  const { raw, meanings } = accounts ?? deals;
  await findMerges(database, names, raw, options.merge);
  const merges = await listMerges(database, names, raw.table, meanings);
  if (accounts !== null) await fillMerged(database, names, raw.table, raw.columns, merges.length > 0);
  const joined = await join(database, names, deals, accounts);
  const whole = options.hierarchy === "ultimate-parent";
  const hierarchy = await findHierarchy(database, names, meanings, raw.table, whole);
  await addFamilies(database, names, accounts !== null);
  return {
    guess: joined?.guess ?? null,
    notes: [...lost.flat(), ...shared, ...(joined?.notes ?? []), ...hierarchy],
    merges,
  };
}

async function join(database: Database, names: Names, deals: Seen, accounts: Seen | null): Promise<Joined | null> {
  if (accounts !== null) return joinAccounts(database, names, deals.raw, accounts.raw);
  await joinOwn(database, names);
  return null;
}

function keyedOf({ raw, columns, meanings }: Seen): Keyed {
  const header = (field: string) => columns.find((column) => column.field === field)?.header ?? null;
  return {
    table: raw.table,
    columns: raw.columns,
    meanings,
    country: header("country"),
    city: header("city"),
    owner: header("owner"),
    domains: header("additional_domains") ?? header("hs_additional_domains"),
  };
}
