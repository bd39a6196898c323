import { date, index, text } from "drizzle-orm/pg-core";
import { type Details, identity, json, moment } from "./columns.ts";
import { openicp } from "./schema-name.ts";
import { icps } from "./versions.ts";

/** The strategic narrative of a profile; the newest is the one that holds, the others are its history. */
export const narratives = openicp.table(
  "narratives",
  {
    id: identity(),
    icp: text()
      .notNull()
      .references(() => icps.id),
    text: text().notNull(),
    owner: text().notNull(),
    review_date: date({ mode: "string" }),
    written_at: moment().notNull(),
    written_by: text().notNull(),
  },
  (table) => [index("narratives_by_icp").on(table.icp, table.id)],
);

/** What changed in the world (a launch, a new market, a pivot), on which day; `reviewed_at` is when somebody looked at what it means. */
export const changes = openicp.table("changes", {
  id: identity(),
  icp: text().references(() => icps.id),
  kind: text().notNull(),
  date: date({ mode: "string" }).notNull(),
  note: text(),
  logged_at: moment().notNull(),
  logged_by: text().notNull(),
  reviewed_at: moment(),
  reviewed_by: text(),
});

/** `value` is null for the JSON value null. */
export const settings = openicp.table("settings", {
  key: text().primaryKey(),
  value: json<unknown>(),
  at: moment().notNull(),
  by: text().notNull(),
});

/** Who did what, when, to what. Only ever added to. */
export const auditLog = openicp.table(
  "audit_log",
  {
    id: identity(),
    at: moment().notNull(),
    who: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    details: json<Details>(),
  },
  (table) => [index("audit_log_by_subject").on(table.subject, table.id)],
);
