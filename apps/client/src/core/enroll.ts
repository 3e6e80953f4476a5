import { createPublicKey } from 'node:crypto';
import type { Address } from '@causeway/contract';
import { clientPaths, EnrollAnswer } from '@causeway/contract/client-messages';
import {
  getSignature,
  readSignatures,
  responseComponents,
  type Signature,
  signComponents,
  verifyContentDigest,
  verifySignature,
} from '@causeway/message-signatures';
import { Check } from 'typebox/value';
import { clientErrors } from '../errors.ts';
import { type ClientState, newState } from './client-state.ts';
import { exchange, privateKeyOf, Refusal } from './exchange.ts';
import type { ClientPorts, TransportAnswer } from './ports.ts';
import { TransportFailure } from './ports.ts';
import type { Road } from './roads.ts';

export interface Enrollment {
  readonly server: Address;
  /** `ID.SECRET`. */
  readonly token: string;
  readonly name: string;
  /** PEM of what to trust behind an HTTPS server, beside the public roots. */
  readonly anchorPem?: string | undefined;
}

/**
 * Makes the client's key and has it enrolled. The key is kept before it is sent: when the answer is lost, enrolling
 * again with the same state gives the same client.
 * @throws TOKEN_MALFORMED, ALREADY_ENROLLED, ENROLLMENT_FAILED, ENROLLMENT_ANSWER_UNTRUSTED
 */
export async function enroll(
  ports: ClientPorts,
  { server, token, name, anchorPem = '' }: Enrollment,
  signal?: AbortSignal,
): Promise<ClientState> {
  const secret = parseToken(token);
  const held = await ports.store.load();
  if (held?.clientId != null)
    throw clientErrors.error('ALREADY_ENROLLED', {
      seen: `client ${held.clientId} of tenant ${held.tenant}`,
    });
  const privateKeyPem =
    held?.privateKeyPem ?? ports.makeKey().export({ type: 'pkcs8', format: 'pem' }).toString();
  const state = newState(name, privateKeyPem, server, anchorPem);
  await ports.store.save(state);
  const { clientId, tenant, signingKey, revision, clockOffsetSeconds } = await askToEnroll(
    ports,
    state,
    secret,
    0,
    signal,
  );
  const enrolled: ClientState = {
    ...state,
    clientId,
    tenant,
    keys: [signingKey],
    revision,
    clockOffsetSeconds,
  };
  await ports.store.save(enrolled);
  return enrolled;
}

interface TokenParts {
  readonly id: string;
  readonly secret: Buffer;
}

function parseToken(token: string): TokenParts {
  const [, id, secret] = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/.exec(token.trim()) ?? [];
  if (id !== undefined && secret !== undefined) return { id, secret: Buffer.from(secret, 'base64url') };
  throw clientErrors.error('TOKEN_MALFORMED', { seen: `${token.length} characters`, expected: 'ID.SECRET' });
}

type Enrolled = EnrollAnswer & { readonly clockOffsetSeconds: number };

async function askToEnroll(
  ports: ClientPorts,
  state: ClientState,
  token: TokenParts,
  clockOffsetSeconds: number,
  signal?: AbortSignal,
): Promise<Enrolled> {
  const publicKey = createPublicKey(privateKeyOf(state)).export({ format: 'jwk' }).x ?? '';
  const road: Road = {
    address: state.enrolledAt,
    use: 'everything',
    systemStore: true,
    anchorsPem: state.anchorPem === '' ? [] : [state.anchorPem],
  };
  const body = JSON.stringify({ publicKey, name: state.name, version: ports.version });
  let tokenSignature: Signature | undefined;
  const signer = {
    ...{ keyId: publicKey, privateKey: privateKeyOf(state), clockOffsetSeconds },
    alsoSign: (
      components: Parameters<typeof signComponents>[1],
      parameters: { created: number; nonce: string },
    ) => {
      tokenSignature = signComponents(
        'token',
        components,
        { ...parameters, keyId: token.id },
        { secret: token.secret },
      );
      return tokenSignature;
    },
  };
  try {
    const answer = await exchange(
      ports,
      road,
      { method: 'POST', path: clientPaths.enroll, body },
      signer,
      signal,
    );
    return { ...verifyAnswer(answer, tokenSignature, token), clockOffsetSeconds };
  } catch (error) {
    const isSkewed =
      error instanceof Refusal && error.code === 'CLOCK_SKEWED' && error.serverTime !== undefined;
    if (isSkewed && clockOffsetSeconds === 0) {
      const offset = Math.round(((error.serverTime ?? 0) - ports.now()) / 1000);
      return askToEnroll(ports, state, token, offset, signal);
    }
    throw explain(error, state.enrolledAt);
  }
}

/** @throws ENROLLMENT_ANSWER_UNTRUSTED */
function verifyAnswer(
  { status, headers, body }: TransportAnswer,
  asked: Signature | undefined,
  { secret }: TokenParts,
): EnrollAnswer {
  try {
    const contentDigest = headers['content-digest'] ?? '';
    verifyContentDigest(contentDigest, body);
    const requestSignature = asked?.value.toString('base64') ?? '';
    const claimed = getSignature(readSignatures(headers), 'token');
    verifySignature(claimed, responseComponents({ status, contentDigest, requestSignature }), { secret });
    const answer: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (Check(EnrollAnswer, answer)) return answer;
  } catch (cause) {
    throw clientErrors.error('ENROLLMENT_ANSWER_UNTRUSTED', {
      seen: cause instanceof Error ? cause.message : 'an answer without proof',
      cause,
    });
  }
  throw clientErrors.error('ENROLLMENT_ANSWER_UNTRUSTED', { seen: 'an answer of another shape' });
}

function explain(error: unknown, address: Address): unknown {
  if (!(error instanceof TransportFailure)) return error;
  const certificate = error.certificateSha256 === undefined ? '' : `, certificate ${error.certificateSha256}`;
  return clientErrors.error('ENROLLMENT_FAILED', {
    seen: `${address}: ${error.code}, ${error.message}${certificate}`,
    cause: error,
  });
}
