import type { CrossingView } from '@causeway/contract/admin';
import { useSuspenseQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/use-api.ts';
import { restMsFor } from './rest-ms-for.ts';

export interface Crossing {
  readonly view: CrossingView;
  /** When it was so, in milliseconds since 1970. */
  readonly asOf: number;
}

/** The crossing of a tenant, without its clients; kept true as often as the size of the fleet allows. */
export function useCrossing(api: string): Crossing {
  const { data, dataUpdatedAt } = useSuspenseQuery({
    ...queryOf<CrossingView>(`${api}/crossing?limit=0`),
    refetchInterval: ({ state }) => restMsFor(state.data?.counts.clients ?? 0),
  });
  return { view: data, asOf: dataUpdatedAt };
}
