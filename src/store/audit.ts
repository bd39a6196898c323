import { desc, eq } from "drizzle-orm";
import { auditLog } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** Who did what, when, to what. */
export type AuditLine = typeof auditLog.$inferSelect;

export interface NewAuditLine {
  readonly at: Date;
  readonly who: string;
  /** A verb: `publish`. */
  readonly action: string;
  /** What it was done to: `version 3 of main`. */
  readonly subject: string;
  readonly details?: Details;
}

/** In the transaction of what it tells, so that the two are there together or not at all. */
export async function audit(tx: Db, line: NewAuditLine): Promise<void> {
  await tx.insert(auditLog).values({ ...line, details: line.details ?? null });
}

/** The newest first. */
export async function auditLines(
  db: Db,
  { subject, limit = 50 }: { subject?: string; limit?: number } = {},
): Promise<readonly AuditLine[]> {
  const condition = subject === undefined ? undefined : eq(auditLog.subject, subject);
  return db.select().from(auditLog).where(condition).orderBy(desc(auditLog.id)).limit(limit);
}
