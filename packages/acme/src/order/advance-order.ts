import type { AcmeOrder } from '../acme-store.ts';
import { authorize } from './authorize.ts';
import { download } from './download.ts';
import { finalize } from './finalize.ts';
import type { OrderStep } from './order-ports.ts';
import type { OrderState } from './order-states.ts';
import { placeOrder } from './place-order.ts';

const steps: Readonly<Partial<Record<OrderState, (step: OrderStep) => Promise<AcmeOrder>>>> = {
  ordering: placeOrder,
  authorizing: authorize,
  finalizing: finalize,
  downloading: download,
};

/** Takes one step towards the certificate. Each may be taken again after a crash. @throws OrderLost and coded errors */
export async function advanceOrder(step: OrderStep): Promise<AcmeOrder> {
  const take = steps[step.order.state];
  return take === undefined ? step.order : take(step);
}
