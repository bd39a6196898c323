import { cellSql } from "../../../ingest/keys.ts";
import { maskPersonal } from "../../../normalise/personal.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { layRowsOf, type OneAccount } from "./linked-rows.ts";
import type { LinkedPeople, Links } from "./open-links.ts";
import type { AccountLead } from "./shapes.ts";
import { jobOf, nameOf, type PersonRow, personCells } from "./told-person.ts";

/** Leads that are told. */
const MOST = 500;

type Row = PersonRow & Pick<AccountLead, "key" | "created" | "came_by" | "status"> & { readonly converted: boolean };

/** Who came from an account: what they do, how they came and what became of it. */
export async function leadsOf(
  database: Database,
  { keepPersonal }: Links,
  account: OneAccount,
  { source, keys, columns, created }: LinkedPeople,
): Promise<AccountLead[]> {
  const table = await layRowsOf(database, account, source, keys);
  if (table === null) return [];
  const { one, converted } = columns;
  const cell = (column: { readonly header: string } | null): string => cellSql(column?.header ?? null);
  const became = [
    ...converted.map((column) => `coalesce(lower(${cell(column)}) IN ('true', '1', 'yes', 'y'), false)`),
    ...[one.converted_account, one.converted_deal].flatMap((column) =>
      column === null ? [] : [`${cell(column)} IS NOT NULL`],
    ),
  ];
  const found = await database.rows<Row>(
    `SELECT __own AS "key", ${personCells(columns)}, CAST(${created} AS VARCHAR) AS created, ${cell(one.source)} AS came_by, ${cell(one.status)} AS status,
       ${became.length === 0 ? "false" : became.join(" OR ")} AS converted
     FROM ${quoteIdentifier(table)} ORDER BY created DESC NULLS LAST, __row LIMIT ${MOST}`,
  );
  return found.map((row) => ({
    ...{ source: source.source, key: row.key, created: row.created },
    came_by: row.came_by === null ? null : maskPersonal(row.came_by),
    status: row.status === null ? null : maskPersonal(row.status),
    ...{ converted: row.converted, opted_out: row.opted_out },
    ...jobOf(row),
    ...nameOf(row, keepPersonal),
  }));
}
