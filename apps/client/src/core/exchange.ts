import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ErrorDocument } from '@causeway/errors';
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
import type { Road } from './roads.ts';

/** An answer of ours to a request of ours takes no more. */
const MAX_ANSWER_BYTES = 16_384;

/** The endpoint server answered, and refused. */
export class Refusal extends TransportFailure {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  /** The server's own time, milliseconds since 1970. */
  readonly serverTime: number | undefined;

  constructor(answer: TransportAnswer) {
    const error = readError(answer.body);
    super(error?.code ?? `HTTP_STATUS_${answer.status}`, error?.message ?? `status ${answer.status}`);
    this.status = answer.status;
    this.retryAfterSeconds = readSeconds(answer.headers['retry-after']);
    const date = Date.parse(answer.headers.date ?? '');
    this.serverTime = Number.isNaN(date) ? undefined : date;
  }
}

export interface SignedMessage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
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

/** Signs a message and sends it down a road. @throws TransportFailure, Refusal for a status that is not 2xx or 304 */
export async function exchange(
  ports: ClientPorts,
  road: Road,
  message: SignedMessage,
  signer: Signer,
  signal?: AbortSignal,
): Promise<TransportAnswer> {
  const { method, path, body, headers = {}, maxBytes = MAX_ANSWER_BYTES } = message;
  const { address, anchorsPem, systemStore } = road;
  const content = body === undefined ? undefined : Buffer.from(body);
  const answer = await ports.transport.send({
    ...{ address, method, path, anchorsPem, systemStore, maxBytes },
    headers: { ...headers, ...signedFields(ports, road, message, content, signer) },
    ...(content !== undefined && { body: content }),
    ...(signal !== undefined && { signal }),
  });
  if ((answer.status >= 200 && answer.status < 300) || answer.status === 304) return answer;
  throw new Refusal(answer);
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

function readError(body: Uint8Array): Pick<ErrorDocument, 'code' | 'message'> | undefined {
  try {
    const { error } = JSON.parse(Buffer.from(body).toString('utf8')) as { error?: ErrorDocument };
    return typeof error?.code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(error.code) ? error : undefined;
  } catch {
    return undefined;
  }
}

function readSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
