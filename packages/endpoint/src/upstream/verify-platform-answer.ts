import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PublicSigningKey } from '@causeway/config-file';
import {
  getSignature,
  readSignatures,
  responseComponents,
  type SignedFields,
  signatureErrors,
  verifyContentDigest,
  verifySignature,
} from '@causeway/message-signatures';
import { endpointErrors } from '../errors.ts';
import { PLATFORM_LABEL } from './platform-label.ts';

/** An answer as it came in. */
export interface ReceivedAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: SignedFields;
  readonly body: Uint8Array;
}

export interface AnswerProof {
  /** Base64 of the signature `sig` of the request: the answer must be to this very request. */
  readonly requestSignature: string;
  /** The tenant's config.ini keys that are known. */
  readonly keys: readonly PublicSigningKey[];
}

/**
 * The content of an answer that the platform gave to this very request; to be used only so.
 * @throws UPSTREAM_KEY_UNKNOWN when it is signed by another key than these: follow config.ini and ask again;
 * UPSTREAM_ANSWER_UNTRUSTED
 */
export function verifyPlatformAnswer(
  { status, headers, body }: ReceivedAnswer,
  { requestSignature, keys }: AnswerProof,
): Uint8Array {
  try {
    const digest = headers['content-digest'];
    const contentDigest = typeof digest === 'string' ? digest : '';
    verifyContentDigest(contentDigest, body);
    const claimed = getSignature(readSignatures(headers), PLATFORM_LABEL);
    const publicKey = findKey(claimed.keyId, keys);
    const components = responseComponents({ status, contentDigest, requestSignature, requestLabel: 'sig' });
    verifySignature(claimed, components, { publicKey });
    return body;
  } catch (cause) {
    if (!signatureErrors.is(cause)) throw cause;
    const seen = `status ${status}: ${cause.code}`;
    throw endpointErrors.error('UPSTREAM_ANSWER_UNTRUSTED', { seen, cause });
  }
}

function findKey(id: string, keys: readonly PublicSigningKey[]): KeyObject {
  const known = keys.find((key) => key.id === id);
  if (known === undefined)
    throw endpointErrors.error('UPSTREAM_KEY_UNKNOWN', {
      seen: `key ${JSON.stringify(id.slice(0, 40))}`,
      expected: `one of ${keys.length === 0 ? 'none' : keys.map((key) => key.id).join(', ')}`,
    });
  const x = Buffer.from(known.publicKey, 'base64').toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}
