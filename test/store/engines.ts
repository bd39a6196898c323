import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, inject } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { Store, StorePlace } from "../../src/store/store.ts";
import { emptyDatabase, HAS_POSTGRES, needsPostgres } from "./postgres.ts";

export interface Engine {
  readonly name: "PGlite" | "PostgreSQL";
  /** A place for a store of its own, empty. */
  place(name: string): Promise<StorePlace>;
}

/** A folder of its own, which goes with this run of the tests. */
export function freshFolder(): string {
  return mkdtempSync(join(inject("runFolder"), "store-"));
}

const ENGINES: readonly Engine[] = [
  { name: "PGlite", place: async () => ({ kind: "embedded", dir: join(freshFolder(), "store") }) },
  { name: "PostgreSQL", place: async (name) => ({ kind: "postgres", url: await emptyDatabase(name) }) },
];

export interface Opened {
  /** The store of this engine, open; one for all tests of the block. */
  readonly store: Store;
  readonly place: StorePlace;
  /** Closes and opens it again. */
  reopen(): Promise<Store>;
}

/** The same tests on both engines, each on a store of its own. @param name of the database: one per test file */
export function onBothEngines(name: string, tests: (opened: Opened, engine: Engine) => void): void {
  for (const engine of ENGINES)
    describe(`on ${engine.name}`, () => {
      let store: Store | undefined;
      let place: StorePlace | undefined;
      const there = engine.name === "PGlite" || HAS_POSTGRES;
      beforeAll(async () => {
        if (!there) return;
        place = await engine.place(name);
        store = await openStore(place, { fsync: false });
      });
      if (!there) beforeEach(needsPostgres);
      afterAll(async () => store?.close());
      tests(
        {
          get store() {
            return store!;
          },
          get place() {
            return place!;
          },
          reopen: async () => {
            await store!.close();
            store = await openStore(place!, { fsync: false });
            return store;
          },
        },
        engine,
      );
    });
}
