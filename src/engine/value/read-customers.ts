import type { Facts } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { type CustomerOutcomes, OTHER_NAMES } from "../../value/outcomes.ts";
import { stayedFirstYear, yearsAtRisk } from "../../value/stay.ts";
import type { Database } from "../../warehouse/database.ts";

/** Share of those who left that may have done so on an unknown day; beyond it, churn is not known. */
const MOST_UNDATED = 0.2;

/** Customers that were matched to won accounts. */
export interface MatchedCustomers {
  readonly outcomes: CustomerOutcomes;
  /** Per customer its account, as the deals have it. */
  readonly account: Int32Array;
  /** Per customer 1 when it lived through its first year, 0 when it left, NaN when it is too young to say. */
  readonly stayed: Float64Array;
  /** What is not known, and why. */
  readonly missing: readonly string[];
}

/** SQL: days since 1970-01-01. */
function day(date: string): string {
  return `date_diff('day', DATE '1970-01-01', ${date})`;
}

/**
 * What became of the customers of won accounts, from the first won deal on: years lived and whether they left, what they pay against a year
 * ago in the currency that most pay in, and what else the files say. Null where no customer was matched.
 */
export async function readCustomers(
  database: Database,
  { table, customersTable, customersMonths, customers, currency }: Facts,
): Promise<MatchedCustomers | null> {
  if (customersTable === null || customersMonths === null || customers === null) return null;
  const main = customers.money[0]?.currency ?? null;
  const code = main === null ? "NULL" : quoteText(main);
  const { asOf } = customers;
  const [now, then] =
    asOf === null
      ? ["NULL", "NULL"]
      : [`date_trunc('month', DATE '${asOf}')`, `date_trunc('month', DATE '${asOf}') - INTERVAL 1 YEAR`];
  const others = OTHER_NAMES.map((name) => `c.${quoteIdentifier(name)}`).join(", ");
  const columns =
    await database.numbers(`WITH won AS (SELECT account, min(closed) AS closed FROM ${quoteIdentifier(table)} WHERE y = 1 GROUP BY account),
    paid AS (SELECT customer, coalesce(max(mrr) FILTER (month = ${now}), 0) AS now, max(mrr) FILTER (month = ${then}) AS before
      FROM ${quoteIdentifier(customersMonths)} WHERE currency IS NOT DISTINCT FROM ${code} AND (month = ${now} OR month = ${then}) GROUP BY customer)
    SELECT c.account, ${day("greatest(c.start, w.closed)")}, ${day('c."end"')}, (c.status = 'churned')::INTEGER, p.now, p.before,
      CASE WHEN c.currency IS NOT DISTINCT FROM ${code} THEN c.mrr * 12 / 1000 END,
      CASE WHEN c.currency IS NOT DISTINCT FROM ${code} THEN c.acquisition_cost END, ${others}
    FROM ${quoteIdentifier(customersTable)} c JOIN won w ON w.account = c.account LEFT JOIN paid p ON p.customer = c.customer
    WHERE c.status IN ('active', 'paused', 'churned') ORDER BY c.customer`);
  const [account, from, to, gone, paidNow, paidThen, revenue, cost, ...told] = columns as readonly Float64Array[];
  const n = account!.length;
  if (n === 0) return null;
  const cluster = Int32Array.from(account!);
  const undated = count(n, (i) => gone![i] === 1 && Number.isNaN(to![i]!));
  const left = count(n, (i) => gone![i] === 1);
  const leaving = customers.churned > 0 && undated <= MOST_UNDATED * left;
  const today = asOf === null ? Number.NaN : Date.parse(asOf) / 86_400_000;
  const risks = Array.from({ length: n }, (_, i) =>
    gone![i] === 1 && Number.isNaN(to![i]!) ? { years: 0, left: 0 as const } : yearsAtRisk(from![i]!, to![i]!, today),
  );
  const filled = (values: Float64Array): boolean => values.some((v) => !Number.isNaN(v));
  const tickets = told[OTHER_NAMES.indexOf("support_tickets")]!;
  const inSameCurrency = main === null || currency === null || main === currency;
  const known = OTHER_NAMES.map((name, k) => ({ name, of: { value: told[k]!, cluster } }));
  return {
    account: cluster,
    stayed: Float64Array.from(from!, (began, i) => stayedFirstYear(gone![i] === 1, began, to![i]!, today)),
    outcomes: {
      leaving,
      stay: { trials: Float64Array.from(risks, ({ years }) => years), events: Uint8Array.from(risks, (r) => r.left) },
      paid: { now: paidNow!, before: paidThen!, cluster },
      support: filled(tickets) && filled(revenue!) ? { now: tickets, before: revenue!, cluster } : null,
      others: known.filter(({ name, of }) => name !== "support_tickets" && filled(of.value)),
      cost: filled(cost!) && inSameCurrency ? { value: cost!, cluster } : null,
    },
    missing: [
      ...(customers.churned === 0
        ? [
            "Nobody in the customers' files has left, so a list of today's customers tells neither churn nor what a customer is worth over the years.",
          ]
        : []),
      ...(customers.churned > 0 && !leaving
        ? [`${undated} of ${left} customers left on a day that is not known: without it there is no yearly churn.`]
        : []),
      ...(leaving && undated > 0
        ? [
            `${undated} of ${left} customers left on a day that is not known: they take no part, so churn is a little higher than shown.`,
          ]
        : []),
      ...(filled(cost!) && !inSameCurrency
        ? [`Acquisition cost is in ${main}, deals are in ${currency}: payback is not told.`]
        : []),
    ],
  };
}

function count(n: number, is: (i: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < n; i++) if (is(i)) found++;
  return found;
}
