import type { AcmeOrderView } from '@causeway/contract/admin';
import type { Tone } from '../../../parts/StateBadge.tsx';

type OrderState = AcmeOrderView['state'];

export const toneOfOrder: Readonly<Record<OrderState, Tone>> = {
  ordering: 'busy',
  authorizing: 'busy',
  finalizing: 'busy',
  downloading: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** The way of an order, step by step. */
export const orderSteps = ['ordering', 'authorizing', 'finalizing', 'downloading', 'done'] as const;

export type StepState = 'done' | 'now' | 'coming';

/** How far an order is; of one that failed or was given up no step is told, because it does not say where it was. */
export function stateOfStep(step: (typeof orderSteps)[number], state: OrderState): StepState {
  // A state that is no step is at none.
  const [at, now] = [orderSteps.indexOf(step), (orderSteps as readonly string[]).indexOf(state)];
  if (at < now || state === 'done') return 'done';
  return at === now ? 'now' : 'coming';
}

export function isOver(state: OrderState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
