import { sql } from "drizzle-orm";
import { rowsOf } from "./rows.ts";
import type { Db } from "./store.ts";

interface Settings {
  readonly fsync: string;
  readonly synchronous_commit: string;
  readonly full_page_writes: string;
  readonly wal_sync_method: string;
}

async function settingsOf(db: Db): Promise<Settings> {
  const [settings] = await rowsOf<Settings>(
    db,
    sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes, current_setting('wal_sync_method') as wal_sync_method`,
  );
  return settings!;
}

const SAFE =
  "every commit is on the disk (fsync) before it is acknowledged: neither a killed process nor a power cut loses it, as far as the disk keeps what it says it has";

function words(name: string, { fsync, synchronous_commit, full_page_writes }: Settings): string {
  if (fsync !== "on")
    return `${name}, fsync off: a killed process loses nothing, but a power cut can lose the newest commits or damage the store beyond repair`;
  if (full_page_writes !== "on")
    return `${name}, fsync on, full_page_writes off: a power cut in the middle of a write can damage the store`;
  if (synchronous_commit === "off")
    return `${name}, fsync on, synchronous_commit off: a crash of the server or a power cut can lose the newest commits (under a second), nothing else`;
  return `${name}, fsync on: ${SAFE}`;
}

/** See `Store.durability`: from what PostgreSQL inside PGlite says of itself. */
export async function embeddedDurability(db: Db): Promise<string> {
  const settings = await settingsOf(db);
  // PGlite only has a real fsync: its fdatasync and its O_SYNC do nothing.
  const real = settings.wal_sync_method === "fsync" ? settings : { ...settings, fsync: "off" };
  return words("embedded (PGlite)", real);
}

/** See `Store.durability`: from the server's settings, which are its owner's choice. */
export async function serverDurability(db: Db): Promise<string> {
  return words("PostgreSQL", await settingsOf(db));
}
