import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask, type Fault, type Query } from "./ask.ts";
import { faultOf, orThrow } from "./fault-error.ts";
import type { PageOf } from "./types.ts";

export interface Pages<T, A extends PageOf<T>> {
  /** Those fetched so far; the same array until more come. */
  readonly rows: readonly T[];
  readonly total: number;
  /** The first answer; null while it is on its way. */
  readonly first: A | null;
  /** Fetches the next ones; null at the end. */
  readonly more: (() => void) | null;
  readonly loading: boolean;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

/** A list that comes in pages, as `DataTable` wants it. Its key begins with the path, as that of `queryOf`. */
export function usePages<T, A extends PageOf<T> = PageOf<T>>(
  path: string,
  query: Query = {},
  limit = 200,
): Pages<T, A> {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [path, "pages", { ...query, limit }] as const,
    queryFn: async ({ pageParam, signal }) =>
      orThrow(await ask<A>("GET", path, { query: { ...query, limit, cursor: pageParam }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return {
    rows,
    total: data?.pages[0]?.total ?? 0,
    first: data?.pages[0] ?? null,
    more: hasNextPage ? () => void fetchNextPage() : null,
    loading: isFetching,
    fault: error === null ? null : faultOf(error),
    retry: () => void refetch(),
  };
}
