import type { PageView } from '@causeway/contract/admin';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, type Refusal, type RefusedError } from './call.ts';
import { isPassing } from './query-client.ts';
import { restAfter } from './rest-after.ts';

/** What a list is asked for; empty values are left out. */
export type RowsQuery = Readonly<Record<string, string | undefined>>;

/** Rows of a list by keyset: as many as were fetched so far, and how many there are in all. */
export interface Rows<Row> {
  /** What was asked: another question begins at the top again. */
  readonly question: string;
  /** From the first on, without a gap. */
  readonly loaded: readonly Row[];
  /** In all; a guess upwards while rows are added. */
  readonly total: number;
  /** Nothing was answered yet. */
  readonly isWaiting: boolean;
  /** What is shown is still the answer to the question before. */
  readonly isOld: boolean;
  readonly refusal: Refusal | undefined;
  /** When they were fetched, in milliseconds since 1970. */
  readonly asOf: number;
  /** Whether they are fetched anew by themselves. */
  readonly isLive: boolean;
  /** Fetches the next ones, unless that is under way or was refused: it is asked again by `refresh`. */
  readonly more: () => void;
  readonly refresh: () => void;
}

/** The first page is there at once; who scrolls on wants many. */
const FIRST_ROWS = 200;
const NEXT_ROWS = 1_000;
/** Many pages are fetched anew when somebody asks for it, not by the way. */
const STALE_MS = 10 * 60_000;

/** `read` is for a list that calls its rows by another name. */
export function useRows<Row, Answer = PageView<Row>>(
  path: string,
  query: RowsQuery = {},
  // Without one the answer is a page already.
  read: (answer: Answer) => PageView<Row> = (answer) => answer as PageView<Row>,
): Rows<Row> {
  const question = `${path}?${formatQuery(query)}`;
  const found = useInfiniteQuery({
    queryKey: [question, 'rows'],
    queryFn: async ({ pageParam }) => {
      const begun = performance.now();
      const answer = await call<Answer>('GET', pagePath(question, pageParam));
      return { ...read(answer), tookMs: performance.now() - begun };
    },
    // The first page is behind nothing.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? STALE_MS : 0),
    refetchInterval: ({ state: { data, error } }) => {
      const pages = data?.pages ?? [];
      // A server that was away is asked again.
      if (pages.length > 1 && !isPassing(error)) return false;
      return restAfter(pages.reduce((sum, { tookMs }) => sum + tookMs, 0));
    },
    refetchOnWindowFocus: false,
  });
  const { data, hasNextPage, isFetching } = found;
  const loaded = useMemo(() => data?.pages.flatMap(({ rows }) => rows) ?? [], [data]);
  const counted = data?.pages[0]?.total ?? 0;
  return {
    question,
    loaded,
    total: hasNextPage ? Math.max(counted, loaded.length + 1) : loaded.length,
    isWaiting: data === undefined && found.error === null,
    isOld: found.isPlaceholderData,
    // Nothing else is thrown by `call`.
    refusal: (found.error as RefusedError | null)?.refusal,
    asOf: found.dataUpdatedAt,
    isLive: (data?.pages.length ?? 0) <= 1,
    more: () => {
      if (hasNextPage && !isFetching && found.error === null) void found.fetchNextPage();
    },
    refresh: () => void found.refetch(),
  };
}

function pagePath(question: string, after: string | undefined): string {
  const page = after === undefined ? { limit: FIRST_ROWS, count: 'true' } : { limit: NEXT_ROWS, after };
  return `${question}&${formatQuery(page)}`;
}

/** As a query of an address, in the order given; empty values are left out. */
export function formatQuery(query: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}
