import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import {
  type ImportFile,
  type ImportOptions,
  type ImportSummary,
  importFiles,
} from "../../../src/engine/workspace/import.ts";
import { openWarehouse, type Warehouse } from "../../../src/warehouse/kept/warehouse.ts";

/** A warehouse in a folder of its own, and a clock that is moved by hand. */
export interface Ground {
  readonly folder: string;
  readonly path: string;
  warehouse: Warehouse;
  /** ISO day. */
  today: string;
  /** Writes a file and gives its path. */
  write(name: string, text: string): string;
  import(files: readonly ImportFile[], options?: ImportOptions): Promise<ImportSummary[]>;
  /** Writes and imports one file. */
  take(name: string, text: string, role?: ImportFile["role"], options?: ImportOptions): Promise<ImportSummary>;
  rows<T>(sql: string): Promise<readonly T[]>;
  reopen(): Promise<void>;
}

export async function ground(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-ware-"));
  const path = join(folder, "warehouse.duckdb");
  const open = () => openWarehouse(path, { threads: 1, memoryLimit: "1GB" });
  const self: Ground = {
    folder,
    path,
    warehouse: await open(),
    today: "2026-01-01",
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    import: (files, options = {}) => importFiles(self.warehouse, files, options, effects(self)),
    take: async (name, text, role, options) =>
      (await self.import([{ path: self.write(name, text), role }], options))[0]!,
    rows: async <T>(sql: string) => {
      const database = await self.warehouse.work();
      try {
        return await database.rows<T>(sql);
      } finally {
        database.close();
      }
    },
    reopen: async () => {
      await self.warehouse.close();
      self.warehouse = await open();
    },
  };
  afterAll(async () => {
    await self.warehouse.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  return self;
}

export function effects(self: { readonly today: string }) {
  return {
    now: () => `${self.today}T08:00:00.000Z`,
    today: self.today,
    signal: new AbortController().signal,
    workers: 1,
    progress: () => undefined,
  };
}
