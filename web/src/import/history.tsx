import { usePages } from "../api/pages.ts";
import { dayText } from "../app/words.ts";
import { type Column, DataTable } from "../components/data-table.tsx";
import type { Imported } from "./types.ts";

const number = (count: number): string => (count === 0 ? "–" : count.toLocaleString());
const COLUMNS: readonly Column<Imported>[] = [
  {
    id: "file",
    head: "file",
    cell: ({ file, role }) => (
      <>
        <strong>{file}</strong> <span className="text-soft">{role}</span>
      </>
    ),
  },
  { id: "finished", head: "when", cell: ({ finished }) => dayText(finished, true), width: 210 },
  { id: "read", head: "rows", cell: ({ read }) => read.toLocaleString(), number: true, width: 90 },
  { id: "new", head: "new", cell: (one) => number(one.new), number: true, width: 90 },
  { id: "changed", head: "changed", cell: ({ changed }) => number(changed), number: true, width: 90 },
  { id: "unchanged", head: "the same", cell: ({ unchanged }) => number(unchanged), number: true, width: 90 },
  { id: "rejected", head: "rejected", cell: ({ rejected }) => number(rejected), number: true, width: 90 },
];
const LIMIT = 100;

/** Everything that was imported, the newest first; Enter or a click opens the rejected rows. */
export function History({ onRejections }: { readonly onRejections: (id: number) => void }) {
  const { rows, total, more, loading, fault, retry } = usePages<Imported>("/api/imports", {}, LIMIT);
  return (
    <DataTable
      title="Imports"
      columns={COLUMNS}
      rows={rows}
      keyOf={(one) => String(one.import)}
      total={total}
      more={more}
      loading={loading}
      fault={fault}
      onRetry={retry}
      onOpen={(one) => onRejections(one.import)}
      empty={
        <p className="max-w-prose text-soft">
          Nothing was imported yet. The first export may be of deals alone: id, account, stage, created and closed on,
          and whatever you know of the company.
        </p>
      }
      height="24rem"
    />
  );
}
