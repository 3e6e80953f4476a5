import { acmeErrors } from '../errors.ts';

export type OrderState =
  | 'ordering'
  | 'authorizing'
  | 'finalizing'
  | 'downloading'
  | 'done'
  | 'failed'
  | 'cancelled';

/** What can happen to an order. `lost`: the CA's order came to nothing, and a new one is to be placed. */
export type OrderHappening =
  | 'place'
  | 'authorize'
  | 'issue'
  | 'store'
  | 'lost'
  | 'reopen'
  | 'fail'
  | 'cancel'
  | 'retry';

const always = { fail: 'failed', cancel: 'cancelled' } as const;

/** State × happening → next state; what is absent cannot happen. */
export const orderStates: Readonly<
  Record<OrderState, Readonly<Partial<Record<OrderHappening, OrderState>>>>
> = {
  ordering: { place: 'authorizing', lost: 'ordering', ...always },
  authorizing: { authorize: 'finalizing', lost: 'ordering', ...always },
  finalizing: { issue: 'downloading', reopen: 'authorizing', lost: 'ordering', ...always },
  downloading: { store: 'done', lost: 'ordering', ...always },
  failed: { retry: 'ordering', cancel: 'cancelled' },
  done: {},
  cancelled: {},
};

/** @throws ACME_ORDER_OVER where that cannot happen any more. */
export function nextOrderState(state: OrderState, happening: OrderHappening): OrderState {
  const next = orderStates[state][happening];
  if (next !== undefined) return next;
  throw acmeErrors.error('ACME_ORDER_OVER', {
    seen: `state ${state}`,
    expected: `one in which it can ${happening}`,
  });
}

/** Whether nothing more is done about it by itself. */
export function isOrderOver(state: OrderState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
