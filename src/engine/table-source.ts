import type { IcpDocument } from "../icp/document.ts";
import type { RawTable } from "../ingest/facts.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import type { Effects } from "./effects.ts";
import { fingerprint } from "./fingerprint.ts";
import type { InputFiles } from "./input-files.ts";
import { readTables } from "./read-tables.ts";

/** Where the raw tables of a verb come from: files, or what a workspace keeps. */
export interface TableSource {
  /** The database that the verb works in; it is closed at its end. */
  open(): Promise<Database>;
  /** Lays the raw tables, one per role, or one per file where layouts differ by nature. */
  tables(database: Database, reading: ReadOptions, effects: Pick<Effects, "progress">): Promise<RawTable[]>;
  /** What tells these rows from others. */
  fingerprint(database: Database, goal: IcpDocument["goal"]): Promise<string>;
}

/** The tables of files. */
export function filesSource(files: InputFiles): TableSource {
  return {
    open: () => openDatabase(),
    tables: (database, reading, effects) => readTables(database, files, reading, effects),
    fingerprint: (_, goal) => fingerprint(files, goal),
  };
}
