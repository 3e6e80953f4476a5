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
import type { ClientState } from './client-state.ts';
import type { ClientPorts, TransportAnswer } from './ports.ts';
import { TransportFailure } from './ports.ts';
import { Refusal } from './refusal.ts';
import type { Road } from './road.ts';

/** An answer of ours to a request of ours takes no more. */
const MAX_ANSWER_BYTES = 16_384;

export interface SignedMessage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Text, or bytes as they are to be sent: with a `content-encoding` in the headers, the encoded ones. */
  readonly body?: string | Uint8Array;
  /** By lower-case name. A body is `application/json` unless they say otherwise. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
  /** For an answer that the other side may hold back; the transport's own limit when left out. */
  readonly timeoutMs?: number;
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

/** An answer together with what it must be bound to. */
export interface Exchanged extends TransportAnswer {
  /** Base64 of the request's own signature `sig`: a signed answer covers it (RFC 9421 section 2.4). */
  readonly requestSignature: string;
}

/**
 * Signs a message and sends it down a road. Nothing is noted: neither a proof nor a failure of the address, nor the
 * server's time when it refuses ours as CLOCK_SKEWED; the next round of the client does all of that.
 * @throws TransportFailure, and Refusal for a status that is not 2xx or 304
 */
export async function exchange(
  ports: Pick<ClientPorts, 'transport' | 'now' | 'nonce'>,
  road: Road,
  message: SignedMessage,
  signer: Signer,
  signal?: AbortSignal,
): Promise<Exchanged> {
  const { method, path, body, headers = {}, maxBytes = MAX_ANSWER_BYTES, timeoutMs, alpn } = message;
  const { address, anchorsPem, systemStore } = road;
  const content = body === undefined ? undefined : Buffer.from(body);
  const { fields, requestSignature } = sign(ports, road, message, content, signer);
  const answer = await ports.transport.send({
    ...{ address, method, path, anchorsPem, systemStore, maxBytes },
    headers: { ...(content !== undefined && JSON_CONTENT), ...headers, ...fields },
    ...(content !== undefined && { body: content }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(alpn !== undefined && { alpn }),
    ...(signal !== undefined && { signal }),
  });
  if (message.isAnswer(answer)) return { ...answer, requestSignature };
  if ((answer.status < 200 || answer.status > 299) && answer.status !== 304) throw new Refusal(answer);
  const seen = `status ${answer.status} with ${answer.body.length} bytes`;
  throw new TransportFailure('ANSWER_UNREADABLE', `${seen}, as no endpoint server answers this`);
}

const JSON_CONTENT = { 'content-type': 'application/json' };

interface Signed {
  readonly fields: Readonly<Record<string, string>>;
  readonly requestSignature: string;
}

function sign(
  { now, nonce: makeNonce }: Pick<ClientPorts, 'now' | 'nonce'>,
  { address }: Road,
  { method, path }: SignedMessage,
  content: Buffer | undefined,
  { keyId, privateKey, clockOffsetSeconds, alsoSign }: Signer,
): Signed {
  const contentDigest = content === undefined ? undefined : contentDigestOf(content);
  const components = requestComponents({ method, targetUri: targetUriOf(address, path), contentDigest });
  const created = Math.floor(now() / 1000 + clockOffsetSeconds);
  const nonce = makeNonce();
  const own = signComponents('sig', components, { created, nonce, keyId }, { privateKey });
  const signatures = alsoSign === undefined ? [own] : [own, alsoSign(components, { created, nonce })];
  const digest = contentDigest === undefined ? {} : { 'content-digest': contentDigest };
  return {
    fields: { ...signatureFields(signatures), ...digest },
    requestSignature: own.value.toString('base64'),
  };
}

/** The client's own key, under the id that its enrollment gave it, at the server's time as far as it is known. */
export function signerOf(state: ClientState): Signer {
  const { clientId, clockOffsetSeconds } = state;
  return { keyId: clientId ?? '', privateKey: privateKeyOf(state), clockOffsetSeconds };
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
