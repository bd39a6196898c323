import { sql } from "drizzle-orm";
import { rowsOf } from "./rows.ts";
import type { Db } from "./store.ts";

/**
 * Every table, in an order in which each finds what it refers to. A profile's version in force comes last of all. Sessions stay behind: after a
 * restore everybody signs in.
 */
export const PORTABLE_TABLES = [
  "icps",
  "versions",
  "approvals",
  "lists",
  "list_entries",
  "runs",
  "score_runs",
  "imports",
  "narratives",
  "changes",
  "settings",
  "audit_log",
  "sign_offs",
  "tasks",
  "users",
  "logins",
  "api_keys",
  "invitations",
  "share_links",
  "saved_views",
] as const;
export type PortableTable = (typeof PORTABLE_TABLES)[number];

/** The rows of a table, each as the JSON text that both engines write and read. */
export type PortableRows = Readonly<Record<PortableTable, readonly string[]>>;

/** Rows that go into one statement. */
const ROWS = 500;
/** A version before those that were made from it. */
const ORDER: Readonly<Partial<Record<PortableTable, string>>> = {
  icps: "id",
  versions: "created_at, number, id",
  score_runs: "run",
  settings: "key",
};
const UNCOUNTED: readonly PortableTable[] = [
  ...(["icps", "versions", "score_runs", "imports", "settings"] as const),
  ...(["users", "logins", "api_keys", "invitations", "share_links", "saved_views"] as const),
];
/** Tables whose keys the database counts up. */
const COUNTED: readonly PortableTable[] = PORTABLE_TABLES.filter((name) => !UNCOUNTED.includes(name));

/** Everything in the store, as of one moment. */
export async function readRows(tx: Db): Promise<PortableRows> {
  await tx.execute(sql`set transaction isolation level repeatable read`);
  await tx.execute(sql`set local time zone 'UTC'`);
  const all: [PortableTable, readonly string[]][] = [];
  for (const name of PORTABLE_TABLES) {
    const order = sql.raw(ORDER[name] ?? "id");
    const rows = await rowsOf<{ row: string }>(
      tx,
      sql`select row_to_json(t)::text as row from openicp.${sql.identifier(name)} as t order by ${order}`,
    );
    all.push([name, rows.map(({ row }) => row)]);
  }
  return Object.fromEntries(all) as PortableRows;
}

/** Writes rows that `readRows` gave into an empty store. Inside a transaction. */
export async function writeRows(tx: Db, rows: PortableRows): Promise<void> {
  for (const name of PORTABLE_TABLES) {
    const table = sql`openicp.${sql.identifier(name)}`;
    for (let at = 0; at < rows[name].length; at += ROWS) {
      const part = `[${rows[name].slice(at, at + ROWS).join(",")}]`;
      // In force is told below: the version is not there yet.
      const columns = name === "icps" ? sql`id, name, null, created_at` : sql`*`;
      const from = sql`select ${columns} from json_populate_recordset(null::${table}, ${part}::json)`;
      const counted = COUNTED.includes(name) ? sql`overriding system value` : sql``;
      await tx.execute(sql`insert into ${table} ${counted} ${from}`);
    }
  }
  await tx.execute(sql`update openicp.icps set in_force = id_in_force.version from (
    select icp, id as version from openicp.versions where state = 'approved') as id_in_force where id_in_force.icp = icps.id`);
  for (const name of COUNTED)
    await tx.execute(
      sql`select setval(pg_get_serial_sequence(${`openicp.${name}`}, 'id'), coalesce(max(id), 1), max(id) is not null) from openicp.${sql.identifier(name)}`,
    );
}

/** The migrations a store has gone through. */
export async function migrationsDone(db: Db): Promise<readonly string[]> {
  const rows = await rowsOf<{ name: string }>(db, sql`select name from openicp.migrations order by number`);
  return rows.map(({ name }) => name);
}
