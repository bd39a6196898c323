import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { InputError } from "../errors.ts";

/** What every function of the store takes: the store itself (`store.db`) or a transaction in it. The same on both engines. */
export type Db = PgDatabase<PgQueryResultHKT>;

export type Row = Readonly<Record<string, unknown>>;

/** State of a workspace: what people and runs decided. One process has it open at a time. */
export interface Store {
  readonly engine: "embedded" | "postgres";
  /** For single statements. Never use it inside `transaction`, whose `tx` it would wait for: the embedded engine has one connection. */
  readonly db: Db;
  /** All or nothing; throws what `work` throws, with nothing kept. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** One statement of plain SQL: for the job queue and for looking after the database. Integers of `bigint` come as the engine likes. */
  execute(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Several statements in one transaction. */
  script(text: string): Promise<void>;
  /** What survives a crash and a power cut, in plain words: read from the engine's own settings. */
  readonly durability: string;
  /** Why everything fails from now on, when another process has taken the database; null: it is ours. */
  taken(): InputError | null;
  close(): Promise<void>;
}

/** Where the state lies: a folder of its own, or a PostgreSQL database. */
export type StorePlace =
  | { readonly kind: "embedded"; readonly dir: string }
  | { readonly kind: "postgres"; readonly url: string };
