import { CausewayError } from '@causeway/errors';
import type { AcmeOrder } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import { Order } from '../protocol/messages.ts';
import type { OrderStep } from './order-ports.ts';
import { nextOrderState } from './order-states.ts';

/**
 * RFC 8555 section 7.4. Killed before the answer is kept, the next start places another order: the CA forgets the
 * first, which nobody finalizes.
 */
export async function placeOrder(step: OrderStep): Promise<AcmeOrder> {
  const { order, session } = step;
  const { newOrder, renewalInfo } = await session.directory();
  const identifiers = order.hostnames.map((value) => ({ type: 'dns', value }));
  // RFC 9773 section 5: only to a CA that knows the member.
  const replaces = renewalInfo === undefined ? null : order.replaces;
  try {
    const { location } = await session.post(
      newOrder,
      { identifiers, ...(replaces !== null && { replaces }) },
      Order,
    );
    if (location === undefined)
      throw acmeErrors.error('ACME_ANSWER_UNREADABLE', { seen: `${newOrder}: no Location` });
    return { ...order, state: nextOrderState(order.state, 'place'), orderUrl: location };
  } catch (error) {
    // RFC 9773 section 5: the one before was replaced by another order already.
    if (replaces !== null && isAbout(error, 'alreadyReplaced'))
      return placeOrder({ ...step, order: { ...order, replaces: null } });
    throw error;
  }
}

function isAbout(error: unknown, type: string): boolean {
  return (
    error instanceof CausewayError &&
    typeof error.details === 'object' &&
    error.details !== null &&
    'type' in error.details &&
    error.details.type === `urn:ietf:params:acme:error:${type}`
  );
}
