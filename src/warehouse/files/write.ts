import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../../errors.ts";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { isDiskFull } from "../disk-full.ts";

/**
 * Writes the rows of a query as CSV with a header line. The file appears whole or not at all: it is written beside its place and renamed.
 * Give text columns through `safeCell`.
 */
export async function copyToCsv(database: Database, select: string, path: string): Promise<void> {
  const target = resolve(path);
  await checkTarget(target, path);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await database.run(`COPY (${select}) TO ${quoteText(partial)} (FORMAT csv, HEADER, DELIMITER ',')`);
    await rename(partial, target);
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new InputError(`cannot write ${path}: the disk is full; free some space or give another place`, { cause });
  } finally {
    await rm(partial, { force: true });
  }
}

async function checkTarget(target: string, path: string): Promise<void> {
  const folder = await stat(dirname(target)).catch(() => null);
  if (folder === null || !folder.isDirectory())
    throw new InputError(`cannot write ${path}: there is no folder ${dirname(target)}`);
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory()) throw new InputError(`cannot write ${path}: it is a folder`);
}
