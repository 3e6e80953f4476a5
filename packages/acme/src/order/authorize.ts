import type { AcmeOrder } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import { readAccountKey } from '../protocol/jws.ts';
import {
  type Authorization,
  Authorization as AuthorizationSchema,
  Challenge,
  type ChallengeKind,
} from '../protocol/messages.ts';
import { errorOfValidation } from '../protocol/problem.ts';
import { fetchOrder } from './fetch-order.ts';
import type { OrderStep } from './order-ports.ts';
import { nextOrderState } from './order-states.ts';
import { OrderLost } from './plan-failure.ts';
import { pollUntil } from './poll.ts';

/**
 * Answers every challenge that is open (RFC 8555 section 7.5) and waits for the CA's look. Killed in the middle, the
 * next start opens the same doors again for what the CA has not looked at.
 */
export async function authorize(step: OrderStep): Promise<AcmeOrder> {
  const { order, session, signal, ports } = step;
  const { body } = await fetchOrder(step);
  await using doors = new AsyncDisposableStack();
  const asked: { readonly url: string; readonly challenge: Challenge }[] = [];
  for (const url of body.authorizations) {
    const authorization = (await session.fetch(url, AuthorizationSchema)).body;
    if (authorization.status === 'valid') continue;
    const challenge = challengeOf(authorization, order.challenge);
    doors.use(await ports.doors.open(pendingOf(authorization, challenge, step), signal));
    asked.push({ url, challenge });
  }
  for (const { challenge } of asked) {
    if (challenge.status === 'pending') await session.post(challenge.url, {}, Challenge);
  }
  for (const { url } of asked) await waitForLook(url, step);
  return { ...order, state: nextOrderState(order.state, 'authorize') };
}

async function waitForLook(url: string, { order, session, ports, signal }: OrderStep): Promise<void> {
  const authorization = await pollUntil(
    () => session.fetch(url, AuthorizationSchema),
    ({ status }) => status !== 'pending',
    ports,
    signal,
  );
  if (authorization.status !== 'valid') throw lost(authorization, order.challenge);
}

/** @throws OrderLost, ACME_CHALLENGE_NOT_OFFERED */
function challengeOf(authorization: Authorization, kind: ChallengeKind): Challenge {
  if (authorization.status !== 'pending') throw lost(authorization, kind);
  const challenge = authorization.challenges.find(({ type }) => type === kind);
  if (challenge?.token !== undefined) return challenge;
  throw acmeErrors.error('ACME_CHALLENGE_NOT_OFFERED', {
    seen: `${kind} for ${nameOf(authorization)}`,
    expected: authorization.challenges.map(({ type }) => type).join(', ') || 'none',
  });
}

function pendingOf({ identifier }: Authorization, { token = '' }: Challenge, { order, account }: OrderStep) {
  const { thumbprint } = readAccountKey(account.keyPem);
  return {
    kind: order.challenge,
    hostname: identifier.value.toLowerCase(),
    token,
    keyAuthorization: `${token}.${thumbprint}`,
    dnsHook: order.dnsHook,
  };
}

const remedies: Readonly<Record<ChallengeKind, string>> = {
  'http-01':
    'The name must lead to this machine, and port 80 there to a tenant’s HTTP port, from where the CA is. It is tried again a few times.',
  'tls-alpn-01':
    'The name must lead to this machine, and port 443 there to a tenant’s HTTPS port without a proxy that ends TLS. It is tried again a few times.',
  'dns-01':
    'The record that the DNS hook sets must be visible to everybody before the hook ends. It is tried again a few times.',
};

function lost(authorization: Authorization, kind: ChallengeKind): OrderLost {
  const { challenges, status } = authorization;
  const problem = challenges.find(({ error }) => error !== undefined)?.error;
  const words = problem ?? { detail: `the authorization is ${status}` };
  return new OrderLost(errorOfValidation(words, nameOf(authorization), remedies[kind]));
}

function nameOf({ identifier, wildcard }: Authorization): string {
  return wildcard === true ? `*.${identifier.value}` : identifier.value;
}
