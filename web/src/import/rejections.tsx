import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api/ask.ts";
import { faultOf, orThrow } from "../api/fault-error.ts";
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

function page(id: number, cursor: string | null, limit: number, signal?: AbortSignal) {
  const path = `/api/imports/runs/${id}/rejections`;
  return ask<Answer>("GET", path, { query: { cursor, limit }, ...(signal === undefined ? {} : { signal }) });
}

/** Rows that an import did not take, each with the reason: to mend in the source and bring again. */
export function Rejections({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["/api/imports/rejections", id],
    queryFn: async ({ pageParam, signal }) => orThrow(await page(id, pageParam, 200, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  const missing = (data?.pages[0]?.rejected ?? 0) - total;
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
        more={hasNextPage ? () => void fetchNextPage() : null}
        loading={isFetching}
        fault={error === null ? null : faultOf(error)}
        onRetry={() => void refetch()}
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
