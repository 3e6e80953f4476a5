import { acmeErrors } from '../errors.ts';
import type { Answer } from '../protocol/session.ts';
import type { OrderPorts } from './order-ports.ts';

/** A CA looks at a challenge, and signs, within seconds; what takes longer is gone on with after a rest. */
const POLLING_LIMIT_MS = 300_000;
/** Where the CA does not say when to ask again. */
const POLL_SECONDS = 2;
/** A CA that says "at once" is not asked in a busy loop. */
const LEAST_SECONDS = 0.25;

/** Asks until the answer is of use. @throws ACME_ORDER_SLOW */
export async function pollUntil<Body>(
  ask: () => Promise<Answer<Body>>,
  isOfUse: (body: Body) => boolean,
  { now, rest }: Pick<OrderPorts, 'now' | 'rest'>,
  signal: AbortSignal,
): Promise<Body> {
  const end = now() + POLLING_LIMIT_MS;
  while (true) {
    const { body, retryAfterSeconds = POLL_SECONDS } = await ask();
    if (isOfUse(body)) return body;
    const restMs = 1000 * Math.max(LEAST_SECONDS, retryAfterSeconds);
    if (now() + restMs > end)
      throw acmeErrors.error('ACME_ORDER_SLOW', { seen: `nothing new for ${POLLING_LIMIT_MS / 1000} s` });
    await rest(restMs, signal);
  }
}
