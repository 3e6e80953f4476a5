import { once } from 'node:events';
import type { ClientRequest } from 'node:http';
import { createServer, type RequestOptions, request, type Server } from 'node:https';
import type { LookupFunction } from 'node:net';
import { rootCertificates, type SecureContextOptions } from 'node:tls';
import { tlsProfile } from '@causeway/bindings';
import type { ChainCase } from './chain-case.ts';

export type LiveVerdict =
  | { readonly kind: 'accepted' }
  /** By the client, with the code of Node and OpenSSL's sentence, or by an alert of either side. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** The server could not even load it. */
  | { readonly kind: 'unservable'; readonly message: string };

/** A TLS server on loopback that serves one chain after the other, and the request that the native client would make. */
export class LiveServer implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<LiveServer> {
    const server = createServer({ ...tlsProfile }, (_request, response) => response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LiveServer(server);
  }

  /** Serves `chainPem` and dials it by the case's hostname, under its anchors. */
  async shake(chainPem: string, { keyPem, hostname, anchor }: ChainCase): Promise<LiveVerdict> {
    try {
      this.#server.setSecureContext(servedContext(chainPem, keyPem));
    } catch (error) {
      return { kind: 'unservable', message: error instanceof Error ? error.message : String(error) };
    }
    return this.#dial(hostname, anchor === undefined ? rootCertificates : [anchor]);
  }

  async #dial(hostname: string, ca: readonly string[]): Promise<LiveVerdict> {
    try {
      const asked = ask(hostname, this.#port(), ca);
      const [response] = await once(asked, 'response');
      response.resume();
      await once(response, 'end');
      return { kind: 'accepted' };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const code = 'code' in error ? String(error.code) : error.name;
      return { kind: 'refused', code, message: error.message };
    }
  }

  #port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return address.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** With the options of the native client's transport. An address instead of a name is refused by `request` itself. */
function ask(hostname: string, port: number, ca: readonly string[]): ClientRequest {
  const options: RequestOptions = { hostname, port, agent: false, lookup: loopback, servername: hostname };
  return request({ ...options, ca: [...ca], minVersion: 'TLSv1.2' }).end();
}

/** Our profile, but for its strength: a server that would not load a weak chain hides what clients make of it. */
function servedContext(cert: string, key: string): SecureContextOptions {
  return { ...tlsProfile, ciphers: `${tlsProfile.ciphers}:@SECLEVEL=0`, cert, key };
}

const loopback: LookupFunction = (_hostname, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};
