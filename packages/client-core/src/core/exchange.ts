import { createPrivateKey, type KeyObject } from 'node:crypto';
import {
  type Component,
  contentDigestOf,
  requestComponents,
  type Signature,
  signatureFields,
  signComponents,
  targetUriOf,
} from '@causeway/message-signatures';
import type { ClientPorts, TransportAnswer } from './ports.ts';
import { TransportFailure } from './ports.ts';
import { Refusal } from './refusal.ts';
import type { Road } from './road.ts';

/** An answer of ours to a request of ours takes no more. */
const MAX_ANSWER_BYTES = 16_384;

export interface SignedMessage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
  /** ALPN id to ask for instead of that of HTTP/1.1. */
  readonly alpn?: string;
  /** Whether an endpoint server would answer so; whatever else answers with a 2xx (a captive portal) does not count. */
  readonly isAnswer: (answer: TransportAnswer) => boolean;
}

export interface Signer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly clockOffsetSeconds: number;
  /** A second signature over the same components, for an enrollment. */
  readonly alsoSign?: (
    components: readonly Component[],
    parameters: { created: number; nonce: string },
  ) => Signature;
}

/**
 * Signs a message and sends it down a road.
 * @throws TransportFailure, and Refusal for a status that is not 2xx or 304
 */
export async function exchange(
  ports: ClientPorts,
  road: Road,
  message: SignedMessage,
  signer: Signer,
  signal?: AbortSignal,
): Promise<TransportAnswer> {
  const { method, path, body, headers = {}, maxBytes = MAX_ANSWER_BYTES, alpn } = message;
  const { address, anchorsPem, systemStore } = road;
  const content = body === undefined ? undefined : Buffer.from(body);
  const answer = await ports.transport.send({
    ...{ address, method, path, anchorsPem, systemStore, maxBytes },
    headers: { ...headers, ...signedFields(ports, road, message, content, signer) },
    ...(content !== undefined && { body: content }),
    ...(alpn !== undefined && { alpn }),
    ...(signal !== undefined && { signal }),
  });
  if (message.isAnswer(answer)) return answer;
  if ((answer.status < 200 || answer.status > 299) && answer.status !== 304) throw new Refusal(answer);
  const seen = `status ${answer.status} with ${answer.body.length} bytes`;
  throw new TransportFailure('ANSWER_UNREADABLE', `${seen}, as no endpoint server answers this`);
}

function signedFields(
  { now, nonce: makeNonce }: ClientPorts,
  { address }: Road,
  { method, path }: SignedMessage,
  content: Buffer | undefined,
  { keyId, privateKey, clockOffsetSeconds, alsoSign }: Signer,
): Record<string, string> {
  const contentDigest = content === undefined ? undefined : contentDigestOf(content);
  const components = requestComponents({ method, targetUri: targetUriOf(address, path), contentDigest });
  const created = Math.floor(now() / 1000 + clockOffsetSeconds);
  const nonce = makeNonce();
  const signatures = [signComponents('sig', components, { created, nonce, keyId }, { privateKey })];
  if (alsoSign !== undefined) signatures.push(alsoSign(components, { created, nonce }));
  return {
    ...signatureFields(signatures),
    ...(contentDigest !== undefined && {
      'content-digest': contentDigest,
      'content-type': 'application/json',
    }),
  };
}

const keys = new WeakMap<object, KeyObject>();

/** The private key behind a PEM text, parsed once for each holder. */
export function privateKeyOf(holder: { readonly privateKeyPem: string }): KeyObject {
  const known = keys.get(holder);
  if (known !== undefined) return known;
  const key = createPrivateKey(holder.privateKeyPem);
  keys.set(holder, key);
  return key;
}
