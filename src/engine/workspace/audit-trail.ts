import { type AuditLine, auditLines } from "../../store/audit.ts";
import type { Workspace } from "./workspace.ts";

/** Who did what, the newest first. */
export function auditTrail({ store }: Workspace, limit: number): Promise<readonly AuditLine[]> {
  return auditLines(store.db, { limit });
}
