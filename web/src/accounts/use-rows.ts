import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Account, accountsQuery } from "../api/accounts.ts";
import type { Query } from "../api/ask.ts";
import type { PageOf } from "../api/types.ts";

/** Rows that are asked for at once. */
const PAGE = 200;

/** Rows of a long list, fetched where they come into view. */
export interface RowsInView {
  readonly total: number;
  readonly rowAt: (place: number) => Account | null;
  readonly onShow: (from: number, to: number) => void;
  /** Nothing is known yet. */
  readonly first: boolean;
  readonly loading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
  /** What the rows are of; while another query is on its way, those of the one before stay. */
  readonly about: string;
}

/** The accounts of a query, wherever one scrolls to. */
export function useRows(query: Query): RowsInView {
  const client = useQueryClient();
  const [range, setRange] = useState({ from: 0, to: 1 });
  const head = useQuery({ ...accountsQuery({ ...query, limit: PAGE }), placeholderData: keepPreviousData });
  const settled = useRef(query);
  if (head.data !== undefined && !head.isPlaceholderData) settled.current = query;
  const own = settled.current;
  const about = JSON.stringify(own);
  const total = head.data?.total ?? 0;
  const first = Math.max(1, range.from);
  const last = Math.min(range.to, Math.ceil(total / PAGE));
  const wanted = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  const pages = useQueries({ queries: wanted.map((page) => pageOf(own, page)) });
  const onShow = useCallback((from: number, to: number): void => {
    const next = { from: Math.floor(from / PAGE), to: Math.floor(Math.max(from, to - 1) / PAGE) + 1 };
    setRange((before) => (before.from === next.from && before.to === next.to ? before : next));
  }, []);
  const known = new Map<number, PageOf<Account>>();
  if (head.data !== undefined) known.set(0, head.data);
  wanted.forEach((page, place) => {
    const data = pages[place]?.data;
    if (data !== undefined) known.set(page, data);
  });
  const held = useRef(known);
  held.current = known;
  const rowAt = useMemo(
    () =>
      (place: number): Account | null => {
        const page = Math.floor(place / PAGE);
        const data = held.current.get(page) ?? client.getQueryData<PageOf<Account>>(pageOf(own, page).queryKey);
        return data?.items[place - page * PAGE] ?? null;
      },
    [client, own],
  );
  const broken = head.error ?? pages.find(({ error }) => error !== null)?.error ?? null;
  return {
    ...{ total, rowAt, onShow, about, error: broken, first: head.data === undefined },
    loading: head.isFetching || pages.some(({ isFetching }) => isFetching),
    again: () => {
      void head.refetch();
      for (const page of pages) if (page.error !== null) void page.refetch();
    },
  };
}

function pageOf(query: Query, page: number) {
  return accountsQuery({ ...query, limit: PAGE, ...(page === 0 ? {} : { cursor: String(page * PAGE) }) });
}
