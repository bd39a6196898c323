import { InputError } from "../../errors.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { keepDeals } from "./keep-deals.ts";

/** Won deals with an amount, at the least, from which a median says something. */
const LEAST_PRICED = 10;

/**
 * Big wins: won deals of at least the median amount of won ones, against all others. Won deals without an amount cannot tell and are left out.
 *
 * @param threshold the amount from which a win counts, as an earlier build found it; null: the median of these deals
 * @throws InputError where too few won deals have an amount
 */
export async function bigWins(database: Database, facts: Facts, threshold: number | null): Promise<Facts> {
  const [found] = await database.rows<{ n: number; median: number | null; won: number }>(
    `SELECT count(amount) FILTER (y = 1) AS n, median(amount) FILTER (y = 1) AS median, count(*) FILTER (y = 1) AS won FROM ${facts.table}`,
  );
  const { n, median, won } = found!;
  if (threshold === null && n < LEAST_PRICED)
    throw new InputError(
      `the goal value needs amounts: ${n === 0 ? "none" : `only ${n}`} of the ${won.toLocaleString("en-US")} won deals ${n === 1 ? "has" : "have"} one that counts, and it takes ${LEAST_PRICED}; name the column (--map 'COLUMN=amount'), and where there are several currencies give --currency and --rates`,
    );
  const amount = threshold ?? median!;
  const told = `${facts.table}_big`;
  await database.run(`CREATE TABLE ${told} AS
    SELECT deal, (y = 1 AND amount >= ${amount})::TINYINT AS y, CASE WHEN y = 1 AND amount IS NULL THEN 'won, without an amount' END AS fate FROM ${facts.table}`);
  return keepDeals(database, facts, told, {
    goal: "value",
    outcome: "won with at least the median amount of won deals",
    threshold: { amount, n },
  });
}
