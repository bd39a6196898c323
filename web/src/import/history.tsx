import { useInfiniteQuery } from "@tanstack/react-query";
import { ask } from "../api/ask.ts";
import { faultOf, orThrow } from "../api/fault-error.ts";
import { dayText } from "../app/words.ts";
import { type Column, DataTable } from "../components/data-table.tsx";
import type { Imported, ImportLog } from "./types.ts";

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
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["/api/imports", "history"],
    queryFn: async ({ pageParam, signal }) =>
      orThrow(await ask<ImportLog>("GET", "/api/imports", { query: { cursor: pageParam, limit: LIMIT }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  return (
    <DataTable
      title="Imports"
      columns={COLUMNS}
      rows={data?.pages.flatMap(({ items }) => items) ?? []}
      keyOf={(one) => String(one.import)}
      total={data?.pages[0]?.total ?? 0}
      more={hasNextPage ? () => void fetchNextPage() : null}
      loading={isFetching}
      fault={error === null ? null : faultOf(error)}
      onRetry={() => void refetch()}
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
