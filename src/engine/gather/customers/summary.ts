import type { CurrencySummary, CustomersSummary, Retained } from "../../../ingest/customers/customers.ts";
import { normalQuantile } from "../../../stats/normal.ts";
import { wilson } from "../../../stats/wilson.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { CustomerNames } from "./names.ts";
import { NEVER } from "./spells.ts";
import { valueSql } from "./table.ts";

/** Fewer accounts than this give no interval of a revenue ratio. */
const LEAST_ACCOUNTS = 10;

/** Counts, churn and revenue over all accounts. */
export async function summarise(
  database: Database,
  names: CustomerNames,
  asOf: string | null,
  matched: boolean,
): Promise<CustomersSummary> {
  const [counts] = await database.rows<Record<string, number>>(
    `SELECT ${["active", "paused", "churned", "free", "trial", "unknown"].map((status) => `count(*) FILTER (status = '${status}') AS ${status}`).join(", ")},
      count(*) FILTER (returned > 0) AS returned, count(joined_by) AS accounts, count(*) FILTER (joined_by = 'id') AS "byId",
      count(*) FILTER (joined_by = 'domain') AS "byDomain", count(*) FILTER (joined_by = 'name') AS "byName" FROM ${names.table}`,
  );
  const { active = 0, paused = 0, churned = 0, free = 0, trial = 0, unknown = 0, returned = 0, ...joined } = counts!;
  const { accounts = 0, byId = 0, byDomain = 0, byName = 0 } = joined;
  const year = asOf === null ? null : await yearTo(database, asOf);
  return {
    asOf,
    customers: active + paused + churned,
    active,
    paused,
    churned,
    free,
    trial,
    unknown,
    returned,
    churn: year === null ? null : await churnOver(database, names, year),
    money: await moneyOf(database, names, year),
    joined: matched ? { accounts, byId, byDomain, byName } : null,
  };
}

interface Year {
  readonly from: string;
  readonly to: string;
}

async function yearTo(database: Database, to: string): Promise<Year> {
  const from = await database.value<string>(`SELECT CAST(CAST(DATE '${to}' - INTERVAL 1 YEAR AS DATE) AS VARCHAR)`);
  return { from, to };
}

/** Of the customers of a year ago the share who left since. Coming back later than 90 days is a new stay. */
async function churnOver(database: Database, names: CustomerNames, year: Year): Promise<Retained | null> {
  const [counts] = await database.rows<{ n: number; gone: number }>(
    `SELECT count(*) AS n, count(*) FILTER (stop < ${NEVER}) AS gone FROM ${names.stays} WHERE first <= DATE '${year.from}' AND stop > DATE '${year.from}'`,
  );
  const { n, gone } = counts!;
  return n === 0 ? null : { value: gone / n, interval: wilson(gone, n), n, ...year };
}

interface Sums {
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
}

interface MoneyRow {
  readonly currency: string | null;
  readonly n: number;
  readonly mrr: number;
  readonly median: number | null;
  readonly up: number;
  readonly down: number;
}

async function moneyOf(
  database: Database,
  names: CustomerNames,
  year: Year | null,
): Promise<readonly CurrencySummary[]> {
  const rows =
    await database.rows<MoneyRow>(`WITH payers AS (SELECT * FROM ${names.table} WHERE status IN ('active', 'paused') AND mrr > 0),
    moved AS (${movesSql(names)}),
    growth AS (SELECT p.currency, sum(greatest(moved.net, 0))::DOUBLE AS up, sum(greatest(-moved.net, 0))::DOUBLE AS down
      FROM moved JOIN payers p ON p.customer = moved.customer AND p.currency IS NOT DISTINCT FROM moved.currency GROUP BY p.currency)
    SELECT p.currency, count(*) AS n, round(sum(p.mrr::DECIMAL(24,6))::DOUBLE, 2) AS mrr, round(median(p.mrr), 2) AS median,
      coalesce(any_value(g.up), 0) AS up, coalesce(any_value(g.down), 0) AS down
    FROM payers p LEFT JOIN growth g ON g.currency IS NOT DISTINCT FROM p.currency GROUP BY p.currency ORDER BY n DESC, p.currency`);
  const out: CurrencySummary[] = [];
  for (const row of rows) {
    const kept = year === null ? null : await retention(database, names, row.currency, year);
    out.push({ ...row, nrr: kept?.nrr ?? null, grr: kept?.grr ?? null });
  }
  return out;
}

/** What each running stay gained or lost per day since its first: a switch of plans on one day is one move. */
function movesSql(names: CustomerNames): string {
  const now = `SELECT customer, max(stay) AS stay, max(first) AS first FROM ${names.stays} WHERE stop = ${NEVER} GROUP BY customer`;
  const spells = `${names.spells} s JOIN (${now}) t ON t.customer = s.customer AND t.stay = s.stay`;
  return `SELECT customer, currency, sum(moved) AS net FROM (
      SELECT s.customer, s.currency, s.first AS day, s.begun_at AS moved FROM ${spells} WHERE s.first > t.first
      UNION ALL SELECT s.customer, s.currency, s.stop, -s.now_at FROM ${spells} WHERE s.stop < ${NEVER})
    GROUP BY customer, currency, day
    UNION ALL SELECT s.customer, s.currency, sum(s.now_at - s.begun_at) FROM ${spells} WHERE s.now_at <> s.begun_at GROUP BY s.customer, s.currency`;
}

/** Net and gross revenue retention of the accounts that paid in one currency a year ago. */
async function retention(database: Database, names: CustomerNames, currency: string | null, year: Year) {
  const from = `DATE '${year.from}'`;
  const code = currency === null ? "currency IS NULL" : `currency = '${currency.replaceAll("'", "''")}'`;
  const paid = `SELECT customer, coalesce(sum(${valueSql(from)}) FILTER (first <= ${from} AND stop > ${from}), 0)::DOUBLE AS a,
      coalesce(sum(now_at) FILTER (stop = ${NEVER}), 0)::DOUBLE AS b FROM ${names.spells} WHERE stay IS NOT NULL AND ${code} GROUP BY customer`;
  const sums = async (then: string): Promise<Sums> => {
    const [found] = await database.rows<Sums>(
      `SELECT count(*) AS n, coalesce(sum(a ORDER BY customer), 0) AS a, coalesce(sum(b ORDER BY customer), 0) AS b, coalesce(sum(a * a ORDER BY customer), 0) AS aa,
         coalesce(sum(a * b ORDER BY customer), 0) AS ab, coalesce(sum(b * b ORDER BY customer), 0) AS bb
       FROM (SELECT customer, a, ${then} AS b FROM (${paid}) WHERE a > 0)`,
    );
    return found!;
  };
  return { nrr: ratio(await sums("b"), year), grr: ratio(await sums("least(a, b)"), year, 1) };
}

/**
 * Ratio of two sums over accounts, with a 95% interval on the log scale from its linearised variance n/(n - 1) sum (b - R a)^2 / (sum a)^2.
 */
function ratio({ n, a, b, aa, ab, bb }: Sums, year: Year, most = Number.POSITIVE_INFINITY): Retained | null {
  if (n === 0) return null;
  const value = b / a;
  const spread = Math.max(0, bb - 2 * value * ab + value * value * aa);
  const half = (normalQuantile(0.975) * Math.sqrt((n / (n - 1)) * spread)) / a / value;
  const interval: Retained["interval"] =
    n < LEAST_ACCOUNTS || value === 0 ? null : [value * Math.exp(-half), Math.min(most, value * Math.exp(half))];
  return { value, interval, n, ...year };
}
