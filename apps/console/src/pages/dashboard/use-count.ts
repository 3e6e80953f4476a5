import { useQuery } from '@tanstack/react-query';
import type { RefusedError } from '../../api/call.ts';
import { queryOf } from '../../api/use-api.ts';
import { formatQuery, type RowsQuery } from '../../api/use-rows.ts';

/** Counts cost more than pages, and nobody waits for the next one. */
const REFRESH_MS = 30_000;

/** How many rows of a list there are; undefined while that is not known. */
export function useCount(path: string, query: RowsQuery): number | undefined {
  const asked = `${path}?${formatQuery({ ...query, limit: '1', count: 'true' })}`;
  const { data } = useQuery<{ total?: number }, RefusedError>({
    ...queryOf<{ total?: number }>(asked),
    refetchInterval: REFRESH_MS,
    staleTime: REFRESH_MS,
  });
  return data?.total;
}
