import type { Column } from "../../../ingest/column.ts";
import { companyKey } from "../../../ingest/company-name.ts";
import { domainOf } from "../../../ingest/domain.ts";
import type { RawTable } from "../../../ingest/facts.ts";
import { cellSql, idSql } from "../../../ingest/keys.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import { DESK_ADDRESS, findPersonColumns, type PersonColumns } from "../../../ingest/person-columns.ts";
import { knownSql } from "../../../ingest/text.ts";
import { readBuyingRole } from "../../../ingest/title/buying-role.ts";
import { readSeniority } from "../../../ingest/title/seniority.ts";
import { readDepartment, readTitle } from "../../../ingest/title/title.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { readDates } from "../dates.ts";
import { lookupTable } from "../lookup.ts";
import { personKey } from "./person-key.ts";

/** A file of people that has been looked over. */
export interface PersonFile {
  readonly raw: RawTable;
  readonly columns: readonly Column[];
}

/** What all files of people are read by. */
export interface PersonReading {
  readonly options: IngestOptions;
  readonly salt: string;
}

const NO = "('', '0', 'false', 'no', 'n', 'nein', 'non')";

function flagSql(columns: readonly Column[]): string {
  if (columns.length === 0) return "false";
  return columns.map(({ header }) => `coalesce(${knownSql(header)} NOT IN ${NO}, false)`).join(" OR ");
}

function cell(column: Column | null): string {
  return cellSql(column?.header ?? null);
}

/** SQL: one row of `PERSON` cells per row of a file. Files are numbered in the order of their names, so that the order they are given in is nothing. */
async function personSql(
  database: Database,
  { raw, columns }: PersonFile,
  file: number,
  { options }: PersonReading,
): Promise<string> {
  const found = findPersonColumns(columns);
  const { one } = found;
  const dates = await readDates(database, raw.table, one.created, null, options);
  const all = raw.columns.map(quoteIdentifier).join(", ");
  const name =
    one.name !== null ? cell(one.name) : `nullif(concat_ws(' ', ${cell(one.first_name)}, ${cell(one.last_name)}), '')`;
  const cells = {
    file: String(file),
    row: "__row",
    id: idSql("__id_cell"),
    account_id:
      one.converted_account === null
        ? idSql("__account_cell")
        : `coalesce(${idSql("__converted_cell")}, ${idSql("__account_cell")})`,
    company: cell(one.account_name),
    website: cell(one.website),
    email: `nullif(lower(trim(${cell(one.email)})), '')`,
    title: cell(one.title),
    department: cell(one.department),
    level: cell(one.seniority),
    role: cell(one.buying_role),
    country: cell(one.country),
    created: dates.created,
    deals: `coalesce(${cell(one.converted_deal)}, ${cell(one.deals)})`,
    status: cell(one.status),
    source: cell(one.source),
    converted: convertedSql(found),
    opt_out: flagSql(found.optOut),
    do_not_call: flagSql(found.doNotCall),
    bounced: flagSql(found.bounced),
    lawful_basis: cell(one.lawful_basis),
    deleted: one.is_deleted === null ? "false" : flagSql([one.is_deleted]),
    empty: `coalesce(${all}, NULL) IS NULL`,
    ...(options.keepPersonal ? { name, phone: cell(one.phone) } : {}),
  };
  const list = Object.entries(cells).map(([key, sql]) => `${sql} AS ${key}`);
  // Cells of ids are worked out once: `idSql` mentions its cell so often that saying it in full takes longer to read than the rows.
  const ids = `${cell(one.id)} AS __id_cell, ${cell(one.converted_account)} AS __converted_cell, ${cell(one.account_id)} AS __account_cell`;
  return `SELECT ${list.join(", ")} FROM (SELECT *, ${ids} FROM ${quoteIdentifier(raw.table)})`;
}

/** Salesforce says it in so many words, HubSpot by a lifecycle stage or a deal. */
function convertedSql({ one, converted }: PersonColumns): string {
  const said = [flagSql(converted)];
  if (one.converted_account !== null) said.push(`${cell(one.converted_account)} IS NOT NULL`);
  if (one.converted_deal !== null) said.push(`${cell(one.converted_deal)} IS NOT NULL`);
  if (one.converted_deal === null && one.deals !== null) said.push(`${cell(one.deals)} IS NOT NULL`);
  if (one.status !== null)
    said.push(
      `coalesce(regexp_matches(${knownSql(one.status.header)}, '(^|[^a-z])(converted|opportunity|customer|evangelist)([^a-z]|$)') AND NOT regexp_matches(${knownSql(one.status.header)}, '(^|[^a-z])not '), false)`,
    );
  return said.join(" OR ");
}

/** Which of the columns of files of people are there at all. */
export function hasColumn(files: readonly PersonFile[], meaning: keyof PersonColumns["one"]): boolean {
  return files.some(({ columns }) => findPersonColumns(columns).one[meaning] !== null);
}

/**
 * Creates `into`: the people of files of one role as read, numbered by `n` in the order of files' names and rows, with `domain_key` (of the
 * e-mail, null for free mail), `site_key`, `name_key`, `function`, `seniority`, `buying_role` and `person` (salted key). What JS must do is done
 * once per different text.
 */
export async function readPeople(
  database: Database,
  files: readonly PersonFile[],
  into: string,
  reading: PersonReading,
): Promise<void> {
  const selects: string[] = [];
  for (const [i, file] of files.entries()) selects.push(await personSql(database, file, i, reading));
  await database.run(
    `CREATE TABLE ${into}_cells AS SELECT (row_number() OVER (ORDER BY file, row))::BIGINT AS n, *, split_part(email, '@', -1) AS host FROM (${selects.join(" UNION ALL ")}) ORDER BY n`,
  );
  const look = (end: string, column: string, work: (text: string) => string | null) =>
    lookupTable(database, `${into}_${end}`, `SELECT ${column} FROM ${into}_cells`, work, "VARCHAR");
  await look("hosts", "host", domainOf);
  await look("sites", "website", domainOf);
  await look("names", "company", companyKey);
  await look("titles", "title", (text) => {
    const read = readTitle(text);
    return read === null ? null : `${read.function}|${read.seniority}`;
  });
  await look("departments", "department", readDepartment);
  await look("levels", "level", readSeniority);
  await look("roles", "role", readBuyingRole);
  await look("keys", "coalesce(email, 'id:' || id)", (text) => personKey(text, reading.salt));
  const personal = reading.options.keepPersonal ? "" : ", email";
  await database.run(`CREATE TABLE ${into} AS
    SELECT c.* EXCLUDE (host, title, department, level, role, website, company${personal}), md5(c.email) AS email_print,
      coalesce(regexp_matches(c.email, ${quoteText(DESK_ADDRESS)}), false) AS desk, c.title IS NOT NULL AS has_title,
      h.value AS domain_key, s.value AS site_key, m.value AS name_key, k.value AS person, r.value AS buying_role,
      CASE WHEN t.value IS NULL OR t.value LIKE 'other|%' THEN coalesce(d.value, split_part(t.value, '|', 1)) ELSE split_part(t.value, '|', 1) END AS function,
      coalesce(nullif(split_part(t.value, '|', 2), ''), l.value) AS seniority
    FROM ${into}_cells c
    LEFT JOIN ${into}_hosts h ON h.text = c.host LEFT JOIN ${into}_sites s ON s.text = c.website LEFT JOIN ${into}_names m ON m.text = c.company
    LEFT JOIN ${into}_titles t ON t.text = c.title LEFT JOIN ${into}_departments d ON d.text = c.department LEFT JOIN ${into}_levels l ON l.text = c.level LEFT JOIN ${into}_roles r ON r.text = c.role
    LEFT JOIN ${into}_keys k ON k.text = coalesce(c.email, 'id:' || c.id) ORDER BY n`);
  await database.run(
    ["cells", "hosts", "sites", "names", "titles", "departments", "levels", "roles", "keys"]
      .map((end) => `DROP TABLE ${into}_${end};`)
      .join(" "),
  );
}
