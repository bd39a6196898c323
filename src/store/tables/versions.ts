import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { identity, moment } from "./columns.ts";
import { openicp } from "./schema-name.ts";

/** The profiles of a workspace: one per product line. `in_force` is the version everyone works with. */
export const icps = openicp.table(
  "icps",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    in_force: text(),
    created_at: moment().notNull(),
  },
  (table) => [
    foreignKey({
      name: "icps_in_force_is_its_version",
      columns: [table.id, table.in_force],
      foreignColumns: [versions.icp, versions.id],
    }),
  ],
);

/** Documents. `id` is the hash of the document; `document` the bytes of the sealed envelope. */
export const versions = openicp.table(
  "versions",
  {
    id: text().primaryKey(),
    icp: text()
      .notNull()
      .references((): AnyPgColumn => icps.id),
    number: integer().notNull(),
    state: text({ enum: ["draft", "approved", "retired"] }).notNull(),
    document: text().notNull(),
    origin: text({ enum: ["build", "refresh", "hand", "declared"] }).notNull(),
    parent: text().references((): AnyPgColumn => versions.id),
    why: text(),
    created_at: moment().notNull(),
    created_by: text().notNull(),
    approved_at: moment(),
    approved_by: text(),
    retired_at: moment(),
  },
  (table) => [
    unique("versions_number").on(table.icp, table.number),
    unique("versions_icp_id").on(table.icp, table.id),
    uniqueIndex("versions_one_in_force").on(table.icp).where(sql`state = 'approved'`),
    check("versions_state", sql`state in ('draft', 'approved', 'retired')`),
    check("versions_origin", sql`origin in ('build', 'refresh', 'hand', 'declared')`),
    check("versions_number_from_1", sql`number >= 1`),
    check(
      "versions_approved_by_whom",
      sql`state <> 'approved' or (approved_at is not null and approved_by is not null)`,
    ),
    check("versions_retired_when", sql`(state = 'retired') = (retired_at is not null)`),
  ],
);

/** Every time a version was put in force: the history of approval and rollback. */
export const approvals = openicp.table(
  "approvals",
  {
    id: identity(),
    icp: text().notNull(),
    version: text().notNull(),
    kind: text({ enum: ["publish", "rollback"] }).notNull(),
    at: moment().notNull(),
    by: text().notNull(),
    why: text(),
    /** Approved in spite of what spoke against it. */
    forced: boolean().notNull(),
    /** What was in force until then. */
    replaced: text().references(() => versions.id),
  },
  (table) => [
    foreignKey({
      name: "approvals_version",
      columns: [table.icp, table.version],
      foreignColumns: [versions.icp, versions.id],
    }),
    index("approvals_by_icp").on(table.icp, table.id),
    check("approvals_kind", sql`kind in ('publish', 'rollback')`),
  ],
);

/** Who is asked what about a draft, and what they said; `answer` is null until then. */
export const signOffs = openicp.table(
  "sign_offs",
  {
    id: identity(),
    version: text()
      .notNull()
      .references(() => versions.id),
    person: text().notNull(),
    team: text({ enum: ["sales", "marketing", "customer success", "product"] }).notNull(),
    claim: text().notNull(),
    answer: text({ enum: ["agree", "disagree"] }),
    comment: text(),
    asked_at: moment().notNull(),
    answered_at: moment(),
  },
  (table) => [
    unique("sign_offs_once").on(table.version, table.person, table.claim),
    check("sign_offs_team", sql`team in ('sales', 'marketing', 'customer success', 'product')`),
    check("sign_offs_answer", sql`answer in ('agree', 'disagree')`),
    check("sign_offs_answered_when", sql`answered_at is not null or (answer is null and comment is null)`),
  ],
);
