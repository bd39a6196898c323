import { useState } from "react";
import { ask } from "../api/ask.ts";
import { usePages } from "../api/pages.ts";
import type { PageOf } from "../api/types.ts";
import { Button } from "../components/button.tsx";
import { type Column, DataTable } from "../components/data-table.tsx";
import { Dialog } from "../components/dialog.tsx";
import { downloadText, safeCell } from "../components/download.ts";
import { useToast } from "../components/toast.tsx";
import type { Rejection } from "./types.ts";

const COLUMNS: readonly Column<Rejection>[] = [
  { id: "line", head: "line", number: true, width: 80, cell: ({ line }) => line?.toLocaleString() ?? "" },
  { id: "column", head: "column", width: 150, cell: ({ column }) => column ?? "" },
  {
    id: "reason",
    head: "why it is not taken",
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
  },
];

type Answer = PageOf<Rejection> & { readonly rejected: number };

function page(id: number, cursor: string | null, limit: number) {
  return ask<Answer>("GET", `/api/imports/runs/${id}/rejections`, { query: { cursor, limit } });
}

/** Rows that an import did not take, each with the reason: to mend in the source and bring again. */
export function Rejections({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const path = `/api/imports/runs/${id}/rejections`;
  const { rows, total, first, more, loading, fault, retry } = usePages<Rejection, Answer>(path);
  const missing = (first?.rejected ?? 0) - total;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Rows that were not taken"
      lead="They are in no count and no profile. Mend them where they come from, export again, and drop the file: rows that are known are not doubled."
    >
      <DataTable
        title="Rows that were not taken"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ line, column, reason }) => `${line} ${column} ${reason}`}
        total={total}
        more={more}
        loading={loading}
        fault={fault}
        onRetry={retry}
        empty={<p className="text-soft">Every row was taken.</p>}
        height="50dvh"
      />
      {missing > 0 ? (
        <p className="mt-2 text-sm text-soft">
          {missing.toLocaleString()} more were rejected for the same reasons; they are counted, not kept.
        </p>
      ) : null}
      <div className="mt-4">
        <SaveCsv id={id} />
      </div>
    </Dialog>
  );
}

function SaveCsv({ id }: { readonly id: number }) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const lines = [["file", "line", "column", "reason"]];
    let cursor: string | null = null;
    do {
      const answer: Awaited<ReturnType<typeof page>> = await page(id, cursor, 1000);
      if (!answer.ok) {
        setBusy(false);
        return toast({ text: answer.fault.message });
      }
      for (const { file, line, column, reason } of answer.value.items)
        lines.push([file, line === null ? "" : String(line), column ?? "", reason]);
      cursor = answer.value.next;
    } while (cursor !== null);
    setBusy(false);
    downloadText(
      `rejected-${id}.csv`,
      "text/csv",
      `${lines.map((cells) => cells.map(safeCell).join(",")).join("\r\n")}\r\n`,
    );
  };
  return (
    <Button busy={busy} onClick={() => void save()}>
      Download as CSV
    </Button>
  );
}
