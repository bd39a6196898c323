import { useQuery } from "@tanstack/react-query";
import { faultOf } from "../api/fault-error.ts";
import { auditQuery } from "../api/queries.ts";
import type { AuditLine } from "../api/types.ts";
import { dayText } from "../app/words.ts";
import { type Column, DataTable } from "../components/data-table.tsx";
import { Part } from "./part.tsx";

const COLUMNS: readonly Column<AuditLine>[] = [
  { id: "at", head: "when", cell: ({ at }) => dayText(at, true), width: 210 },
  { id: "who", head: "who", cell: ({ who }) => who, width: 160 },
  { id: "action", head: "did", cell: ({ action }) => action, width: 180 },
  { id: "subject", head: "to", cell: ({ subject, details }) => <Subject subject={subject} details={details} /> },
];
const NONE: readonly AuditLine[] = [];

/** What was done here, the newest first. */
export function AuditTrail() {
  const { data, error, isPending, refetch } = useQuery(auditQuery);
  const rows = data?.items ?? NONE;
  return (
    <Part title="Who did what" lead="The newest first. Lines are added and never changed.">
      <DataTable
        title="Who did what"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ id }) => String(id)}
        total={rows.length}
        loading={isPending}
        fault={error === null ? null : faultOf(error)}
        onRetry={() => void refetch()}
        empty={<p className="text-soft">Nothing was done yet.</p>}
      />
    </Part>
  );
}

/** Ids of 32 letters and more tell a person nothing. */
function tells(value: unknown): boolean {
  return typeof value === "string"
    ? !/^[0-9a-f-]{32,}$/.test(value)
    : typeof value === "number" || typeof value === "boolean";
}

function Subject({ subject, details }: Pick<AuditLine, "subject" | "details">) {
  const told = Object.entries(details ?? {}).filter(([, value]) => tells(value));
  return (
    <>
      {subject} <span className="text-soft">{told.map(([name, value]) => `${name}: ${String(value)}`).join(", ")}</span>
    </>
  );
}
