import type { Column } from "../../ingest/column.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type DateReading, readDates } from "../gather/dates.ts";

/** How two date columns of a file are read, either of which may be missing, as a person says or as their cells suggest. */
export function readDays(
  database: Database,
  table: string,
  columns: { readonly first: Column | null; readonly last: Column | null },
  options: IngestOptions,
): Promise<DateReading> {
  return readDates(database, table, columns.first, columns.last, options);
}
