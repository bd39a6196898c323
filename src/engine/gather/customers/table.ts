import { MEASURES } from "../../../ingest/customers/columns.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { CustomerNames } from "./names.ts";
import type { KeyedAccounts } from "./options.ts";
import { DECIMAL } from "./rows.ts";
import { dateOrNever, NEVER } from "./spells.ts";

/** SQL boolean of a spell: it runs. */
const RUNS = `kind = 'paid' AND NOT gone AND stop = ${NEVER}`;
/** Months of history that are laid out. */
const MONTHS = 36;

/** Creates the table of `CustomersTable` from the keys, spells and stays. */
export async function layCustomers(
  database: Database,
  names: CustomerNames,
  asOf: string | null,
  accounts: KeyedAccounts | null,
): Promise<void> {
  await database.run(`CREATE TABLE ${names.table} AS
    WITH told AS (${toldSql(names)}), lived AS (${livedSql(names)}), ran AS (${ranSql(names)}), money AS (${moneySql(names)}),
    named AS (${namedSql(names)}), matched AS (${matchedSql(accounts)}), facts AS (${factsSql()})
    SELECT facts.*, matched.account_row, matched.account, matched.joined_by FROM facts LEFT JOIN matched USING (customer) ORDER BY customer`);
  await layMonths(database, names, asOf);
}

function factsSql(): string {
  return `SELECT n.customer, n.id_key, n.domain_key, n.name_key, n.name,
    CASE WHEN r.runs AND r.paused THEN 'paused' WHEN r.runs THEN 'active' WHEN r.paid OR (r.customer IS NULL AND t.left_on IS NOT NULL) THEN 'churned'
      WHEN r.free THEN 'free' WHEN r.trial THEN 'trial' ELSE 'unknown' END AS status,
    l.start, CASE WHEN r.customer IS NULL THEN t.left_on WHEN r.paid AND NOT r.runs AND NOT r.gone THEN r.until END AS "end",
    m.mrr::DOUBLE AS mrr, m.start_mrr::DOUBLE AS start_mrr, m.currency, (m.mrr - m.start_mrr)::DOUBLE AS expansion,
    CASE WHEN NOT coalesce(r.runs, false) THEN t.churn_reason END AS churn_reason, coalesce(l.stays - 1, 0)::INTEGER AS returned,
    ${MEASURES.map((name) => `t.${quoteIdentifier(name)}`).join(", ")}
    FROM named n LEFT JOIN told t USING (customer) LEFT JOIN lived l USING (customer) LEFT JOIN ran r USING (customer) LEFT JOIN money m USING (customer)`;
}

/** Keys and names: the least of those that an account's rows tell, whatever their order. */
function namedSql(names: CustomerNames): string {
  return `SELECT k.customer, min(r.id_key) AS id_key, min(r.domain_key) AS domain_key, min(r.name_key) AS name_key,
    min(r.name) FILTER (NOT contains(r.name, '@')) AS name
    FROM ${names.keys} k JOIN ${names.rows} r USING (key) WHERE r.fate = 'taken' GROUP BY k.customer`;
}

/** What the rows of an account tell beside revenue. Tickets are counted where no column counts them. */
function toldSql(names: CustomerNames): string {
  const measure: Readonly<Record<(typeof MEASURES)[number], string>> = {
    time_to_value_days: "min(time_to_value_days)",
    nps: "avg(nps)",
    health: "avg(health)",
    support_tickets: "coalesce(sum(support_tickets), nullif(count(*) FILTER (layout = 'tickets'), 0))",
    active_users: "max(active_users)",
    usage: "sum(used)",
    referrals: "sum(referrals)",
    margin: "avg(margin)",
    acquisition_cost: "sum(acquisition_cost)",
  };
  const told = MEASURES.map((name) => `CAST(${measure[name]} AS DOUBLE) AS ${quoteIdentifier(name)}`);
  return `SELECT k.customer, ${told.join(", ")}, max(r.stop) FILTER (r.layout = 'churns') AS left_on,
    first(r.churn_reason ORDER BY r.stop DESC NULLS LAST, r.churn_reason) FILTER (r.churn_reason IS NOT NULL) AS churn_reason
    FROM ${names.keys} k JOIN ${names.rows} r USING (key) WHERE r.fate = 'taken' GROUP BY k.customer`;
}

function livedSql(names: CustomerNames): string {
  return `SELECT customer, min(first) AS start, count(*) AS stays FROM ${names.stays} GROUP BY customer`;
}

function ranSql(names: CustomerNames): string {
  return `SELECT customer, bool_or(${RUNS}) AS runs, bool_and(state IS NOT DISTINCT FROM 'paused') FILTER (${RUNS}) AS paused,
    bool_or(kind = 'paid') AS paid, bool_or(kind = 'free') AS free, bool_or(kind = 'trial') AS trial,
    bool_or(gone AND kind = 'paid') AS gone, max(stop) FILTER (kind = 'paid' AND stop < ${NEVER}) AS until
    FROM ${names.spells} GROUP BY customer`;
}

/**
 * Revenue in the account's own currency: that of what runs, else of what began last. Now, or where nothing runs on the last day; and on the
 * first day of the latest stay.
 */
function moneySql(names: CustomerNames): string {
  const own = `SELECT customer, currency FROM (SELECT customer, currency, row_number() OVER (PARTITION BY customer
      ORDER BY (${RUNS}) DESC, first DESC NULLS LAST, now_at DESC NULLS LAST, currency) AS nth FROM ${names.spells} WHERE kind = 'paid') WHERE nth = 1`;
  return `SELECT o.customer, any_value(o.currency) AS currency,
    coalesce(sum(now_at) FILTER (${RUNS}), sum(now_at) FILTER (NOT e.runs AND s.stop = e.until)) AS mrr,
    sum(begun_at) FILTER (s.stay = e.stay AND s.first = e.first) AS start_mrr
    FROM (${own}) o JOIN ${names.spells} s ON s.customer = o.customer AND s.currency IS NOT DISTINCT FROM o.currency AND s.kind = 'paid'
    JOIN (SELECT p.customer, bool_or(${RUNS}) AS runs, max(p.stop) FILTER (NOT p.gone) AS until, max(p.stay) AS stay,
        min(p.first) FILTER (p.stay = t.stay) AS first
      FROM ${names.spells} p LEFT JOIN (SELECT customer, max(stay) AS stay FROM ${names.stays} GROUP BY customer) t ON t.customer = p.customer
      WHERE kind = 'paid' GROUP BY p.customer) e ON e.customer = o.customer
    GROUP BY o.customer`;
}

/** Customers matched to accounts by id, else by domain, else by name. */
function matchedSql(accounts: KeyedAccounts | null): string {
  if (accounts === null)
    return "SELECT CAST(NULL AS INTEGER) AS customer, CAST(NULL AS BIGINT) AS account_row, CAST(NULL AS INTEGER) AS account, CAST(NULL AS VARCHAR) AS joined_by WHERE false";
  const by = (["id", "domain", "name"] as const).map((way, i) => {
    const key = `${way}_key`;
    return `SELECT n.customer, ${i} AS rank, '${way}' AS joined_by, a.account_row, a.account FROM named n JOIN (SELECT ${key}, first(account_row ORDER BY account NULLS LAST, account_row) AS account_row,
      first(account ORDER BY account NULLS LAST, account_row) AS account FROM ${accounts} WHERE ${key} IS NOT NULL GROUP BY ${key}) a ON a.${key} = n.${key}`;
  });
  return `SELECT customer, account_row, account, joined_by FROM (${by.join(" UNION ALL ")}) QUALIFY row_number() OVER (PARTITION BY customer ORDER BY rank) = 1`;
}

/** SQL: what a spell pays per month on a day. Growth told without dates is laid on a straight line. */
export function valueSql(day: string): string {
  const share = `least(1, date_diff('day', first, ${day}) / nullif(date_diff('day', first, run_to), 0)::DOUBLE)`;
  return `CASE WHEN begun_at = now_at THEN now_at ELSE CAST(begun_at + (now_at - begun_at) * coalesce(${share}, 1) AS ${DECIMAL}) END`;
}

/** Creates the table of `CustomerMonth`: the last three years. */
async function layMonths(database: Database, names: CustomerNames, asOf: string | null): Promise<void> {
  const today = dateOrNever(asOf);
  const from = `CAST(date_trunc('month', ${today} - INTERVAL ${MONTHS - 1} MONTH) AS DATE)`;
  const begins =
    "CAST(CASE WHEN day(first) = 1 THEN first ELSE date_trunc('month', first) + INTERVAL 1 MONTH END AS DATE)";
  await database.run(`CREATE TABLE ${names.months} AS
    SELECT customer, month, sum(${valueSql("month")})::DOUBLE AS mrr, currency FROM (
      SELECT *, CAST(unnest(generate_series(greatest(${begins}, ${from}), least(stop - 1, ${today}), INTERVAL 1 MONTH)) AS DATE) AS month
      FROM ${names.spells} WHERE stay IS NOT NULL AND now_at IS NOT NULL)
    GROUP BY customer, month, currency ORDER BY customer, month, currency`);
}
