import type { RawTable, Role } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { cellSql, idSql } from "../../ingest/keys.ts";
import { lookSql } from "../../ingest/looks.ts";
import { SHARED_HOSTS } from "../../ingest/shared-hosts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { KeptKey } from "../../warehouse/kept/source.ts";

/** How the rows of a file are told apart from each other and known again. */
export interface RowKeys {
  readonly key: KeptKey;
  /** Columns to be computed before `sql`, which reads them. */
  readonly cells: readonly { readonly name: string; readonly sql: string }[];
  /** SQL over the staged columns, `cells` and `__print`; NULL where nothing names the row. */
  readonly sql: string;
  /** SQL text over the same and `__key`: why a row is not taken, NULL where it is. */
  readonly refused: string;
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

type Keyed = Omit<RowKeys, "notes"> & {
  /** SQL of what must name nearly every row, over the file's own columns and `cells`. */
  readonly probe: string;
};

const COMPANY_IDS = "account_id id record_id company_id customer_id client_id account_number customer_number crm_id";

/** Fields whose cells are ids of the row itself, the surest first. */
const IDS: Readonly<Partial<Record<Role, string>>> = {
  // The last few may count something else: a column names rows only where nearly all of its cells differ.
  deals:
    "opportunity_id id record_id deal_id opportunity_number ref reference referencia referenz riferimento referentie reference_number number no nr numero nummer",
  accounts: COMPANY_IDS,
  universe: COMPANY_IDS,
  customers: `subscription_id id record_id ${COMPANY_IDS}`,
  contacts: "id record_id contact_id contact_id_18 person_id zoom_info_contact_id apollo_contact_id",
  leads: "id record_id lead_id lead_id_18",
  events: "event_id id message_id record_id",
  history: "id",
};

const DOMAINS = ["domain", "email_domain", "url", "web", "homepage", "web_site", "company_url", "site"];
const COMPANY_NAMES = ["account_name", "company", "name", "customer", "client", "organization", "organisation"];
const EMAILS = ["email", "work_email", "email_address", "business_email", "primary_email", "contact_email"];
const DEAL_NAMES = ["opportunity_name", "name", "deal_name"];
const DEAL_COMPANIES = ["account_id", "company_id", "account_name", "company", "domain"];
const CREATED = ["created_date", "creation_date", "opened"];

/** An id column names nearly every row. */
const NAMES_ROWS = 0.9;
/** More rows than this share that repeat a key with other content: a row is not one record, say one per product. */
const MOST_REPEATS = 0.1;

type Staged = Pick<RawTable, "table" | "columns" | "file" | "role">;

/** Looks for what names the rows of a file; `named`: header to field, as a person said. */
export async function rowKeys(database: Database, raw: Staged, named: ReadonlyMap<string, string>): Promise<RowKeys> {
  const headersOf = (fields: readonly string[]): readonly string[] =>
    fields.flatMap((field) => raw.columns.filter((header) => (named.get(header) ?? fieldName(header)) === field));
  const rest = namesOf(raw.role, headersOf);
  const notes: string[] = [];
  const candidates: Keyed[] = [];
  for (const header of headersOf((IDS[raw.role] ?? "id").split(" "))) {
    const [seen] = await database.rows<{ filled: number; damaged: number }>(
      `SELECT count(cell) AS filled, count(*) FILTER (${damagedSql("cell")}) AS damaged FROM (SELECT ${cellSql(header)} AS cell FROM ${quoteIdentifier(raw.table)})`,
    );
    if (seen!.damaged > 0 && seen!.damaged >= 0.5 * seen!.filled)
      notes.push(
        `${raw.file}: ${header} was damaged by a spreadsheet (ids such as 1.2E+17), so it tells no rows apart: export it as text.`,
      );
    else candidates.push(byId(raw.role, header, rest));
  }
  if (rest !== null) candidates.push(byNames(rest));
  for (const one of candidates) {
    const { keyed, repeats } = await tell(database, raw, one);
    if (keyed < NAMES_ROWS || repeats > MOST_REPEATS) continue;
    const { key, cells, sql, refused } = one;
    return {
      key,
      cells,
      sql,
      refused,
      notes: [...notes, ...(one.key.kind === "id" ? [] : [namedBy(raw, one.key.headers)])],
    };
  }
  const ordinary = raw.role === "events" || raw.role === "history";
  const { key, cells, sql, refused } = BY_ROW;
  return { key, cells, sql, refused, notes: ordinary ? notes : [...notes, wholeRow(raw)] };
}

/** Shares of the rows that have a key, and that repeat one with other content. */
async function tell(
  database: Database,
  { table, columns }: Staged,
  { cells, probe }: Keyed,
): Promise<{ readonly keyed: number; readonly repeats: number }> {
  const from = `SELECT *${cells.map(({ name, sql }) => `, ${sql} AS ${name}`).join("")} FROM ${quoteIdentifier(table)}`;
  const select = `SELECT ${probe} AS k, hash(${columns.map(quoteIdentifier).join(", ")}) AS print FROM (${from})`;
  const [seen] = await database.rows<{ rows: number; keyed: number; keys: number }>(
    `SELECT count(*) AS rows, count(k) AS keyed, approx_count_distinct(k) AS keys FROM (${select})`,
  );
  const { rows, keyed, keys } = seen!;
  // The estimate is within a few per cent: only where many repeat is it worth counting.
  if (keyed === 0 || keys >= 0.97 * keyed) return { keyed: keyed / Math.max(rows, 1), repeats: 0 };
  const extra = await database.value<number>(
    `SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT k, count(DISTINCT print) AS n FROM (${select}) WHERE k IS NOT NULL GROUP BY k HAVING count(*) > 1)`,
  );
  return { keyed: keyed / rows, repeats: extra / keyed };
}

function damagedSql(cell: string): string {
  return `coalesce(${lookSql(cell).damaged_id}, false)`;
}

/** What names a row beside an id. */
interface Naming {
  readonly kind: KeptKey["kind"];
  readonly headers: readonly string[];
  readonly cells: RowKeys["cells"];
  readonly sql: string;
}

/** Cells by which rows are named, computed once: inside CASE, DuckDB computes each mention of an expression anew. */
const ID = "__cell_id";
const cellOf = (i: number): string => `__cell_${i}`;

function namesOf(role: Role, headersOf: (fields: readonly string[]) => readonly string[]): Naming | null {
  const first = (fields: readonly string[]): string | undefined => headersOf(fields)[0];
  if (role === "events" || role === "history") return null;
  if (role === "deals") {
    const [name, created, company] = [first(DEAL_NAMES), first(CREATED), first(DEAL_COMPANIES)];
    const called = name ?? company;
    if (called === undefined || created === undefined) return null;
    const headers = [called, created, ...(name === undefined || company === undefined ? [] : [company])];
    const parts = headers.map((_, i) => (i < 2 ? cellOf(i) : `coalesce(${cellOf(i)}, '')`));
    return {
      kind: "deal",
      headers,
      cells: headers.map(foldedCell),
      sql: `'deal:' || ${parts.join(" || chr(31) || ")}`,
    };
  }
  if (role === "contacts" || role === "leads") {
    const email = first(EMAILS);
    if (email === undefined) return null;
    return { kind: "person", headers: [email], cells: [foldedCell(email, 0)], sql: `'email:' || ${cellOf(0)}` };
  }
  const [domain, name] = [first(DOMAINS), first(COMPANY_NAMES)];
  const cells = [
    ...(domain === undefined ? [] : [{ header: domain, word: "web", made: webCells(domain, cellOf(0)) }]),
    ...(name === undefined
      ? []
      : [{ header: name, word: "name", made: [foldedCell(name, domain === undefined ? 0 : 1)] }]),
  ];
  if (cells.length === 0) return null;
  return {
    kind: "company",
    headers: cells.map(({ header }) => header),
    cells: cells.flatMap(({ made }) => made),
    sql: `coalesce(${cells.map(({ word }, i) => `'${word}:' || ${cellOf(i)}`).join(", ")}, NULL)`,
  };
}

function foldedCell(header: string, i: number): RowKeys["cells"][number] {
  return { name: cellOf(i), sql: foldedSql(header) };
}

/** SQL: a cell without differences that nobody means. */
function foldedSql(header: string): string {
  return `lower(regexp_replace(${cellSql(header)}, '\\s+', ' ', 'g'))`;
}

/** Cells of a website without protocol and `www.`, and of the same where it is no one's that many companies share. */
function webCells(header: string, name: string): RowKeys["cells"] {
  const bare = `regexp_replace(lower(${cellSql(header)}), '^(https?://)?(www\\.)?|[/?#]+$', '', 'g')`;
  const shared = `list_contains([${[...SHARED_HOSTS].map(quoteText).join(", ")}], ${name}_whole)`;
  return [
    { name: `${name}_whole`, sql: bare },
    { name, sql: `CASE WHEN ${shared} THEN NULL ELSE nullif(${name}_whole, '') END` },
  ];
}

function byId(role: Role, header: string, rest: Naming | null): Keyed {
  const id = `'id:' || ${idSql(ID)}`;
  const ofRow = role === "events" || role === "history";
  const others = role === "deals" ? null : rest;
  const named = others === null ? [header] : [header, ...others.headers];
  const damaged = quoteText(`${header} was damaged by a spreadsheet (such as 1.2E+17): export it as text`);
  return {
    key: { kind: "id", headers: [header] },
    cells: [{ name: ID, sql: cellSql(header) }, ...(others?.cells ?? [])],
    probe: id,
    sql: `coalesce(${[id, ...(ofRow ? [ROW] : others === null ? [] : [others.sql])].join(", ")}, NULL)`,
    refused: `CASE WHEN ${damagedSql(ID)} THEN ${damaged} WHEN __key IS NULL THEN ${quoteText(unnamed(named))} END`,
  };
}

function byNames({ kind, headers, cells, sql }: Naming): Keyed {
  const refused = `CASE WHEN __key IS NULL THEN ${quoteText(unnamed(headers))} END`;
  return { key: { kind, headers }, cells, probe: sql, sql, refused };
}

function unnamed(headers: readonly string[]): string {
  return `${headers.join(" and ")} ${headers.length === 1 ? "is" : "are"} empty, so nothing names the row`;
}

/** SQL: the print of a row as its key. */
const ROW = "'row:' || CAST(__print AS VARCHAR)";
const BY_ROW: Keyed = {
  key: { kind: "row", headers: [] },
  cells: [],
  probe: ROW,
  sql: ROW,
  refused: "CAST(NULL AS VARCHAR)",
};

function namedBy({ file }: Staged, headers: readonly string[]): string {
  return `${file} has no column of ids, so its rows are known again by ${headers.join(", ")}.`;
}

function wholeRow({ file }: Staged): string {
  return `${file} has no column that names its rows, so a row is known again only where every cell is the same: a changed row comes as a new one beside the old. Import whole exports of it with --whole, or name the id with --map 'COLUMN=id'.`;
}
