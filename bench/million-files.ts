import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const ROWS = 1_000_000;

/** A million accounts and a million opportunities as a CRM exports them: ids, names, domains, dates, money, a dozen attributes. */
export async function millionFiles(folder: string): Promise<{ readonly accounts: string; readonly deals: string }> {
  const [accounts, deals] = [join(folder, "Account.csv"), join(folder, "Opportunity.csv")];
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const id = (prefix: string, i: string) => `'${prefix}' || lpad(upper(to_base(${i}, 36)), 10, '0')`;
  const pick = (list: readonly string[], i: string) =>
    `([${list.map((one) => `'${one}'`).join(", ")}])[1 + CAST((${i}) % ${list.length} AS INTEGER)]`;
  // Most companies' websites, and one in twenty with an ending that only our own reading of the public suffix list knows.
  const endings = [...Array<string>(13).fill(".com"), ".de", ".co.uk", ".fr", ".io", ".net", ".org", ".dev"];
  const industries = ["Retail", "Banking", "Insurance", "Energy", "Healthcare", "Logistics", "Software", "Food"];
  const countries = ["United States", "Germany", "France", "Japan", "Brazil", "India"];
  await connection.run(`COPY (SELECT ${id("00100", "i")} AS Id, 'Company ' || to_base((hash(i) % 1000000000)::BIGINT, 36) || ' ' || i || ' Inc.' AS Name,
      'www.company-' || i || ${pick(endings, "hash(i + 8)")} AS Website, ${pick(industries, "hash(i + 1)")} AS Industry, (hash(i + 2) % 9000)::VARCHAR AS NumberOfEmployees,
      (hash(i + 3) % 900 * 100000)::VARCHAR AS AnnualRevenue, ${pick(countries, "hash(i + 4)")} AS BillingCountry,
      ${pick(["AWS;Jira", "Azure", "Snowflake;AWS", ""], "hash(i + 5)")} AS Tech_Stack__c, ${pick(["B2B", "B2C", ""], "hash(i + 6)")} AS Business_Model__c,
      (1950 + hash(i + 7) % 70)::VARCHAR AS Year_Founded__c FROM range(${ROWS}) t(i)) TO '${accounts}' (FORMAT csv, HEADER)`);
  await connection.run(`COPY (SELECT ${id("00600", "i")} AS Id, ${id("00100", `(hash(i) % ${ROWS})::BIGINT`)} AS AccountId, 'Deal ' || i AS Name,
      ${pick(["Closed Won", "Closed Lost", "Closed Lost", "Negotiation"], "hash(i + 11)")} AS StageName,
      ${pick(["New Customer", "New Customer", "New Customer", "Renewal"], "hash(i + 12)")} AS Type, ${pick(["Web", "Event", "Partner"], "hash(i + 13)")} AS LeadSource,
      (hash(i + 14) % 90000)::VARCHAR AS Amount, strftime(DATE '2022-01-01' + (hash(i + 15) % 800)::INTEGER, '%Y-%m-%dT09:00:00.000+0000') AS CreatedDate,
      strftime(DATE '2022-02-01' + (hash(i + 15) % 800 + hash(i + 16) % 120)::INTEGER, '%Y-%m-%d') AS CloseDate
      FROM range(${ROWS}) t(i)) TO '${deals}' (FORMAT csv, HEADER)`);
  connection.closeSync();
  return { accounts, deals };
}
