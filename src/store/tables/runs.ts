import { sql } from "drizzle-orm";
import { check, doublePrecision, foreignKey, index, integer, text } from "drizzle-orm/pg-core";
import { type Details, identity, json, moment, whole } from "./columns.ts";
import { openicp } from "./schema-name.ts";
import { versions } from "./versions.ts";

/** The run log: everything that took time, whoever began it. */
export const runs = openicp.table(
  "runs",
  {
    id: identity(),
    kind: text().notNull(),
    state: text({ enum: ["running", "done", "failed", "interrupted"] }).notNull(),
    by: text().notNull(),
    started_at: moment().notNull(),
    finished_at: moment(),
    /** 0 to 1. */
    progress: doublePrecision().notNull(),
    /** What it is doing, in words. */
    doing: text(),
    /** The job of the queue it serves, and which attempt this is (1-based); null when a person ran it. */
    job: text(),
    attempt: integer(),
    summary: json<Details>(),
    error: text(),
  },
  (table) => [
    index("runs_by_kind").on(table.kind, table.id),
    index("runs_running").on(table.id).where(sql`state = 'running'`),
    check("runs_state", sql`state in ('running', 'done', 'failed', 'interrupted')`),
    check("runs_finished_when", sql`(state = 'running') = (finished_at is null)`),
    check("runs_progress", sql`progress between 0 and 1`),
  ],
);

/** The row that makes the scores of a run visible: no reader sees scores of the warehouse but through it. */
export const scoreRuns = openicp.table(
  "score_runs",
  {
    run: whole()
      .primaryKey()
      .references(() => runs.id),
    icp: text().notNull(),
    version: text().notNull(),
    visible_at: moment().notNull(),
    /** Accounts scored in this run, and those whose score differs from before. */
    accounts: whole().notNull(),
    changed: whole().notNull(),
    counts: json<Details>(),
  },
  (table) => [
    foreignKey({
      name: "score_runs_version",
      columns: [table.icp, table.version],
      foreignColumns: [versions.icp, versions.id],
    }),
    index("score_runs_by_version").on(table.version, table.run),
    check("score_runs_counts", sql`accounts >= 0 and changed >= 0`),
  ],
);

/** The warehouse's import records, for those who read the store alone. `id` is the warehouse's. */
export const imports = openicp.table(
  "imports",
  {
    id: whole().primaryKey(),
    role: text().notNull(),
    file: text().notNull(),
    at: moment().notNull(),
    by: text().notNull(),
    came: whole().notNull(),
    changed: whole().notNull(),
    same: whole().notNull(),
    rejected: whole().notNull(),
    details: json<Details>(),
  },
  () => [check("imports_counts", sql`came >= 0 and changed >= 0 and same >= 0 and rejected >= 0`)],
);
