import { COMPANY_FIELDS } from "../../ingest/aliases.ts";
import { asideReason } from "../../ingest/aside.ts";
import { dynamicsTwin } from "../../ingest/dynamics.ts";
import type { Candidate, SetAside } from "../../ingest/facts.ts";
import { saysOutcome } from "../../ingest/outcome.ts";
import type { Seen } from "./look.ts";
import type { Rules } from "./rules.ts";

/** A candidate and the file column it is read from. */
export interface Source {
  readonly candidate: Candidate;
  readonly from: "deals" | "accounts";
}

export interface Sorted {
  readonly sources: readonly Source[];
  readonly setAside: readonly SetAside[];
}

/** Reasons, by header, for which columns are set aside beyond what they are. */
interface Reasons {
  readonly deals: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
}

/** Why columns are set aside beyond what they are: for their part in this reading, or because a person says so. */
export function reasonsFor(
  deals: Seen,
  accounts: Seen | null,
  rules: Rules,
  ignored: ReadonlySet<string>,
  order: string | null,
): Reasons {
  const told = new Map<string, string>();
  for (const { column, reason } of rules.money.aside) told.set(column.header, reason);
  for (const header of rules.newBusiness.headers) told.set(header, "tells new business from the rest");
  for (const column of deals.columns) {
    if (saysOutcome(column) || rules.outcome.says.includes(column.header)) told.set(column.header, "says the outcome");
    else if (column.field === "stage") told.set(column.header, "moves with the deal until its outcome");
  }
  if (order !== null) told.set(order, "orders the deals (--order)");
  const ignore = (seen: Seen | null) =>
    (seen?.columns ?? [])
      .filter(({ header }) => ignored.has(header))
      .map(({ header }) => [header, "left out by --ignore"] as const);
  return { deals: new Map([...told, ...ignore(deals)]), accounts: new Map(ignore(accounts)) };
}

/**
 * Sorts all columns into candidates and those set aside, accounts first. Names are unique over both files.
 *
 * @param kept header of a column that is a candidate whatever it seems to be
 */
export function sortColumns(deals: Seen, accounts: Seen | null, reasons: Reasons, kept: string | null = null): Sorted {
  const sources: Source[] = [];
  const setAside: SetAside[] = [];
  const taken = new Map<string, "deals" | "accounts">();
  const sort = (seen: Seen, from: "deals" | "accounts") => {
    const about = from === "accounts" ? "account" : "opportunity";
    for (const column of seen.columns) {
      const named = { name: column.field, header: column.header, about, file: seen.raw.file } as const;
      const again = from === "deals" && COMPANY_FIELDS.has(column.field) && taken.get(column.field) === "accounts";
      const said =
        reasons[from].get(column.header) ??
        asideReason(column, seen.meanings) ??
        dynamicsTwin(column.header, seen.raw.columns) ??
        (again ? "the accounts file has it too" : null);
      const reason = column.header === kept ? null : said;
      if (reason !== null) {
        setAside.push({ ...named, reason });
        continue;
      }
      const name = uniqueName(column.field, from, taken);
      taken.set(name, from);
      sources.push({ candidate: { ...named, name }, from });
    }
  };
  if (accounts !== null) sort(accounts, "accounts");
  sort(deals, "deals");
  return { sources, setAside };
}

/** `type` of the deals beside the accounts' `type` is `opportunity_type`; two of one file are `industry`, `industry_2`. */
function uniqueName(field: string, from: "deals" | "accounts", taken: ReadonlyMap<string, string>): string {
  if (!taken.has(field)) return field;
  const base = from === "deals" && taken.get(field) === "accounts" ? `opportunity_${field}` : field;
  if (!taken.has(base)) return base;
  let i = 2;
  while (taken.has(`${base}_${i}`)) i++;
  return `${base}_${i}`;
}
