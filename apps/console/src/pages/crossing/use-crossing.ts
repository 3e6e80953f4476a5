import type { CrossingView } from '@causeway/contract/admin';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { RefusedError } from '../../api/call.ts';
import { queryOf } from '../../api/use-api.ts';
import { restMsFor } from './rest-ms-for.ts';

export interface Crossing {
  readonly view: CrossingView;
  /** When it was so, in milliseconds since 1970. */
  readonly asOf: number;
}

/** Without the clients; kept true as often as the size of the fleet allows. */
const crossingOf = (api: string) =>
  queryOptions<CrossingView, RefusedError, CrossingView, readonly [string]>({
    ...queryOf<CrossingView>(`${api}/crossing?limit=0`),
    refetchInterval: ({ state }) => restMsFor(state.data?.counts.clients ?? 0),
  });

/** The crossing of a tenant. The page waits until it is there. */
export function useCrossing(api: string): Crossing {
  const { data, dataUpdatedAt } = useSuspenseQuery(crossingOf(api));
  return { view: data, asOf: dataUpdatedAt };
}

/** The same without waiting. */
export const useMaybeCrossing = (api: string) => useQuery(crossingOf(api));
