import type { CustomersTold, ScoredCustomer } from "./customers.ts";
import { csvText } from "./list/csv.ts";

const HEAD = [
  ...[
    "group",
    "customer",
    "account",
    "fit",
    "level",
    "segment",
    "disqualified_by",
    "customer_since",
    "mrr",
    "currency",
  ],
  ...["usual_mrr", "expanded_of_kind", "kind"],
];

function own(one: ScoredCustomer): (string | number | null)[] {
  const { customer, account, fit, level, segment, disqualified_by, since, mrr, currency } = one;
  return [customer, account, fit, level, segment, disqualified_by, since, mrr, currency];
}

/** The customers to look at as CSV: those off the profile, then those like the ones that expanded. */
export function customersCsv({ off_icp, look_alikes }: CustomersTold, raw: boolean): string {
  const off = off_icp.map((one) => ["off profile", ...own(one), null, null, null]);
  const alike = look_alikes.map((one) => ["like expanded", ...own(one), one.usual, one.of.expanded, one.of.told]);
  return csvText([HEAD, ...off, ...alike], raw);
}
