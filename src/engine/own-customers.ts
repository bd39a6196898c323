import { readOffCustomers } from "../icp/declared.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Facts } from "../ingest/facts.ts";

/** What tells deals of the customers that a profile was made from, and what keeps a check from a verdict. */
export interface OwnCustomers {
  /** SQL boolean on a row `d` of the facts: its company is none of the customers. */
  readonly others: string;
  /** Why no verdict can be given; null where one can. */
  readonly unclaimed: string | null;
  /** What the figures may owe to what the profile has seen; null for nothing. */
  readonly caveat: string | null;
}

const NOBODY: OwnCustomers = { others: "true", unclaimed: null, caveat: null };
const MADE_FROM_CUSTOMERS =
  "the profile was made from customers, and they may be among these companies: no verdict is given";
const UNIVERSE =
  "the profile also learned from other companies of the universe, and these companies may be among them: if some are, the figures flatter";

/**
 * Of a profile whose points were read off customers, how deals of other companies are told. Its document does not hold who they are: the
 * files of customers must be given again, all that it names, and be found among the accounts of the deals.
 */
export function ownCustomers({ declared, input }: IcpDocument, facts: Facts): OwnCustomers {
  if (declared?.scores !== true || !readOffCustomers(declared)) return NOBODY;
  const caveat = declared.contrast === null ? null : UNIVERSE;
  if (facts.customersTable === null) return { others: "true", unclaimed: MADE_FROM_CUSTOMERS, caveat };
  const others = `d.account NOT IN (SELECT account FROM ${facts.customersTable} WHERE account IS NOT NULL AND status NOT IN ('free', 'trial'))`;
  const given = facts.totals.filter(({ role }) => role === "customers");
  const absent = input.files.filter(
    ({ role, name, rows }) => role === "customers" && !given.some(({ file, read }) => file === name && read === rows),
  );
  if (absent.length > 0) {
    const names = absent.map(({ name, rows }) => `${name} (${rows} rows)`).join(", ");
    return { others, unclaimed: `${MADE_FROM_CUSTOMERS} (it was made from ${names}, not given here)`, caveat };
  }
  if ((facts.customers?.joined?.accounts ?? 0) === 0)
    return { others, unclaimed: `${MADE_FROM_CUSTOMERS} (none of --customers was found among the accounts)`, caveat };
  return { others, unclaimed: null, caveat };
}
