import { setTimeout as wait } from 'node:timers/promises';
import type { AcmeOrderView } from '@causeway/contract/admin';
import { CausewayError } from '@causeway/errors';
import { serverErrors } from '../errors.ts';
import type { ApiClient } from './api-client.ts';
import type { CommandContext } from './command-context.ts';
import { formatTime } from './print.ts';

/** A CA takes seconds; the admin sees each step soon enough. */
const LOOK_MS = 500;

const words: Readonly<Record<AcmeOrderView['state'], string>> = {
  ordering: 'placing the order',
  authorizing: 'answering the challenges',
  finalizing: 'waiting for the signature',
  downloading: 'fetching the certificate',
  done: 'the certificate is in the store',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Shows how an order goes on until it is over. @throws the order's error when it failed */
export async function watchOrder(
  api: ApiClient,
  first: AcmeOrderView,
  { context, json }: { readonly context: CommandContext; readonly json: boolean },
): Promise<void> {
  let order = first;
  let shown = '';
  while (true) {
    const line = describeProgress(order);
    if (!json && line !== shown) context.print(`  ${line}`);
    shown = line;
    if (isOver(order)) break;
    await wait(LOOK_MS, undefined, { signal: context.surroundings.signal });
    order = await api.get<AcmeOrderView>(`/acme/orders/${encodeURIComponent(order.id)}`);
  }
  if (json) context.printJson(order);
  else context.print(`Order ${order.id} is ${order.state}.`);
  if (order.state === 'done') return;
  throw order.error === null
    ? serverErrors.error('ACME_ORDER_GIVEN_UP', { seen: order.state })
    : CausewayError.fromDocument(order.error);
}

function describeProgress({ state, failures, nextTryAt, error }: AcmeOrderView): string {
  if (error === null || state === 'done') return words[state];
  const next = nextTryAt === null ? '' : `, next try ${formatTime(nextTryAt)}`;
  return `${words[state]}: ${error.code} (${failures} failures${next})`;
}

function isOver({ state }: AcmeOrderView): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
