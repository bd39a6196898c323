import type { Candidate, Facts, RawTable } from "../../ingest/facts.ts";
import { missingSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** Filled for this share of the customers, and for no more than this of the other accounts: written down because one is a customer. */
const OF_CUSTOMERS = 0.8;
const OF_OTHERS = 0.2;
/** Fewer other accounts than this tell nothing. */
const LEAST_OTHERS = 20;

/**
 * Columns of the accounts' file that hardly any account has but customers: a score by them could tell nothing of a company that is none yet.
 *
 * @param attributes table with the `row` of each customer's account
 */
export async function customersOnly(
  database: Database,
  attributes: string,
  accounts: RawTable,
  candidates: readonly Candidate[],
): Promise<Facts["late"]> {
  if (candidates.length === 0) return [];
  const filled = candidates.map(({ header }, i) => `avg((NOT ${missingSql(header)})::INTEGER) AS f${i}`);
  const shares = await database.rows<Readonly<Record<string, number>> & { readonly own: boolean; readonly n: number }>(
    `SELECT own, count(*) AS n, ${filled.join(", ")} FROM (SELECT a.*, c.row IS NOT NULL AS own FROM ${quoteIdentifier(accounts.table)} a
      LEFT JOIN (SELECT DISTINCT row FROM ${attributes} WHERE row IS NOT NULL) c ON c.row = a.__row) GROUP BY own`,
  );
  const own = shares.find((one) => one.own);
  const others = shares.find((one) => !one.own);
  if (own === undefined || others === undefined || others.n < LEAST_OTHERS) return [];
  return candidates.flatMap(({ name }, i) => {
    const [here, there] = [own[`f${i}`] as number, others[`f${i}`] as number];
    if (here < OF_CUSTOMERS || there > OF_OTHERS) return [];
    const reason = `filled for ${percent(here)} of customers and ${percent(there)} of the other accounts, so it is written down because one is a customer`;
    return [{ name, reason, quarantined: true }];
  });
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
