import { createPublicKey } from 'node:crypto';
import type { Address } from '@causeway/contract';
import { clientPaths, type EnrollAnswer } from '@causeway/contract/client-messages';
import { type Signature, signComponents } from '@causeway/message-signatures';
import { clientErrors } from '../errors.ts';
import { type ClientState, newState } from './client-state.ts';
import { type EnrollmentToken, parseToken } from './enroll/enrollment-token.ts';
import { explainFailure } from './enroll/explain-failure.ts';
import { verifyEnrollment } from './enroll/verify-enrollment.ts';
import { exchange, privateKeyOf, type Signer } from './exchange.ts';
import type { ClientPorts } from './ports.ts';
import { Refusal } from './refusal.ts';
import { enrolledRoad } from './roads.ts';

export interface Enrollment {
  readonly server: Address;
  /** `ID.SECRET`. */
  readonly token: string;
  /** 1 to 255 characters. */
  readonly name: string;
  /** PEM of what to trust behind an HTTPS server, beside the public roots. */
  readonly anchorPem?: string | undefined;
  /**
   * Which of the tenant's endpoint servers it uses, for ever. `all`, unless set: its own first, then the others.
   * `default`: the tenant's default one alone, as a stand-alone endpoint server does, which is itself one of the others.
   */
  readonly servers?: 'all' | 'default';
}

/**
 * Makes the client's key and has it enrolled. The key is kept before it is sent: when the answer is lost, enrolling
 * again with the same state gives the same client.
 * @throws TOKEN_MALFORMED, CLIENT_NAME_INVALID, ALREADY_ENROLLED, ENROLLMENT_FAILED, ENROLLMENT_REFUSED,
 * ENROLLMENT_ANSWER_UNTRUSTED, ANSWER_UNREADABLE
 */
export async function enroll(
  ports: ClientPorts,
  { server, token: text, name, anchorPem = '', servers = 'all' }: Enrollment,
  signal?: AbortSignal,
): Promise<ClientState> {
  const token = parseToken(text);
  requireName(name);
  const kept = await ports.store.load();
  // One that was retired comes back as another client, with a key of its own.
  const held = kept?.retiredAt == null ? kept : undefined;
  if (held?.clientId != null)
    throw clientErrors.error('ALREADY_ENROLLED', {
      seen: `client ${held.clientId} of tenant ${held.tenant}`,
    });
  const privateKeyPem =
    held?.privateKeyPem ?? ports.makeKey().export({ type: 'pkcs8', format: 'pem' }).toString();
  const state = newState(name, privateKeyPem, server, anchorPem);
  await ports.store.save(state);
  const enrolled = await askInTime(ports, state, token, signal);
  const bound = servers === 'all' ? enrolled : withDefaultServerOnly(enrolled);
  await ports.store.save(bound);
  return bound;
}

/** The default endpoint server runs with its tenant, and its id is the tenant's. */
function withDefaultServerOnly(state: ClientState): ClientState {
  return { ...state, ownServer: state.tenant, onlyServer: state.tenant };
}

const NAME = /^[^\p{Cc}]{1,255}$/u;

function requireName(name: string): void {
  if (NAME.test(name) && name.trim() !== '') return;
  const seen = JSON.stringify(name.slice(0, 300));
  throw clientErrors.error('CLIENT_NAME_INVALID', {
    seen,
    expected: '1 to 255 characters, none of them a control character',
  });
}

/** With the server's time, once, when it refuses ours. */
async function askInTime(
  ports: ClientPorts,
  state: ClientState,
  token: EnrollmentToken,
  signal: AbortSignal | undefined,
): Promise<ClientState> {
  try {
    return await ask(ports, state, token, signal).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'CLOCK_SKEWED' || error.serverTime === undefined)
        throw error;
      const clockOffsetSeconds = Math.round((error.serverTime - ports.now()) / 1000);
      return ask(ports, { ...state, clockOffsetSeconds }, token, signal);
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw explainFailure(error, state.enrolledAt);
  }
}

async function ask(
  ports: ClientPorts,
  state: ClientState,
  token: EnrollmentToken,
  signal: AbortSignal | undefined,
): Promise<ClientState> {
  const publicKey = createPublicKey(privateKeyOf(state)).export({ format: 'jwk' }).x ?? '';
  const { name, clockOffsetSeconds } = state;
  let asked: Signature | undefined;
  const signer: Signer = {
    ...{ keyId: publicKey, privateKey: privateKeyOf(state), clockOffsetSeconds },
    alsoSign: (components, parameters) => {
      asked = signComponents('token', components, { ...parameters, keyId: token.id }, token);
      return asked;
    },
  };
  const message = {
    ...({ method: 'POST', path: clientPaths.enroll } as const),
    body: JSON.stringify({ publicKey, name, version: ports.version }),
    // Whatever it is, it has to prove itself.
    isAnswer: ({ status }: { readonly status: number }) => status >= 200 && status < 300,
  };
  const answer = await exchange(ports, enrolledRoad(state), message, signer, signal);
  return withEnrollment(state, verifyEnrollment(answer, asked, token));
}

function withEnrollment(
  state: ClientState,
  { clientId, tenant, signingKey, revision }: EnrollAnswer,
): ClientState {
  return { ...state, clientId, tenant, keys: [signingKey], revision };
}
