import { QueryClient } from '@tanstack/react-query';
import { RefusedError } from './call.ts';

/** A page that is looked at stays true by itself. */
export const REFRESH_MS = 5_000;
const MOST_TRIES = 3;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      refetchInterval: REFRESH_MS,
      retry: (failures, error) => isPassing(error) && failures < MOST_TRIES,
    },
  },
});

/** What may be otherwise a moment later; a refusal is not. */
export function isPassing(error: Error | null): boolean {
  return error instanceof RefusedError && error.refusal.kind === 'unavailable';
}
