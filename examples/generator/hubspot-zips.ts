import { zipOf } from "../../src/warehouse/files/write-zip.ts";
import { toCsv } from "./csv.ts";
import { AS_OF, isoDate } from "./dates.ts";
import type { HubspotTable } from "./hubspot-files.ts";

/** HubSpot splits a large export; the sample's parts are smaller than its real ones. */
const ROWS_PER_FILE = 1000;

/** One export as HubSpot sends it by e-mail: a zip of numbered files with the same columns. */
export function hubspotZip<Row>(view: string, { columns, rows }: HubspotTable<Row>): Uint8Array {
  const parts: Record<string, string> = {};
  for (let from = 0; from < rows.length; from += ROWS_PER_FILE) {
    const name = `hubspot-crm-exports-${view}-${isoDate(AS_OF)}-${from / ROWS_PER_FILE + 1}.csv`;
    parts[name] = toCsv(columns, rows.slice(from, from + ROWS_PER_FILE));
  }
  return zipOf(parts);
}
