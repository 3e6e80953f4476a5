import type { ActionReport } from '@causeway/contract/client-messages';

/** Nothing but what the port names: a client may have sent more. */
export function toReport({ id, outcome, message }: ActionReport): ActionReport {
  return { id, outcome, ...(message !== undefined && { message }) };
}
