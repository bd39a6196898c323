import { InputError } from "../../errors.ts";
import type { Facts } from "../../ingest/facts.ts";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { keepDeals } from "./keep-deals.ts";
import { laterSql, leftSql, paidSql, STAYED_MONTHS, seenUntil } from "./stayed.ts";

/** Months before as-of in which deals must have closed to be judged by whether the customer stayed. */
export const GOOD_WIN_MONTHS = 36;

const OUTCOME = `won and still a customer ${STAYED_MONTHS} months later`;

/**
 * Good wins: won deals whose customer stayed, against all others of the same time. Deals won and lost take part only when they closed more
 * than 12 months before the last day that is known, else dropped wins would meet kept losses and time would look predictive. Of several customers in
 * a family it is the one that began nearest to the close.
 *
 * @throws InputError without customers' files, without dates, or where no won deal is found in them
 */
export async function goodWins(database: Database, facts: Facts): Promise<Facts> {
  const { customersTable: customers, customers: summary, evidence } = facts;
  if (customers === null || summary === null)
    throw new InputError(
      "the goal good-win needs to know who stayed: give your customers or subscriptions too (--customers customers.csv)",
    );
  const seen = seenUntil(evidence.asOf, summary.asOf);
  if (seen === null)
    throw new InputError(
      "the goal good-win goes by dates: deals need a close date and customers a day on which they began or left (--map 'COLUMN=close_date', 'COLUMN=start_date', 'COLUMN=churn_date')",
    );
  const told = `${facts.table}_good`;
  const day = `CAST(${quoteText(seen)} AS DATE)`;
  await database.run(`CREATE TABLE ${told} AS
    WITH near AS (SELECT f.deal, c.* EXCLUDE (account) FROM ${facts.table} f JOIN ${customers} c ON c.account = f.account WHERE f.y = 1
      QUALIFY row_number() OVER (PARTITION BY f.deal ORDER BY ${paidSql("c")} DESC, abs(date_diff('day', c.start, f.closed)) NULLS LAST, c.customer) = 1)
    SELECT f.deal, (f.y = 1 AND NOT coalesce(${leftSql("c", "f.closed")}, false))::TINYINT AS y, CASE
      WHEN f.closed IS NULL THEN 'without a close date'
      WHEN ${laterSql("f.closed")} > ${day} THEN 'closed less than ${STAYED_MONTHS} months before ${seen}'
      WHEN f.y = 0 THEN NULL
      WHEN c.deal IS NULL THEN 'won, but in no file of customers'
      WHEN NOT ${paidSql("c")} THEN 'won, but nothing tells whether it pays'
      WHEN c.status = 'churned' AND c."end" IS NULL THEN 'won, and left on a day that is not told'
      WHEN c.status = 'churned' AND c."end" < f.closed THEN 'won by a customer that had left before'
      END AS fate
    FROM ${facts.table} f LEFT JOIN near c ON c.deal = f.deal`);
  const [found] = await database.rows<{ won: number; known: number }>(
    `SELECT count(*) FILTER (f.y = 1) AS won, count(*) FILTER (f.y = 1 AND t.fate IS NULL) AS known FROM ${facts.table} f JOIN ${told} t ON t.deal = f.deal`,
  );
  if (found!.won > 0 && found!.known === 0)
    throw new InputError(
      `of none of the ${found!.won.toLocaleString("en-US")} won deals is it known whether the customer stayed ${STAYED_MONTHS} months: ${await whyNone(database, told)}; build with --goal win, or give deals and customers that go back further and name the same accounts`,
    );
  return keepDeals(database, facts, told, { goal: "good-win", outcome: OUTCOME, threshold: null });
}

async function whyNone(database: Database, told: string): Promise<string> {
  const fates = await database.rows<{ fate: string; rows: number }>(
    `SELECT fate, count(*) AS rows FROM ${told} WHERE fate IS NOT NULL GROUP BY fate ORDER BY rows DESC, fate`,
  );
  return fates.map(({ fate, rows }) => `${rows.toLocaleString("en-US")} ${fate}`).join(", ");
}
