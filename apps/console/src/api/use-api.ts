import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { call, type Method, type RefusedError } from './call.ts';

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

export interface Deed {
  readonly method: Exclude<Method, 'GET'>;
  readonly path: string;
  readonly body?: unknown;
}

/** Does something; all that is shown is fetched anew afterwards. */
export function useDeed<Answer>(onDone?: (answer: Answer) => void) {
  const client = useQueryClient();
  return useMutation<Answer, RefusedError, Deed>({
    mutationFn: ({ method, path, body }) => call<Answer>(method, path, body),
    onSuccess: async (answer) => {
      await client.invalidateQueries();
      onDone?.(answer);
    },
  });
}
