import { openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { shippedMigrations } from "./migrations.ts";
import { openServer } from "./server.ts";
import type { Store, StorePlace } from "./store.ts";
import { shippedTemplate } from "./template.ts";

export interface OpenOptions {
  /** Another packed store than the one that came with this OpenICP; null: none. */
  readonly template?: string | null;
  /** False: the embedded store does not wait for the disk. For tests. */
  readonly fsync?: boolean;
  /** Milliseconds for which a PostgreSQL server that went away is waited for. Default 10 seconds. */
  readonly patience?: number;
}

/**
 * Opens the state of a workspace, makes it when there is none, and brings its tables up to date. The embedded one needs the lock of its
 * folder (`lock.ts`) first.
 *
 * @throws InputError when it cannot be reached, is damaged, or was made by a newer OpenICP, which leaves it untouched
 */
export async function openStore(place: StorePlace, options: OpenOptions = {}): Promise<Store> {
  const store =
    place.kind === "postgres"
      ? await openServer(place.url, options.patience)
      : await openEmbedded(place.dir, {
          ...options,
          template: options.template === undefined ? shippedTemplate() : options.template,
        });
  try {
    await migrate(store, shippedMigrations());
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
