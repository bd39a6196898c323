import type { Crm } from "../../compile/crm-fields.ts";
import { InputError } from "../../errors.ts";
import { domainOf } from "../../ingest/domain.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { nearest } from "../../ingest/nearest.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "../gather/lookup.ts";
import { longSalesforceId, looksLikeSalesforceId } from "./salesforce-id.ts";

/** By what the CRM recognises a row. */
export interface RowId {
  /** Header of the id in the file for the CRM. */
  readonly name: "Id" | "Record ID" | "Company domain name";
  /** Column it is read from. */
  readonly column: string;
  /** Table with `__row` and `id`, the id NULL where the cell holds none, and `same`, equal for equal ids. */
  readonly table: string;
}

const TABLE = "crm_ids";

/**
 * Finds the column that holds the CRM's ids and lays them as a table.
 *
 * @param wanted the column a person named, else null @throws InputError when there is none: the sentence says what to export
 */
export async function identifyRows(
  database: Database,
  table: RawTable,
  crm: Crm,
  wanted: string | null,
): Promise<RowId> {
  if (wanted !== null && !table.columns.includes(wanted)) throw new InputError(noSuchColumn(wanted, table));
  const found =
    crm === "salesforce" ? await salesforce(database, table, wanted) : await hubspot(database, table, wanted);
  if (found === null) throw new InputError(noId(table, crm, wanted));
  return found;
}

function noSuchColumn(wanted: string, { file, columns }: RawTable): string {
  const near = nearest(wanted, columns);
  const hint = near.length > 0 ? `: did you mean ${near.map((n) => `"${n}"`).join(" or ")}?` : "";
  return `--id: ${file} has no column "${wanted}"${hint}`;
}

function noId({ file }: RawTable, crm: Crm, wanted: string | null): string {
  const where = wanted === null ? `${file} has no column with` : `"${wanted}" of ${file} does not hold`;
  return crm === "salesforce"
    ? `${where} Salesforce ids (15 or 18 letters and digits, as in Id or Account ID): export the accounts with their Id, or name the column with --id`
    : `${where} HubSpot's Record ID or a company domain: export the companies with one of them, or name the column with --id`;
}

const cell = (column: string): string => `trim(${quoteIdentifier(column)})`;

/** Columns that may hold the ids, the account's own before the row's. */
function candidates(table: RawTable, fields: readonly string[], wanted: string | null): readonly string[] {
  if (wanted !== null) return [wanted];
  return fields.flatMap((field) => table.columns.filter((header) => fieldName(header) === field));
}

/** The first of the columns in which most filled cells pass the test. */
async function firstFitting(
  database: Database,
  table: RawTable,
  columns: readonly string[],
  test: (sql: string) => string,
): Promise<string | null> {
  for (const column of columns) {
    const share = await database.value<number | null>(
      `SELECT CAST(count(*) FILTER (${test(cell(column))}) AS DOUBLE) / nullif(count(nullif(${cell(column)}, '')), 0) FROM ${table.table}`,
    );
    if ((share ?? 0) > 0.5) return column;
  }
  return null;
}

async function lay(database: Database, table: RawTable, id: string, same: string): Promise<void> {
  await database.run(
    `CREATE TABLE ${TABLE} AS SELECT __row, id, ${same} AS same FROM (SELECT __row, ${id} AS id FROM ${table.table})`,
  );
}

async function salesforce(database: Database, table: RawTable, wanted: string | null): Promise<RowId | null> {
  const columns = candidates(table, ["account_id", "id", "salesforce_id", "record_id", "crm_id"], wanted);
  const column = await firstFitting(database, table, columns, looksLikeSalesforceId);
  if (column === null) return null;
  const raw = cell(column);
  const id = `CASE WHEN ${looksLikeSalesforceId(raw)} THEN ${longSalesforceId(raw)} END`;
  await lay(database, table, id, "upper(id)");
  return { name: "Id", column, table: TABLE };
}

async function hubspot(database: Database, table: RawTable, wanted: string | null): Promise<RowId | null> {
  const isNumber = (sql: string): string => `regexp_full_match(${sql}, '[0-9]{1,19}')`;
  const byNumber = await firstFitting(
    database,
    table,
    candidates(table, ["account_id", "record_id"], wanted),
    isNumber,
  );
  if (byNumber !== null) {
    await lay(database, table, `CASE WHEN ${isNumber(cell(byNumber))} THEN ${cell(byNumber)} END`, "id");
    return { name: "Record ID", column: byNumber, table: TABLE };
  }
  const [byDomain] = candidates(table, ["domain"], wanted);
  if (byDomain === undefined) return null;
  const column = quoteIdentifier(byDomain);
  await lookupTable(database, "crm_domains", `SELECT ${column} FROM ${table.table}`, companyDomain, "VARCHAR");
  if ((await database.value<number>("SELECT count(*) FROM crm_domains")) === 0) return null;
  const id = `(SELECT any_value(value) FROM crm_domains d WHERE d.text = ${table.table}.${column})`;
  await lay(database, table, id, "id");
  return { name: "Company domain name", column: byDomain, table: TABLE };
}

/** The host of a website as HubSpot keeps it: no scheme, `www.` or path, but its subdomain; null for shared hosts and what is no domain. */
function companyDomain(text: string): string | null {
  if (domainOf(text) === null || text.includes("@")) return null;
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[/?#].*$/, "")
    .replace(/:\d+$/, "")
    .replace(/^www\./, "")
    .replace(/\.$/, "");
  return /^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(host) ? host : null;
}
