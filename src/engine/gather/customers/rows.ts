import { companyKey } from "../../../ingest/company-name.ts";
import { type CustomerColumns, type CustomerMeaning, MEASURES } from "../../../ingest/customers/columns.ts";
import { intervalMonths, WHOLE_CURRENCIES } from "../../../ingest/customers/interval.ts";
import { FREE_PLAN, statusClass } from "../../../ingest/customers/status.ts";
import { domainOf } from "../../../ingest/domain.ts";
import { cellSql, idSql } from "../../../ingest/keys.ts";
import { anyOfSql, knownSql, matchesSql } from "../../../ingest/text.ts";
import { parseNumber } from "../../../normalise/parse-number.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { lookupTable } from "../lookup.ts";
import type { SeenCustomers } from "./look.ts";
import type { CustomerNames } from "./names.ts";
import type { CustomerOptions } from "./options.ts";

const NUMBERS: readonly CustomerMeaning[] = [
  "start_mrr",
  "mrr",
  "mrr_cents",
  "arr",
  "unit_amount",
  "unit_cents",
  "total_amount",
  "quantity",
  "interval_count",
  "expansion",
  ...MEASURES,
];
const PLAIN_NUMBER = "^-?[0-9]+([.][0-9]+)?$";
/** Money and counts are summed as decimals, so that the order of rows cannot change a sum. */
export const DECIMAL = "DECIMAL(24,6)";
const YES = ["true", "yes", "y", "1", "t"];
const NO = ["false", "no", "n", "0", "f"];

/**
 * Creates the table of all files' rows, read: keys, dates, revenue per month, what the status says. Adds what only JS can read (domains,
 * names, statuses, billing intervals, numbers as people write them) by looking over different texts.
 */
export async function stageRows(
  database: Database,
  names: CustomerNames,
  files: readonly SeenCustomers[],
  options: CustomerOptions,
): Promise<void> {
  const cells = (meaning: CustomerMeaning) => files.flatMap((file) => textsOf(file, meaning));
  await lookupTable(database, names.domains, union([...cells("domain"), ...cells("email")]), domainOf, "VARCHAR");
  await lookupTable(database, names.companies, union(cells("name")), companyKey, "VARCHAR");
  await lookupTable(database, names.statuses, union(cells("status")), statusClass, "VARCHAR");
  await lookupTable(database, names.intervals, union(cells("interval")), intervalMonths, "DOUBLE");
  await lookNumbers(database, names, files);
  const selects = files.map((file, i) => fileSql(file, i, names, options));
  await database.run(`CREATE TABLE ${names.rows} AS ${selects.join(" UNION ALL ")}`);
}

function textsOf({ raw, columns }: SeenCustomers, meaning: CustomerMeaning): string[] {
  const column = columns[meaning];
  return column === null ? [] : [`SELECT ${cellSql(column.header)} FROM ${quoteIdentifier(raw.table)}`];
}

function union(selects: readonly string[]): string {
  return selects.length === 0 ? "SELECT CAST(NULL AS VARCHAR) WHERE false" : selects.join(" UNION ALL ");
}

async function lookNumbers(database: Database, names: CustomerNames, files: readonly SeenCustomers[]): Promise<void> {
  const odd = `SELECT text FROM (${union(NUMBERS.flatMap((meaning) => files.flatMap((file) => textsOf(file, meaning))))}) AS t(text)
    WHERE NOT ${matchesSql("text", PLAIN_NUMBER)}`;
  const commas = await database.value<boolean>(
    `SELECT count(*) FILTER (${matchesSql("text", "[0-9],[0-9]{1,2}[^0-9]*$|[.][0-9]{3},[0-9]")}) > count(*) / 2 FROM (${odd})`,
  );
  await lookupTable(database, names.numbers, odd, (text) => parseNumber(text, commas ? "," : "."), "DOUBLE");
}

/** One file's rows. */
function fileSql(file: SeenCustomers, index: number, names: CustomerNames, options: CustomerOptions): string {
  const { raw, columns, dates } = file;
  const all = raw.columns.map(quoteIdentifier).join(", ");
  const text = (meaning: CustomerMeaning) => cellSql(columns[meaning]?.header ?? null);
  const found = (table: string, cell: string, type: string) =>
    cell.startsWith("CAST(NULL") ? `CAST(NULL AS ${type})` : lookedUp(table, cell);
  const number = (meaning: CustomerMeaning) => numberSql(columns, meaning, names);
  const read = [
    `${index} AS file`,
    "__row",
    `coalesce(${all}, NULL) IS NULL AS empty`,
    `hash(${all}) AS print`,
    `coalesce(${idSql("__crm_cell")}, ${idSql("__account_cell")}) AS id_key`,
    `coalesce(${found(names.domains, text("domain"), "VARCHAR")}, ${found(names.domains, text("email"), "VARCHAR")}) AS domain_key`,
    `${found(names.companies, text("name"), "VARCHAR")} AS name_key`,
    `${text("name")} AS name`,
    `${text("subscription")} AS subscription`,
    `${knownOf(columns, "plan")} AS plan`,
    `${text("status")} AS status`,
    `${found(names.statuses, text("status"), "VARCHAR")} AS said`,
    `${flagSql(columns, "is_churned")} AS is_churned`,
    `${flagSql(columns, "is_trial")} AS is_trial`,
    ...Object.entries(dates).map(
      ([meaning, sql]) => `${sql} AS ${meaning === "start" || meaning === "end" ? `${meaning}_date` : meaning}`,
    ),
    `upper(left(${text("currency")}, 8)) AS written_currency`,
    `${found(names.intervals, text("interval"), "DOUBLE")} AS months`,
    `${text("churn_reason")} AS churn_reason`,
    ...NUMBERS.map((meaning) => `${number(meaning)} AS ${quoteIdentifier(meaning === "usage" ? "used" : meaning)}`),
  ];
  const measures = MEASURES.map((name) => quoteIdentifier(name === "usage" ? "used" : name)).map(
    (name) => `TRY_CAST(${name} AS ${DECIMAL}) AS ${name}`,
  );
  return `SELECT file, __row, empty, print, id_key, domain_key, name_key, name, subscription, plan, status, churn_reason,
    ${quoteText(file.layout)} AS layout, ${file.endsAreTerms} AS terms, ${statusSql()} AS state,
    start_date, created, trial_end, ended, end_date, canceled, expires, period_end, happened,
    ${currencySql(options)} AS currency, ${decimal(begunSql(file), options)} AS begun_at, ${decimal(nowSql(file), options)} AS now_at,
    coalesce(${matchesSql("plan", FREE_PLAN)}, false) AS free_plan, ${measures.join(", ")}
    FROM (SELECT ${read.join(", ")} FROM (SELECT *, ${text("crm_id")} AS __crm_cell, ${text("account_id")} AS __account_cell FROM ${quoteIdentifier(raw.table)}))`;
}

/** SQL: what a lookup table makes of a cell. Its columns are renamed, so that they are not taken for headers `text` and `value` of the file. */
function lookedUp(table: string, cell: string): string {
  return `(SELECT l.__value FROM (SELECT text AS __text, value AS __value FROM ${table}) l WHERE l.__text = ${cell})`;
}

function knownOf(columns: CustomerColumns, meaning: CustomerMeaning): string {
  const column = columns[meaning];
  return column === null ? "CAST(NULL AS VARCHAR)" : knownSql(column.header);
}

function flagSql(columns: CustomerColumns, meaning: CustomerMeaning): string {
  const column = columns[meaning];
  if (column === null) return "CAST(NULL AS BOOLEAN)";
  const cell = knownSql(column.header);
  return `CASE WHEN ${anyOfSql(cell, YES)} THEN true WHEN ${anyOfSql(cell, NO)} THEN false END`;
}

function numberSql(columns: CustomerColumns, meaning: CustomerMeaning, names: CustomerNames): string {
  const column = columns[meaning];
  if (column === null) return "CAST(NULL AS DOUBLE)";
  const cell = cellSql(column.header);
  return `CASE WHEN ${matchesSql(cell, PLAIN_NUMBER)} THEN TRY_CAST(${cell} AS DOUBLE) ELSE ${lookedUp(names.numbers, cell)} END`;
}

/** The status, else what flags say. A trial flag goes first: people in trial are `active` too. */
function statusSql(): string {
  return `CASE WHEN is_trial THEN 'trial' WHEN is_churned AND coalesce(said, '') NOT IN ('canceled', 'over') THEN 'over'
    ELSE coalesce(said, CASE WHEN is_churned = false THEN 'running' END) END`;
}

const CODE = "written_currency";

function currencySql({ currency, rates }: CustomerOptions): string {
  if (currency === null) return CODE;
  const known = rates.map(({ code }) => code);
  return `CASE WHEN ${CODE} IS NULL OR ${anyOfSql(CODE, known)} THEN ${quoteText(currency)} ELSE ${CODE} END`;
}

/** One rate for all days, the newest: a currency that moves is no growth. */
function rateSql({ currency, rates }: CustomerOptions): string {
  if (currency === null || rates.length === 0) return "1";
  const newest = new Map(rates.filter(({ code }) => code !== currency).map(({ code, rate }) => [code, rate]));
  const cases = [...newest].map(([code, rate]) => `WHEN ${quoteText(code)} THEN ${rate}`);
  return cases.length === 0 ? "1" : `CASE ${CODE} ${cases.join(" ")} ELSE 1 END`;
}

const MINOR = `CASE WHEN ${anyOfSql(CODE, WHOLE_CURRENCIES)} THEN 1 ELSE 100 END`;
/** Days of a month on average. */
const MONTH_DAYS = 365.25 / 12;

/** Revenue per month as the row says it. What ended has an MRR of 0 in some exports: that is no price. */
function monthlySql({ columns, cents }: SeenCustomers): string {
  const live = (name: string) =>
    `CASE WHEN said IN ('canceled', 'over', 'paused') THEN nullif(${name}, 0) ELSE ${name} END`;
  const minor = cents ? MINOR : "1";
  const days = "date_diff('day', period_start, period_end)";
  const measured = `CASE WHEN ${days} BETWEEN 1 AND 10 THEN ${12 / 52 / 7} * ${days} WHEN ${days} > 10 THEN greatest(1, round(${days} / ${MONTH_DAYS})) END`;
  const said = columns.interval !== null || columns.period_start !== null;
  const period = `coalesce(months * coalesce(nullif(interval_count, 0), 1), ${measured}${said ? "" : ", 1"})`;
  const billed = `coalesce(total_amount / (${minor}), unit_amount * coalesce(quantity, 1) / (${minor}), unit_cents * coalesce(quantity, 1) / (${MINOR}))`;
  return `coalesce((${live("mrr")}) / (${minor}), (${live("mrr_cents")}) / (${MINOR}), (${live("arr")}) / 12, (${billed}) / ${period})`;
}

/** Revenue per month when it began: with growth told beside it, the revenue is that of the start. */
function begunSql(file: SeenCustomers): string {
  return `coalesce(start_mrr, ${monthlySql(file)} - ${file.mrrIsNow ? "coalesce(expansion, 0)" : "0"})`;
}

function nowSql(file: SeenCustomers): string {
  const grown = file.columns.start_mrr === null && !file.mrrIsNow ? "coalesce(expansion, 0)" : "0";
  return `coalesce(${monthlySql(file)}, start_mrr) + ${grown}`;
}

function decimal(amount: string, options: CustomerOptions): string {
  return `TRY_CAST((${amount}) * (${rateSql(options)}) AS ${DECIMAL})`;
}
