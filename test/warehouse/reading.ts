import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { RawTable } from "../../src/ingest/facts.ts";
import type { Database } from "../../src/warehouse/database.ts";
import { type ReadOptions, readFile } from "../../src/warehouse/files/read.ts";

/** A table as it was read, with its rows in order. */
export interface ReadTable {
  readonly raw: RawTable;
  readonly rows: readonly Record<string, unknown>[];
}

/** Reads files one after the other and holds each to `read = taken + rejected` and to an empty temporary folder. */
export function reader(database: Database): (path: string, options?: ReadOptions) => Promise<ReadTable> {
  let tables = 0;
  return async (path, options = {}) => {
    const raw = await inCleanFolder(() => readFile(database, path, "deals", `t${tables++}`, options));
    const rows = await database.rows<Record<string, unknown>>(`SELECT * FROM ${raw.table} ORDER BY __row`);
    expect(rows.length + raw.rejected.length).toBe(raw.rowsRead);
    expect(raw.rejected.every((row) => row.file === raw.file)).toBe(true);
    return { raw, rows };
  };
}

async function inCleanFolder<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), "openicp-test-"));
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    const left = readdirSync(folder);
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
    expect(left).toEqual([]);
  }
}
