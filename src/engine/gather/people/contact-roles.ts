import type { FileTotals } from "../../../ingest/facts.ts";
import { cellSql, idSql } from "../../../ingest/keys.ts";
import { findPersonColumns } from "../../../ingest/person-columns.ts";
import { readBuyingRole } from "../../../ingest/title/buying-role.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { totalsByFate } from "../evidence.ts";
import { MERGED, TAKEN } from "../fates.ts";
import { lookupTable } from "../lookup.ts";
import type { PersonFile } from "./read-people.ts";
import type { Units } from "./units.ts";

/**
 * Reads a file that ties contacts to deals (Salesforce's OpportunityContactRole) into `into` (`one`, `row`, `buying_role`, `fate`); gives what
 * became of its rows. Of rows with the same deal, contact and role the first counts.
 */
export async function readContactRoles(
  database: Database,
  { raw, columns }: PersonFile,
  people: string,
  units: Units,
  into: string,
): Promise<readonly FileTotals[]> {
  const header = (field: string) => columns.find((column) => column.field === field)?.header ?? null;
  const role = cellSql(findPersonColumns(columns).one.buying_role?.header ?? null);
  const table = quoteIdentifier(raw.table);
  await lookupTable(database, `${into}_words`, `SELECT ${role} FROM ${table}`, readBuyingRole, "VARCHAR");
  await database.run(`CREATE TABLE ${into} AS SELECT *, CASE WHEN contact_id IS NULL AND deal_id IS NULL THEN 'empty row' WHEN one IS NULL THEN 'of a contact that is not here'
      WHEN row IS NULL THEN 'of a deal that is not here'
      WHEN row_number() OVER (PARTITION BY one, row, role ORDER BY n) > 1 THEN '${MERGED}' ELSE '${TAKEN}' END AS fate
    FROM (SELECT r.n, r.contact_id, r.deal_id, r.role, p.one, u.row, w.value AS buying_role
      FROM (SELECT __row AS n, ${idSql("contact")} AS contact_id, ${idSql("deal")} AS deal_id, role
        FROM (SELECT __row, ${cellSql(header("contact_id"))} AS contact, ${cellSql(header("opportunity_id"))} AS deal, ${role} AS role FROM ${table})) r
      LEFT JOIN (SELECT id, min(one) AS one FROM ${people} WHERE id IS NOT NULL AND NOT deleted GROUP BY id) p ON p.id = r.contact_id
      LEFT JOIN (SELECT deal_id, min(row) AS row FROM ${units.deals} WHERE deal_id IS NOT NULL AND NOT repeated GROUP BY deal_id) u ON u.deal_id = r.deal_id
      LEFT JOIN ${into}_words w ON w.text = r.role) ORDER BY n`);
  await database.run(`DROP TABLE ${into}_words`);
  return totalsByFate(database, into, raw);
}
