import type { ActionView, ClientView } from '@causeway/contract/admin';
import * as texts from '../../../texts/index.ts';

const { ask: says } = texts.computer;

/** Undefined when it can be asked, or nothing is known that is against it. */
export function whyNot(
  client: Pick<ClientView, 'kind' | 'standing'> | undefined,
  action: Pick<ActionView, 'state'> | undefined,
): string | undefined {
  if (client?.kind === 'foreign') return says.foreign;
  if (client !== undefined && client.standing !== 'enrolled') return says.notEnrolled;
  return action?.state === 'waiting' ? says.isWaiting : undefined;
}
