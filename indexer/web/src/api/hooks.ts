// The indexer's answers, for components.

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { get, getAll, query } from "./client";
import { type Commons, commonsOf } from "./commons";
import { hearingNow, onHearing } from "./live";
import type { Page, Status } from "./types";

type Params = Record<string, string | number | null | undefined>;

/** `/v1/status`, kept up to date by the stream. Undefined until the indexer has answered. */
export function useStatus(): Status | undefined {
  return useQuery<Status>({
    queryKey: ["status"],
    queryFn: ({ signal }) => get("/v1/status", signal),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** The Commons as it stands. Only where {@link useStatus} has an answer: below the shell. */
export function useCommons(): Commons {
  const status = useStatus();
  const commons = useMemo(() => (status ? commonsOf(status) : null), [status]);
  if (!commons) throw new Error("the shell shows pages only when there is a status");
  return commons;
}

/** How the page hears from the indexer. */
export const useHearing = () => useSyncExternalStore(onHearing, hearingNow);

/**
 * A path of the API; asked for again when something happened. Another path has no data until it is
 * answered: what was there belongs to another proposal or account. `keep` is for paths that differ in
 * the time they ask about alone: then the answer before stays until there is a new one.
 */
export function useApi<T>(path: string | null, keep = false, enabled = true) {
  return useQuery<T>({
    queryKey: ["api", path],
    queryFn: ({ signal }) => get(path ?? "", signal),
    enabled: enabled && path !== null,
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

/** A page of a dataset. */
export function useRows<Row>(dataset: string, params: Params = {}, keep = false, enabled = true) {
  return useApi<Page<Row>>(`/v1/${dataset}${query(params)}`, keep, enabled);
}

/** All rows of a dataset. */
export function useAllRows<Row>(dataset: string, params: Params = {}, enabled = true) {
  return useQuery<Row[]>({
    queryKey: ["api", "all", dataset, params],
    queryFn: ({ signal }) => getAll<Row>(dataset, params, signal),
    enabled,
  });
}

/** Pages of something long, each asked for when it is wanted. */
export function usePages<Answer extends { next_cursor: string | null }, Row>(
  path: string,
  params: Params,
  rowsOf: (answer: Answer) => readonly Row[],
  enabled = true,
) {
  const result = useInfiniteQuery({
    queryKey: ["api", "pages", path, params],
    queryFn: ({ pageParam, signal }) =>
      get<Answer>(`${path}${query({ ...params, cursor: pageParam })}`, signal),
    enabled,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
  const rows = useMemo(
    () => result.data?.pages.flatMap((page) => [...rowsOf(page)]),
    [result.data, rowsOf],
  );
  const { hasNextPage, isFetching, fetchNextPage } = result;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { data: rows, error: result.error, refetch: result.refetch, more, hasMore: hasNextPage };
}
