import type { RawTable, Role } from "../ingest/facts.ts";
import type { Database } from "../warehouse/database.ts";
import { inOrder } from "../warehouse/files/order.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import { readFiles } from "../warehouse/files/read-files.ts";
import type { Effects } from "./effects.ts";
import type { InputFiles } from "./input-files.ts";

/** The roles of files, in the order in which they are read. */
export const ROLES = ["deals", "accounts", "universe", "customers", "contacts", "leads", "events", "history"] as const;
/** Roles whose files may differ in layout (subscriptions beside a list of customers), so that each stays a table of its own. */
export const APART: ReadonlySet<Role> = new Set(["customers", "contacts", "events", "history"]);

/** Reads the files of a command into the warehouse: one table per role, or one per file where layouts differ by nature. */
export async function readTables(
  database: Database,
  files: InputFiles,
  reading: ReadOptions,
  effects: Pick<Effects, "progress">,
): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  const given = ROLES.filter((role) => files[role].length > 0);
  for (const [i, role] of given.entries()) {
    effects.progress(`reading ${role}`, i, given.length);
    const groups = APART.has(role) ? (await inOrder(files[role])).map((path) => [path]) : [files[role]];
    for (const [k, paths] of groups.entries())
      tables.push(
        await readFiles(database, paths, role, groups.length === 1 ? `raw_${role}` : `raw_${role}_${k + 1}`, reading),
      );
  }
  return tables;
}
