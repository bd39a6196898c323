import { sql } from "drizzle-orm";
import { InputError } from "../errors.ts";
import type { Migration } from "./migrations.ts";
import { rowsOf } from "./rows.ts";
import type { Db, Store } from "./store.ts";

const LOCK = 4_207_2026;

interface Done {
  readonly name: string;
  readonly hash: string;
}

async function doneSoFar(tx: Db): Promise<readonly Done[]> {
  const [found] = await rowsOf<{ there: boolean }>(
    tx,
    sql`select to_regclass('openicp.migrations') is not null as there`,
  );
  if (found?.there !== true) return [];
  return rowsOf<Done>(tx, sql`select name, hash from openicp.migrations order by number`);
}

function check(done: readonly Done[], known: readonly Migration[]): void {
  const strange = done.findIndex(({ hash }, i) => hash !== known[i]?.hash);
  if (strange < 0) return;
  const last = done.at(-1)!.name;
  if (strange >= known.length)
    throw new InputError(
      `the store was made by a newer OpenICP (it is at ${last}, this one knows up to ${known.at(-1)?.name ?? "nothing"}): use that version; nothing was changed`,
    );
  throw new InputError(
    `the store was made by another build of OpenICP (its ${done[strange]!.name} is not ours): use that build; nothing was changed`,
  );
}

/**
 * Brings the store's tables to the state this OpenICP knows: forward only, all missing steps in one transaction.
 *
 * @returns the names of the migrations that were run
 * @throws InputError when the store is ahead of, or beside, the migrations given
 */
export async function migrate(store: Store, known: readonly Migration[]): Promise<readonly string[]> {
  check(await doneSoFar(store.db), known);
  return store.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const done = await doneSoFar(tx);
    check(done, known);
    if (done.length === known.length) return [];
    await tx.execute(sql`create schema if not exists openicp`);
    await tx.execute(
      sql`create table if not exists openicp.migrations (number integer primary key, name text not null, hash text not null)`,
    );
    for (const [number, { name, hash, statements }] of known.entries()) {
      if (number < done.length) continue;
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into openicp.migrations (number, name, hash) values (${number}, ${name}, ${hash})`);
    }
    return known.slice(done.length).map(({ name }) => name);
  });
}
