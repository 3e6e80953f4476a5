import { once } from 'node:events';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Handshake {
  /** PEM, leaf first. */
  readonly chainPem: string;
  readonly keyPem: string;
  /** What the client trusts, PEM. */
  readonly anchorPem: string;
  readonly hostname: string;
}

/** A real handshake and one request over it, as a client does it. @returns `trusted`, or why not in OpenSSL's words */
export async function shakeHands({ chainPem, keyPem, anchorPem, hostname }: Handshake): Promise<string> {
  const server = createServer({ cert: chainPem, key: keyPem }, (_request, response) =>
    response.end('trusted'),
  );
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on TCP, and such an address is an object.
  const { port } = server.address() as AddressInfo;
  try {
    return await ask({ port, ca: anchorPem, servername: hostname });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

function ask(target: { port: number; ca: string; servername: string }): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const asked = request({ ...target, host: '127.0.0.1', agent: false, minVersion: 'TLSv1.2' }, (response) =>
    text(response).then(resolve, reject),
  );
  asked.on('error', ({ message }) => resolve(message));
  asked.end();
  return promise;
}
