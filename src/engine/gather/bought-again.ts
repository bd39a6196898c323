import type { Database } from "../../warehouse/database.ts";
import { LATER, NOT_NEW } from "./fates.ts";
import type { Names } from "./rows.ts";

/** What deals that are not new business tell: how many accounts with a won deal bought again. Nothing where no account is named. */
export async function boughtAgain(database: Database, names: Names): Promise<readonly string[]> {
  const again = `fate IN ('${NOT_NEW}', '${LATER}')`;
  const [counts] = await database.rows<{ deals: number; again: number; customers: number }>(
    `SELECT count(*) FILTER (${again}) AS deals, count(DISTINCT company) FILTER (${again}) AS again, count(DISTINCT company) AS customers
     FROM ${names.deals} WHERE status = 'won' AND company IS NOT NULL AND pipeline_aside IS NULL AND NOT repeated AND NOT deleted`,
  );
  const write = (n: number) => n.toLocaleString("en-US");
  if (counts!.deals === 0) return [];
  const { deals, again: accounts, customers } = counts!;
  return [
    `${write(accounts)} of ${write(customers)} accounts with a won deal bought again (${write(deals)} more won ${deals === 1 ? "deal" : "deals"}: renewals, upgrades, expansions). That speaks of growth; as new business ${deals === 1 ? "it is" : "they are"} not learned from.`,
  ];
}
