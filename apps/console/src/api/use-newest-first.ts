import { useInfiniteQuery } from '@tanstack/react-query';
import { call, type RefusedError } from './call.ts';
import { isPassing, REFRESH_MS } from './query-client.ts';

const PAGE_ROWS = 100;

interface Pages<Row> {
  readonly pages: Row[][];
}

/** A list that comes newest first, page by page. `placeOf` a page's last row is where the page after it begins. */
export function useNewestFirst<Row>(
  path: string,
  filter: Readonly<Record<string, string>>,
  placeOf: (row: Row) => string,
) {
  return useInfiniteQuery<Row[], RefusedError, Pages<Row>, readonly unknown[], string | undefined>({
    queryKey: [path, filter],
    queryFn: ({ pageParam: before }) => {
      const query = { ...filter, limit: String(PAGE_ROWS), ...(before !== undefined && { before }) };
      return call('GET', `${path}?${new URLSearchParams(query)}`);
    },
    initialPageParam: undefined,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return last === undefined || page.length < PAGE_ROWS ? undefined : placeOf(last);
    },
    placeholderData: (earlier) => earlier,
    // Whoever reads on is not asked about every page again and again.
    refetchInterval: ({ state: { data, error } }) =>
      (data?.pages.length ?? 0) > 1 && !isPassing(error) ? false : REFRESH_MS,
    refetchOnWindowFocus: false,
  });
}

export type NewestFirstRows<Row> = ReturnType<typeof useNewestFirst<Row>>;
