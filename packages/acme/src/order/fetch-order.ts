import { CausewayError } from '@causeway/errors';
import { acmeErrors } from '../errors.ts';
import { Order } from '../protocol/messages.ts';
import { errorOfValidation } from '../protocol/problem.ts';
import type { Answer } from '../protocol/session.ts';
import type { OrderStep } from './order-ports.ts';
import { OrderLost } from './plan-failure.ts';

/** The CA's order as it is. @throws OrderLost when it has come to nothing, or the CA knows it no more. */
export async function fetchOrder({ order, session }: OrderStep): Promise<Answer<Order>> {
  const url = order.orderUrl ?? '';
  try {
    const answer = await session.fetch(url, Order);
    if (answer.body.status !== 'invalid') return answer;
    throw new OrderLost(errorOfValidation(answer.body.error, order.hostnames.join(', ')));
  } catch (error) {
    if (isGone(error))
      throw new OrderLost(acmeErrors.error('ACME_BUSY', { seen: `${url} is gone`, cause: error }));
    throw error;
  }
}

function isGone(error: unknown): boolean {
  if (!(error instanceof CausewayError)) return false;
  const { details } = error;
  return typeof details === 'object' && details !== null && 'status' in details && details.status === 404;
}
