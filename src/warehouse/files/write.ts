import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { type Staged, writeStaged } from "./staged.ts";

/** A query and the CSV file its rows go to. */
export interface CsvFile {
  readonly select: string;
  readonly path: string;
  /** Its texts are CSV already. */
  readonly written?: boolean;
}

/** Writes the rows of a query as CSV with a header line, the file whole or not at all. Give text columns through `safeCell`. */
export function copyToCsv(database: Database, select: string, path: string): Promise<void> {
  return copyTogether(database, [{ select, path }]);
}

/**
 * The same of a query whose names and texts are CSV already, by `csvCell` and `csvHeader`: a text may hold several cells, so that what many
 * rows have in common is written out once.
 */
export function copyLines(database: Database, select: string, path: string): Promise<void> {
  return copyTogether(database, [{ select, path, written: true }]);
}

/** The same for several queries: all files appear or none does. */
export async function copyTogether(database: Database, files: readonly CsvFile[]): Promise<void> {
  const staged = files.map(
    ({ select, path, written = false }): Staged => ({
      path,
      write: (partial) =>
        database.run(
          `COPY (${select}) TO ${quoteText(partial)} (FORMAT csv, HEADER, DELIMITER ','${written ? ", QUOTE '', ESCAPE ''" : ""})`,
        ),
    }),
  );
  await writeStaged(staged, async () => database.check());
}
