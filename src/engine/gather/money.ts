import type { MoneyRule } from "../../ingest/money.ts";
import type { ExchangeRate } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { AMOUNT } from "./deals.ts";
import { TAKEN } from "./fates.ts";
import type { Names } from "./rows.ts";

/** How the facts read a deal's money: SQL over the deals `d`, their raw rows `r` and the amounts `m`, and the joins that it needs. */
export interface MoneySql {
  readonly amount: string;
  readonly join: string;
}

/** Lays the table of rates, where there are any, and gives the SQL of amounts. */
export async function moneySql(
  database: Database,
  names: Names,
  rule: MoneyRule,
  rates: readonly ExchangeRate[],
): Promise<MoneySql> {
  const { perYear } = rule;
  const amount =
    typeof perYear === "number" ? (perYear === 1 ? AMOUNT : `(${AMOUNT}) * ${perYear}`) : `(${AMOUNT}) / d.term_years`;
  if (rule.conversion === "apart") return { amount: "CAST(NULL AS DOUBLE)", join: "" };
  if (rule.conversion === "none") return { amount, join: "" };
  const all = [{ code: rule.currency!, rate: 1, from: null }, ...rates.filter(({ code }) => code !== rule.currency)];
  await database.create(names.rates, [
    { name: "code", type: "VARCHAR", values: all.map(({ code }) => code) },
    { name: "rate", type: "DOUBLE", values: all.map(({ rate }) => rate) },
    { name: "first", type: "VARCHAR", values: all.map(({ from }) => from ?? "0001-01-01") },
  ]);
  const rate = `(SELECT code, rate, CAST(first AS DATE) AS first FROM ${names.rates})`;
  return {
    amount: `(${amount}) * x.rate`,
    join: `ASOF LEFT JOIN ${rate} x ON x.code = d.currency AND coalesce(d.closed, d.created, DATE '9999-12-31') >= x.first`,
  };
}

/** What is to be said of money: amounts per currency where nothing converts them, amounts without a rate, contracts without a term. */
export async function moneyNotes(
  database: Database,
  names: Names,
  rule: MoneyRule,
  rates: readonly ExchangeRate[],
): Promise<readonly string[]> {
  if (rule.header === null) return [];
  const notes: string[] = [];
  if (rule.conversion === "apart") notes.push(await apart(database, names, rule));
  if (rule.conversion === "rates") notes.push(...(await withoutRate(database, names, rule, rates)));
  if (typeof rule.perYear !== "number") notes.push(...(await withoutTerm(database, names, rule.perYear.header)));
  return notes;
}

const write = (n: number) => n.toLocaleString("en-US", { maximumFractionDigits: n < 100 ? 2 : 0 });

function pricedDeals(names: Names): string {
  return `(SELECT d.*, ${AMOUNT} AS priced FROM ${names.deals} d LEFT JOIN ${names.amounts} m ON m.text = d.amount_text WHERE d.fate = '${TAKEN}')`;
}

async function apart(database: Database, names: Names, { header }: MoneyRule): Promise<string> {
  const found = await database.rows<{ currency: string | null; n: number; median: number }>(
    `SELECT currency, count(*) AS n, median(priced) AS median FROM ${pricedDeals(names)} WHERE priced IS NOT NULL GROUP BY currency ORDER BY n DESC, currency NULLS LAST`,
  );
  const each = found.map(
    ({ currency, n, median }) =>
      `${currency ?? "no currency"} ${write(n)} ${n === 1 ? "deal" : "deals"}, median ${write(median)}`,
  );
  return `${header} is in several currencies that nothing converts (${each.join("; ")}), so amounts are never added up and not used: export a converted amount too, or give --currency and --rates.`;
}

async function withoutRate(
  database: Database,
  names: Names,
  rule: MoneyRule,
  rates: readonly ExchangeRate[],
): Promise<string[]> {
  const known = new Map(rates.map(({ code }) => [code, true]));
  const found = await database.rows<{ currency: string | null; n: number }>(
    `SELECT d.currency, count(*) AS n FROM ${pricedDeals(names)} d
     ASOF LEFT JOIN (SELECT code, rate, CAST(first AS DATE) AS first FROM ${names.rates}) x ON x.code = d.currency AND coalesce(d.closed, d.created, DATE '9999-12-31') >= x.first
     WHERE d.priced IS NOT NULL AND x.rate IS NULL GROUP BY d.currency ORDER BY n DESC, d.currency NULLS LAST`,
  );
  const rows = found.reduce((sum, { n }) => sum + n, 0);
  if (rows === 0) return [];
  const each = found.map(({ currency, n }) => {
    if (currency === null) return `no currency given (${write(n)})`;
    return `${currency}${known.has(currency) ? " before its first rate" : ""} (${write(n)})`;
  });
  return [
    `${write(rows)} ${rows === 1 ? "amount has" : "amounts have"} no rate into ${rule.currency} and ${rows === 1 ? "is" : "are"} taken as unknown: ${each.join(", ")}.`,
  ];
}

async function withoutTerm(database: Database, names: Names, header: string): Promise<string[]> {
  const rows = await database.value<number>(
    `SELECT count(*) FROM ${pricedDeals(names)} WHERE priced IS NOT NULL AND term_years IS NULL`,
  );
  if (rows === 0) return [];
  return [
    `${write(rows)} ${rows === 1 ? "deal has" : "deals have"} an amount and no ${header}: what a year brings is taken as unknown.`,
  ];
}
