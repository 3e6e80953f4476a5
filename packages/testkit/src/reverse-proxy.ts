import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as passOn,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestCertificate } from './certificate-authority.ts';

export interface ReverseProxyOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** TLS ends here; plain HTTP without one. */
  readonly certificate?: Pick<TestCertificate, 'chainPem' | 'keyPem'> | undefined;
  /** The address of this machine that it connects from. */
  readonly from?: string;
  /** The port at 127.0.0.1 that it passes on to. */
  readonly to: number;
  /** Fields of the request as it is passed on; what a well set up proxy says when left out. */
  readonly headersOf?: (request: IncomingMessage) => IncomingHttpHeaders;
}

/** A reverse proxy that says of its requests what a test wants it to say. */
export class ReverseProxy implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(options: ReverseProxyOptions): Promise<ReverseProxy> {
    const { certificate, port } = options;
    const answer = (request: IncomingMessage, response: ServerResponse) => pass(request, response, options);
    const server =
      certificate === undefined
        ? createServer(answer)
        : createTlsServer({ cert: certificate.chainPem, key: certificate.keyPem }, answer);
    server.listen(port);
    await once(server, 'listening');
    return new ReverseProxy(server);
  }

  get port(): number {
    // It listens on a port, not on a path.
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function pass(request: IncomingMessage, response: ServerResponse, options: ReverseProxyOptions): void {
  const { to, from = '127.0.0.1', headersOf = sayTruly } = options;
  const { method, url } = request;
  const target = { host: '127.0.0.1', port: to, localAddress: from, agent: false, method, path: url };
  const passed = passOn({ ...target, headers: headersOf(request) }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.writeHead(502).end());
  request.pipe(passed);
}

/** Everything as it came, and the scheme by which it came. */
export function sayTruly({ headers, socket }: IncomingMessage): IncomingHttpHeaders {
  return { ...headers, 'x-forwarded-proto': 'encrypted' in socket ? 'https' : 'http' };
}
