import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { call, type Method, type RefusedError } from './call.ts';
import { isPassing, REFRESH_MS } from './query-client.ts';

/** What there is at a path of the API, kept true while it is looked at. The page waits until it is there. */
export function useThing<Thing>(path: string): Thing {
  return useSuspenseQuery<Thing, RefusedError>(queryOf<Thing>(path)).data;
}

/** The same without waiting; `undefined` as path asks nothing. */
export function useMaybe<Thing>(path: string | undefined) {
  return useQuery<Thing, RefusedError>({ ...queryOf<Thing>(path ?? ''), enabled: path !== undefined });
}

export function queryOf<Thing>(path: string) {
  return { queryKey: [path] as const, queryFn: () => call<Thing>('GET', path) };
}

const DRY_RUN = 'dry run';

/**
 * What the server says that it would do, with nothing done. It is asked once for each wish: not again while one reads
 * the answer, and anew when one comes back to it.
 */
export function dryRunOf<Answer>(path: string, wanted: string | undefined) {
  return {
    queryKey: [path, DRY_RUN, wanted] as const,
    queryFn: () => call<Answer>('POST', path, { ...JSON.parse(wanted ?? '{}'), dryRun: true }),
    // A server that was away is asked again.
    refetchInterval: ({ state }: Asked) => (isPassing(state.error) ? REFRESH_MS : false),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  };
}

/** Of a query, what its rest depends on. */
interface Asked {
  readonly state: { readonly error: Error | null };
}

export interface Deed {
  readonly method: Exclude<Method, 'GET'>;
  readonly path: string;
  readonly body?: unknown;
}

/** Does something; all that is shown, but for dry runs, is fetched anew afterwards. */
export function useDeed<Answer>(onDone?: (answer: Answer) => void) {
  const client = useQueryClient();
  return useMutation<Answer, RefusedError, Deed>({
    mutationFn: ({ method, path, body }) => call<Answer>(method, path, body),
    onSuccess: (answer) => {
      // First: what follows may leave a page whose subject is gone.
      onDone?.(answer);
      void client.invalidateQueries({ predicate: ({ queryKey }) => !queryKey.includes(DRY_RUN) });
    },
  });
}
