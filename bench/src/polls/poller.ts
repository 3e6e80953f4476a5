import { randomBytes } from 'node:crypto';
import { connect, type SecureContext } from 'node:tls';
import {
  contentDigestOf,
  requestComponents,
  signatureFields,
  signComponents,
  targetUriOf,
} from '@causeway/message-signatures';
import type { EnrolledClient } from './fleet.ts';

export interface PollTarget {
  readonly hostname: string;
  readonly port: number;
  /** Holds the trust; made once, so that the load costs as little as it can. */
  readonly context: SecureContext;
}

/** The bytes of one signed poll, fresh. */
export function signedPoll(
  { hostname, port }: PollTarget,
  { id, privateKey }: EnrolledClient,
  revision: number,
): string {
  const body = JSON.stringify({ fetchedRevision: revision, appliedRevision: revision, version: 'bench' });
  const contentDigest = contentDigestOf(body);
  const targetUri = targetUriOf(`https://${hostname}:${port}`, '/client/poll');
  const parameters = {
    created: Math.floor(Date.now() / 1000),
    nonce: randomBytes(16).toString('base64url'),
    keyId: id,
  };
  const components = requestComponents({ method: 'POST', targetUri, contentDigest });
  const fields = signatureFields([signComponents('sig', components, parameters, { privateKey })]);
  return [
    'POST /client/poll HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Content-Digest: ${contentDigest}`,
    `Signature-Input: ${fields['signature-input']}`,
    `Signature: ${fields.signature}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** Sends each of the requests on a fresh TLS 1.3 connection, some at a time. @throws unless each is answered with `expected` */
export async function sendAll(
  target: PollTarget,
  requests: readonly string[],
  expected: string,
  atOnce: number,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < requests.length) {
      const answer = await send(target, requests[next++] ?? '');
      if (!answer.startsWith(expected)) throw new Error(`expected ${expected}, got ${answer.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function send({ hostname, port, context }: PollTarget, request: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect({
    host: '127.0.0.1',
    port,
    servername: hostname,
    secureContext: context,
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['http/1.1'],
  });
  const chunks: Buffer[] = [];
  socket.on('secureConnect', () => socket.write(request));
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
  socket.on('error', reject);
  return promise.finally(() => socket.destroy());
}
