import { realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** A query and the CSV file its rows go to. */
export interface CsvFile {
  readonly select: string;
  readonly path: string;
}

/**
 * Writes several queries as CSV with a header line so that all files appear or none does: everything is on disk beside its place before the
 * first name is given. Give text columns through `safeCell`.
 */
export async function copyTogether(database: Database, files: readonly CsvFile[]): Promise<void> {
  const staged: { select: string; target: string; partial: string }[] = [];
  for (const { select, path } of files) {
    const target = await realpath(path).catch(() => resolve(path));
    staged.push({ select, target, partial: join(dirname(target), `.${basename(target)}.${process.pid}.part`) });
  }
  try {
    for (const { select, partial } of staged)
      await database.run(`COPY (${select}) TO ${quoteText(partial)} (FORMAT csv, HEADER, DELIMITER ',')`);
    database.check();
    for (const { partial, target } of staged) await rename(partial, target);
  } finally {
    await Promise.all(staged.map(({ partial }) => rm(partial, { force: true })));
  }
}
