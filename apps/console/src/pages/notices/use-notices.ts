import type { NoticeView } from '@causeway/contract/admin';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

const AT_ONCE = 100;

/** What was told, newest first; older ones are fetched on demand. */
export function useNotices() {
  return useSuspenseInfiniteQuery({
    queryKey: ['/notices'] as const,
    queryFn: ({ pageParam }) => call<NoticeView[]>('GET', pathOf(pageParam)),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last: readonly NoticeView[]) =>
      last.length < AT_ONCE ? undefined : last.at(-1)?.sequence,
  });
}

function pathOf(before: number | undefined): string {
  return `/notices?limit=${AT_ONCE}${before === undefined ? '' : `&before=${before}`}`;
}
