import type { AcmeOrder } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import { Order } from '../protocol/messages.ts';
import { fetchOrder } from './fetch-order.ts';
import type { OrderStep } from './order-ports.ts';
import { nextOrderState } from './order-states.ts';
import { pollUntil } from './poll.ts';

/**
 * Sends the certificate request (RFC 8555 section 7.4) unless the CA has it, and waits for the signature. The order
 * is looked at first, so that a killed process asks for the certificate that is being made, not for a second one.
 */
export async function finalize(step: OrderStep): Promise<AcmeOrder> {
  const { order, session, ports, signal } = step;
  const { body } = await fetchOrder(step);
  if (body.status === 'pending') return { ...order, state: nextOrderState(order.state, 'reopen') };
  if (body.status === 'ready')
    await session.post(body.finalize, { csr: base64UrlOf(order.requestPem) }, Order);
  const issued = await pollUntil(
    () => fetchOrder(step),
    ({ status }) => status === 'valid',
    ports,
    signal,
  );
  const { certificate } = issued;
  if (certificate === undefined)
    throw acmeErrors.error('ACME_ANSWER_UNREADABLE', {
      seen: `${order.orderUrl}: valid, without a certificate`,
    });
  return { ...order, state: nextOrderState(order.state, 'issue'), certificateUrl: certificate };
}

function base64UrlOf(pem: string): string {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('base64url');
}
