import { text, unique } from "drizzle-orm/pg-core";
import { type Details, json, moment } from "./columns.ts";
import { users } from "./people.ts";
import { openicp } from "./schema-name.ts";

/** What somebody picked on a page of the app, under a name. `user_id` is null for what everybody sees. */
export const savedViews = openicp.table(
  "saved_views",
  {
    id: text().primaryKey(),
    page: text().notNull(),
    name: text().notNull(),
    choice: json<Details>().notNull(),
    user_id: text().references(() => users.id, { onDelete: "cascade" }),
    made_at: moment().notNull(),
    made_by: text().notNull(),
  },
  (table) => [unique("saved_views_by_name").on(table.page, table.user_id, table.name).nullsNotDistinct()],
);
