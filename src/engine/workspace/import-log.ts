import { NotFoundError } from "../../errors.ts";
import type { Rejection } from "../../ingest/facts.ts";
import { type ImportRecord, keptImports } from "../../warehouse/kept/source.ts";
import type { Warehouse } from "../../warehouse/kept/warehouse.ts";

/** A part of a longer list. */
export interface Part<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Imports, the newest first. */
export async function importLog(
  { work }: Warehouse,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Part<ImportRecord>> {
  const database = await work();
  try {
    const all = (await keptImports(database)).toReversed();
    return { items: all.slice(offset, offset + limit), total: all.length };
  } finally {
    database.close();
  }
}

/** Rows that an import rejected, with why; of very many the first that were kept. @throws NotFoundError */
export async function rejectionsOf(
  { work }: Warehouse,
  id: number,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Part<Rejection> & { readonly rejected: number }> {
  const database = await work();
  try {
    const own = Math.trunc(id);
    const [found] = await database.rows<{ rejected: number }>(
      `SELECT rejected FROM kept.meta.imports WHERE import = ${own}`,
    );
    if (found === undefined) throw new NotFoundError(`there is no import ${own}`);
    const items = await database.rows<Rejection>(
      `SELECT file, line, "column", reason FROM kept.meta.rejections WHERE import = ${own} ORDER BY place LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    );
    const total = await database.value<number>(`SELECT count(*) FROM kept.meta.rejections WHERE import = ${own}`);
    return { items, total, rejected: found.rejected };
  } finally {
    database.close();
  }
}
