import { InputError } from "../../errors.ts";
import type { Facts, GoalFacts } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { CustomerAttributes } from "./customer-attributes.ts";
import { laterSql, leftSql, paidSql, STAYED_MONTHS, seenUntil } from "./stayed.ts";

const OUTCOME = `still a customer ${STAYED_MONTHS} months after the start`;

/**
 * Customers as rows of facts: `y` is 1 for those who stayed a year. Who began less than a year before the last day that is known is left out,
 * whether it stayed or left: else the newest would be leavers only, and time would look predictive. `created` is the start, `closed` a year
 * later, when it is known who stayed. Attributes are those of the accounts.
 *
 * @throws InputError without customers or without dates
 */
export async function retainedCustomers(
  database: Database,
  facts: Facts,
  { table: attributes, candidates, setAside, late }: CustomerAttributes,
): Promise<Facts> {
  const { customersTable: customers, customers: summary } = facts;
  if (customers === null || summary === null)
    throw new InputError("the goal retention needs your customers: give --customers customers.csv");
  const seen = seenUntil(facts.evidence.asOf ?? summary.asOf, summary.asOf);
  if (seen === null)
    throw new InputError(
      "the goal retention goes by dates: customers need a day on which they began, and those who left one on which they did (--map 'COLUMN=start_date', 'COLUMN=churn_date')",
    );
  const told = `${customers}_stayed`;
  await database.run(`CREATE TABLE ${told} AS SELECT c.customer, (NOT coalesce(${leftSql("c", "c.start")}, false))::TINYINT AS y, CASE
      WHEN NOT ${paidSql("c")} THEN 'never paid, or nothing tells'
      WHEN c.start IS NULL THEN 'without a day on which they began'
      WHEN ${laterSql("c.start")} > CAST(${quoteText(seen)} AS DATE) THEN 'began less than ${STAYED_MONTHS} months before ${seen}'
      WHEN c.status = 'churned' AND c."end" IS NULL THEN 'left on a day that is not told'
      END AS fate FROM ${customers} c`);
  const leftOut = await database.rows<{ reason: string; rows: number }>(
    `SELECT fate AS reason, count(*) AS rows FROM ${told} WHERE fate IS NOT NULL GROUP BY fate ORDER BY rows DESC, reason`,
  );
  const table = `${customers}_facts`;
  const single = summary.money.length <= 1;
  const cells = candidates.map(({ name }) => `, a.${quoteIdentifier(name)}`).join("");
  await database.run(`CREATE TABLE ${table} AS
    WITH kept AS (SELECT c.*, t.y, (row_number() OVER (ORDER BY c.customer) - 1)::INTEGER AS deal,
        CASE WHEN c.account IS NULL THEN 'c' || c.customer ELSE 'a' || c.account END AS kin FROM ${customers} c JOIN ${told} t ON t.customer = c.customer WHERE t.fate IS NULL),
    kin AS (SELECT kin, (row_number() OVER (ORDER BY min(deal)) - 1)::INTEGER AS family FROM kept GROUP BY kin)
    SELECT k.deal, a.row, kin.family AS account, k.y, k.start AS created, ${laterSql("k.start")} AS closed, CAST(NULL AS DOUBLE) AS ord, CAST(NULL AS BIGINT) AS cycle,
      ${single ? "k.start_mrr * 12" : "CAST(NULL AS DOUBLE)"} AS amount, CAST(NULL AS VARCHAR) AS loss ${cells}
    FROM kept k JOIN kin ON kin.kin = k.kin LEFT JOIN ${attributes} a ON a.customer = k.customer ORDER BY k.deal`);
  const goal: GoalFacts = { goal: "retention", outcome: OUTCOME, leftOut, threshold: null, won: null, wonDeals: null };
  return {
    ...facts,
    table,
    candidates,
    setAside,
    cohorts: [],
    late: [...late, ...facts.late.filter(({ name }) => candidates.some((one) => one.name === name))],
    evidence: await evidenceOf(database, facts, table, leftOut, seen),
    outcome: OUTCOME,
    newBusiness: "one row per customer",
    ordered: false,
    goal,
  };
}

async function evidenceOf(
  database: Database,
  { evidence }: Facts,
  table: string,
  leftOut: GoalFacts["leftOut"],
  seen: string,
): Promise<Facts["evidence"]> {
  const [counts] = await database.rows<
    Pick<Facts["evidence"], "opportunities" | "won" | "lost" | "accounts" | "customers" | "from" | "to">
  >(
    `SELECT count(*) AS opportunities, count(*) FILTER (y = 1) AS won, count(*) FILTER (y = 0) AS lost, count(DISTINCT account) AS accounts,
      count(DISTINCT account) AS customers, CAST(min(created) AS VARCHAR) AS "from", CAST(max(created) AS VARCHAR) AS "to" FROM ${table}`,
  );
  return {
    ...counts!,
    open: 0,
    openWithoutAccount: 0,
    lostByReason: {},
    excluded: leftOut,
    asOf: evidence.asOf ?? seen,
  };
}
