import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

const AT_ONCE = 16;

/** Brings one file or folder to the disk. */
async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Windows gives no handle on a folder that may be synced.
    if (process.platform !== "win32") throw error;
  } finally {
    await handle.close();
  }
}

/** Brings everything in a folder, names included, to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const below = await readdir(folder, { recursive: true });
  const paths = [...below.map((name) => join(folder, name)), folder];
  const rest = paths.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const path of rest) await syncPath(path);
    }),
  );
}

/** Brings the names in a folder to the disk, not what is in the files. */
export async function syncNames(folder: string): Promise<void> {
  if (process.platform !== "win32") await syncPath(folder);
}
