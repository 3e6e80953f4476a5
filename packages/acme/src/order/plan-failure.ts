import { CausewayError } from '@causeway/errors';
import type { AcmeOrder } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import { nextOrderState } from './order-states.ts';

/** Rests after the first failure, the second and so on; the last one spans an outage of half a day. */
const RESTS_SECONDS = [5, 30, 120, 600, 3_600, 14_400, 28_800];
/** Each rest is shortened by up to a fifth, so that installations that failed together do not come back together. */
const SPREAD = 0.2;

/** What an admin or the world may have mended by the next try. */
const MENDABLE: readonly (keyof typeof acmeErrors.catalogue)[] = [
  'ACME_VALIDATION_FAILED',
  'ACME_HTTP_LISTENER_MISSING',
  'ACME_TLS_LISTENER_MISSING',
  'ACME_HOOK_FAILED',
];

/** A CA's order that came to nothing: the next try places a new one. */
export class OrderLost extends Error {
  override readonly name = 'OrderLost';
  readonly error: CausewayError;

  constructor(error: CausewayError) {
    super(error.message, { cause: error });
    this.error = error;
  }
}

/** The order after a failure: to be tried again after a rest, or failed for good. */
export function planFailure(order: AcmeOrder, thrown: unknown, now: number, random: number): AcmeOrder {
  const isLost = thrown instanceof OrderLost;
  const error = isLost ? thrown.error : asCoded(thrown);
  const failures = order.failures + 1;
  const rest = RESTS_SECONDS[order.failures];
  const noted = { ...order, failures, error: error.toDocument() };
  if (rest === undefined || !isMendable(error))
    return { ...noted, state: nextOrderState(order.state, 'fail'), endedAt: now };
  const spread = rest * (1 - SPREAD * random);
  const nextTryAt = now + 1000 * Math.max(spread, error.retryAfterSeconds ?? 0);
  const again = { ...noted, nextTryAt: Math.round(nextTryAt) };
  return isLost ? placeAnew(again) : again;
}

/** The same order without what the CA knew of it. */
export function placeAnew(order: AcmeOrder): AcmeOrder {
  return { ...order, state: nextOrderState(order.state, 'lost'), orderUrl: null, certificateUrl: null };
}

/** A failed order, or one that rests, to be tried at once: where it was when a certificate is issued, else anew. */
export function planRetry(order: AcmeOrder, now: number): AcmeOrder {
  const fresh = { ...order, failures: 0, nextTryAt: now, endedAt: null };
  if (order.state !== 'failed') {
    if (order.endedAt !== null) nextOrderState(order.state, 'retry');
    return fresh;
  }
  const state = order.certificateUrl === null ? nextOrderState(order.state, 'retry') : 'downloading';
  return { ...fresh, state, orderUrl: state === 'ordering' ? null : order.orderUrl };
}

function isMendable(error: CausewayError): boolean {
  return error.kind === 'unavailable' || MENDABLE.some((code) => acmeErrors.is(error, code));
}

function asCoded(thrown: unknown): CausewayError {
  if (thrown instanceof CausewayError) return thrown;
  return new CausewayError('fault', 'INTERNAL_FAULT', 'The server met a fault of its own.', {
    cause: thrown,
  });
}
