import type { ConsoleView } from '@causeway/contract/admin';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type RefusedError } from '../../../api/call.ts';

/** As many connections as a browser keeps open to one site over HTTP/1.1, and one more that is new. */
const MOST_TRIES = 7;

/**
 * Confirms the certificate on trial. A connection from before the trial proves nothing and is closed by its refusal: the
 * browser comes to a new one when it has none of the old ones left.
 */
export function useConfirm() {
  const client = useQueryClient();
  return useMutation<ConsoleView, RefusedError>({
    mutationFn: () => call('POST', '/console/certificate/confirm'),
    retry: (failures, { refusal }) => refusal.code === 'CONSOLE_CONNECTION_OLD' && failures < MOST_TRIES,
    retryDelay: 0,
    onSuccess: () => client.invalidateQueries(),
  });
}
