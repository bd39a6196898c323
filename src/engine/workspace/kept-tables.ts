import type { RawTable, Role } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { layKept } from "../../warehouse/kept/lay.ts";
import { type KeptSource, keptSources, rawName } from "../../warehouse/kept/source.ts";
import { APART, ROLES } from "../read-tables.ts";
import { saidOf } from "./said.ts";

/** What a history of earlier imports is called where files are told. */
const EARLIER = "earlier imports";

/**
 * Lays the kept rows of roles into a work catalog, as `readTables` lays files: the same tables, names and values. What repeated imports changed comes as field
 * histories, before those of a CRM, which know the day better.
 */
export async function keptTables(database: Database, roles: readonly Role[] = ROLES): Promise<RawTable[]> {
  const sources = await filledSources(database);
  const tables: RawTable[] = [];
  for (const role of ROLES.filter((one) => roles.includes(one))) {
    const own = byFile(sources.filter((source) => source.role === role));
    const groups = own.length === 0 ? [] : APART.has(role) ? own.map((source) => [source]) : [own];
    if (role === "history") tables.push(...(await changesAsHistory(database, sources, roles)));
    for (const [k, group] of groups.entries())
      tables.push(
        await layKept(database, group, groups.length === 1 ? `raw_${role}` : `raw_${role}_${k + 1}`, decimalOf(group)),
      );
  }
  return tables;
}

/** Sources whose rows are all gone or erased are as if they had never been. */
async function filledSources(database: Database): Promise<readonly KeptSource[]> {
  const filled: KeptSource[] = [];
  for (const source of await keptSources(database)) {
    const live = `SELECT count(*) FROM (SELECT 1 FROM ${rawName(source)} WHERE __gone IS NULL LIMIT 1)`;
    if ((await database.value<number>(live)) > 0) filled.push(source);
  }
  return filled;
}

/** In the order of their files' names, as files of one role are read. */
function byFile(sources: readonly KeptSource[]): readonly KeptSource[] {
  const nameOf = ({ files }: KeptSource): string => files[0] ?? "";
  return sources.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

function decimalOf(sources: readonly KeptSource[]): RawTable["decimal"] {
  return sources.map((source) => saidOf(source).reading.decimal).find((one) => one !== undefined);
}

const RECORDS: Readonly<Partial<Record<Role, string>>> = { accounts: "AccountId", deals: "OpportunityId" };

/** The changed cells of accounts and deals in the layout of a CRM's field history; none where nothing has changed. */
async function changesAsHistory(
  database: Database,
  sources: readonly KeptSource[],
  roles: readonly Role[],
): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  for (const role of ["accounts", "deals"] as const) {
    const own = sources.filter((source) => source.role === role && source.key.kind === "id" && roles.includes(role));
    const selects = own.map(
      (
        source,
      ) => `SELECT c.import, c.rowid AS place, r.${quoteIdentifier(columnOf(source))} AS record, c.field, c.old, c.new, c.day
        FROM kept.history.changes c JOIN ${rawName(source)} r ON r.__key = c.key AND r.__nth = 1 AND r.__gone IS NULL WHERE c.source = ${quoteText(source.source)}`,
    );
    if (selects.length === 0) continue;
    const table = `raw_history_of_${role}`;
    const columns = [RECORDS[role]!, "Field", "OldValue", "NewValue", "CreatedDate"];
    const [record, field, before, after, day] = columns.map(quoteIdentifier);
    await database.run(`CREATE TABLE ${table} AS SELECT row_number() OVER () AS __row, record AS ${record}, field AS ${field}, old AS ${before}, new AS ${after}, day AS ${day}
      FROM (${selects.join(" UNION ALL ")}) ORDER BY import, place`);
    const rows = await database.value<number>(`SELECT count(*) FROM ${table}`);
    if (rows === 0) continue;
    const part = {
      file: `${EARLIER} (${role})`,
      format: "kept",
      before: 0,
      rowsRead: rows,
      rejected: [],
      copyOf: null,
    };
    const { file, format } = part;
    tables.push({
      role: "history",
      table,
      file,
      columns,
      rowsRead: rows,
      rejected: [],
      format,
      notes: [],
      parts: [part],
      decimal: undefined,
    });
  }
  return tables;
}

/** The column as it is called now: the first spelling counts. */
function columnOf(source: KeptSource): string {
  const header = source.key.headers[0]!;
  return (
    source.columns.find((column) => column === header) ??
    source.columns.find((column) => fieldName(column) === fieldName(header))!
  );
}
