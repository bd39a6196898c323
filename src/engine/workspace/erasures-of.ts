import { join, resolve } from "node:path";
import { lockWorkspace } from "../../store/lock.ts";
import { type ErasureList, erasureList } from "../../warehouse/kept/erased.ts";
import { openWarehouse } from "../../warehouse/kept/warehouse.ts";
import { WAREHOUSE_FILE } from "./export.ts";
import { aboutWorkspace } from "./open.ts";

/** Whom a workspace has erased; of it, only the warehouse is opened. @throws InputError for a folder that is none, or that a process has open */
export async function erasuresOf(dir: string): Promise<ErasureList> {
  await aboutWorkspace(dir);
  const path = resolve(dir);
  const lock = await lockWorkspace(path, "openicp workspace restore", { now: () => new Date() });
  try {
    const warehouse = await openWarehouse(join(path, WAREHOUSE_FILE));
    const database = await warehouse.work();
    try {
      return await erasureList(database);
    } finally {
      database.close();
      await warehouse.close();
    }
  } finally {
    await lock.release();
  }
}
