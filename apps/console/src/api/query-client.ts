import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { RefusedError } from './call.ts';

/** A page that is looked at stays true by itself. */
export const REFRESH_MS = 5_000;
const MOST_TRIES = 3;

/** In the key of what tells who is signed in. */
export const WHO = 'who';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => lookWhoIsHere(queryClient, error) }),
  mutationCache: new MutationCache({ onError: (error) => lookWhoIsHere(queryClient, error) }),
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      refetchInterval: REFRESH_MS,
      retry: (failures, error) => isPassing(error) && failures < MOST_TRIES,
    },
  },
});

/** Any answer may be the first to tell that the session ended. */
export function lookWhoIsHere(client: QueryClient, error: Error): void {
  if (!(error instanceof RefusedError) || error.refusal.code !== 'SIGNED_OUT') return;
  // Many say it at once; one look is enough.
  const once = { cancelRefetch: false };
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(WHO) }, once);
}

/** What may be otherwise a moment later; a refusal is not. */
export function isPassing(error: unknown): boolean {
  return error instanceof RefusedError && error.refusal.kind === 'unavailable';
}
