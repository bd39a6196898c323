import { sql } from "drizzle-orm";
import { boolean, check, index, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { type Details, identity, json, moment, whole } from "./columns.ts";
import { openicp } from "./schema-name.ts";
import { icps } from "./versions.ts";

/** Named lists of accounts. `spec` says how it is made; a frozen list takes nobody in and lets nobody go. */
export const lists = openicp.table(
  "lists",
  {
    id: identity(),
    name: text().notNull(),
    icp: text()
      .notNull()
      .references(() => icps.id),
    spec: json<Details>().notNull(),
    created_at: moment().notNull(),
    created_by: text().notNull(),
    made_at: moment(),
    frozen_at: moment(),
  },
  (table) => [unique("lists_name").on(table.name)],
);

/** Who is on a list and who was: one row per stay, so that an account's history is its rows. */
export const listEntries = openicp.table(
  "list_entries",
  {
    id: identity(),
    list: whole()
      .notNull()
      .references(() => lists.id, { onDelete: "cascade" }),
    account: text().notNull(),
    tier: text({ enum: ["A", "B", "C"] }),
    action: text(),
    owner: text(),
    rank: whole(),
    /** Kept aside to compare with. */
    control: boolean().notNull(),
    entered_at: moment().notNull(),
    entered_why: text().notNull(),
    left_at: moment(),
    left_why: text(),
    details: json<Details>(),
  },
  (table) => [
    uniqueIndex("list_entries_now").on(table.list, table.account).where(sql`left_at is null`),
    index("list_entries_by_account").on(table.account, table.id),
    check("list_entries_tier", sql`tier in ('A', 'B', 'C')`),
    check("list_entries_left_why", sql`(left_at is null) = (left_why is null)`),
  ],
);

/** What a person should do about an account. `key` keeps the same task from coming twice. */
export const tasks = openicp.table(
  "tasks",
  {
    id: identity(),
    key: text().notNull(),
    kind: text().notNull(),
    account: text(),
    title: text().notNull(),
    owner: text(),
    state: text({ enum: ["open", "done", "dismissed"] }).notNull(),
    due: moment(),
    created_at: moment().notNull(),
    created_by: text().notNull(),
    closed_at: moment(),
    closed_by: text(),
    details: json<Details>(),
  },
  (table) => [
    unique("tasks_key").on(table.key),
    index("tasks_open").on(table.owner, table.due).where(sql`state = 'open'`),
    check("tasks_state", sql`state in ('open', 'done', 'dismissed')`),
    check("tasks_closed_when", sql`(state = 'open') = (closed_at is null)`),
  ],
);
