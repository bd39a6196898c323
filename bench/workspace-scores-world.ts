import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** How large a world is. */
export interface WorldSize {
  /** In the CRM. */
  readonly accounts: number;
  /** Of the market; one in fifty of the CRM's accounts is among them. */
  readonly universe: number;
  readonly deals: number;
  readonly events: number;
}

const INDUSTRIES = ["Retail", "Banking", "Insurance", "Energy", "Software", "Food", "Aerospace", "Media"];
const COUNTRIES = ["United States", "Germany", "France", "Japan", "Brazil", "India"];
const TYPES = ["page_view", "page_view", "page_view", "email_open", "content_download", "email_reply", "demo_request"];

function pick(list: readonly string[], i: string): string {
  return `([${list.map((one) => `'${one}'`).join(", ")}])[1 + CAST((${i}) % ${list.length} AS INTEGER)]`;
}

/** A CRM id of the account or deal `i`. */
function id(prefix: string, i: string): string {
  return `'${prefix}' || lpad(upper(to_base(${i}, 36)), 10, '0')`;
}

/** What every company has, by its number `i`; `industry` may be another than usual. */
function attributes(industry: string): string {
  return `${industry} AS Industry, (1 + hash(i + 2) % 9000)::VARCHAR AS NumberOfEmployees, ((1 + hash(i + 3) % 900) * 100000)::VARCHAR AS AnnualRevenue,
    ${pick(COUNTRIES, "hash(i + 4)")} AS BillingCountry, ${pick(["AWS;Jira", "Azure", "Snowflake;AWS", ""], "hash(i + 5)")} AS Tech_Stack__c,
    ${pick(["B2B", "B2C", ""], "hash(i + 6)")} AS Business_Model__c, (1950 + hash(i + 7) % 70)::VARCHAR AS Year_Founded__c,
    ${pick(["Americas", "EMEA", "APAC"], "hash(i + 9)")} AS Region__c, (hash(i + 10) % 40)::VARCHAR AS Locations__c`;
}

const INDUSTRY = pick(INDUSTRIES, "hash(i + 1)");
const NAMED =
  "'Company ' || to_base((hash(i) % 1000000000)::BIGINT, 36) || ' ' || i || ' Inc.' AS Name, 'www.company-' || i || '.com' AS Website";

/** Writes the files of a world into a folder: what comes first, and what comes later. */
export async function makeWorld(folder: string, size: WorldSize): Promise<void> {
  const { accounts, universe, deals, events } = size;
  const connection = await (
    await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "2GB", temp_directory: folder })
  ).connect();
  const copy = (sql: string, name: string) =>
    connection.run(`COPY (${sql}) TO '${join(folder, name)}' (FORMAT csv, HEADER)`);
  const account = (industry: string, from: number, to: number, where = "true"): string =>
    `SELECT ${id("00100", "i")} AS Id, ${NAMED}, ${attributes(industry)} FROM range(${from}, ${to}) t(i) WHERE ${where}`;
  const step = Math.max(1, Math.floor(accounts / 1000));
  await copy(account(INDUSTRY, 0, accounts), "accounts.csv");
  await copy(account(pick(INDUSTRIES.toReversed(), "hash(i + 1)"), 0, accounts, `i % ${step} = 0`), "accounts-few.csv");
  for (const [i, name] of ["others", "third", "fourth"].entries())
    await copy(account("'Shipping'", 0, accounts, `i % ${step} = ${i + 1}`), `accounts-${name}.csv`);
  await copy(account(INDUSTRY, accounts + universe, accounts + universe + 1000), "accounts-new.csv");
  // A market knows its companies by their websites; one in fifty of the CRM's accounts is among them.
  const shift = accounts - Math.floor(accounts / 50);
  await copy(
    `SELECT Website AS domain, Name AS "Company Name", * EXCLUDE (Website, Name, Id) FROM (${account(INDUSTRY, shift, shift + universe)})`,
    "universe.csv",
  );
  const deal = (from: number, to: number, opened: string): string => {
    const owner = `(hash(i + 31) % ${accounts})::BIGINT`;
    return `SELECT ${id("00600", "d")} AS Id, ${id("00100", "a")} AS AccountId, 'Deal ' || d AS Name, CASE WHEN won THEN 'Closed Won' ELSE 'Closed Lost' END AS StageName,
      'New Customer' AS Type, (1000 + hash(d + 14) % 90000)::VARCHAR AS Amount, strftime(opened, '%Y-%m-%dT09:00:00.000+0000') AS CreatedDate,
      strftime(opened + (20 + hash(d + 16) % 80)::INTEGER, '%Y-%m-%d') AS CloseDate FROM (
        SELECT d, a AS i, a, opened, (hash(d + 17) % 1000) / 1000.0 < 1 / (1 + exp(-(-1.2 + CASE WHEN hash(a + 1) % ${INDUSTRIES.length} IN (1, 2, 4) THEN 1.6 ELSE 0 END
          + CASE WHEN (1 + hash(a + 2) % 9000) > 4000 THEN 0.9 ELSE 0 END - CASE WHEN hash(a + 4) % ${COUNTRIES.length} > 3 THEN 1.1 ELSE 0 END))) AS won
        FROM (SELECT i AS d, ${owner} AS a, ${opened} AS opened FROM range(${from}, ${to}) t(i)))`;
  };
  await copy(deal(0, deals, "DATE '2023-06-01' + (hash(i + 15) % 800)::INTEGER"), "deals.csv");
  await copy(deal(deals, deals + 400, "DATE '2026-01-01' + (hash(i + 15) % 90)::INTEGER"), "deals-newer.csv");
  // Six in ten events name an account by its id, the others a company by its website, as intent data does.
  const event = (from: number, to: number, at: string): string =>
    `SELECT 'ev' || lpad(i::VARCHAR, 9, '0') AS event_id, CASE WHEN hash(i + 24) % 10 < 6 THEN ${id("00100", `(hash(i) % ${accounts})::BIGINT`)} END AS account_id,
    CASE WHEN hash(i + 24) % 10 >= 6 THEN 'company-' || (${shift} + hash(i) % ${universe}) || '.com' END AS domain, ${pick(TYPES, "hash(i + 21)")} AS type,
    ${pick(["pricing", "security", "integrations", ""], "hash(i + 22)")} AS topic, strftime(${at}, '%Y-%m-%dT%H:%M:%SZ') AS occurred_at FROM range(${from}, ${to}) t(i)`;
  await copy(event(0, events, "TIMESTAMP '2025-01-01' + to_seconds((hash(i + 23) % 31536000)::BIGINT)"), "events.csv");
  await copy(
    event(events, Math.floor(events * 1.01), "TIMESTAMP '2026-01-01' + to_seconds((hash(i + 23) % 86400)::BIGINT)"),
    "events-newer.csv",
  );
  connection.closeSync();
}
