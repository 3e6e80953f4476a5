import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import type { SecureContextOptions } from 'node:tls';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web server that keeps what it is sent and answers what it is told. */
export class WebhookReceiver implements AsyncDisposable {
  readonly requests: ReceivedRequest[] = [];
  /** Answers to the requests to come, in order; 204 afterwards. `silence` never answers. */
  readonly answers: (ReceiverAnswer | 'silence')[] = [];
  readonly #server: Server;
  readonly #scheme: 'http' | 'https';

  private constructor(certificate: Pick<SecureContextOptions, 'cert' | 'key'> | undefined) {
    this.#scheme = certificate === undefined ? 'http' : 'https';
    this.#server = certificate === undefined ? createHttpServer() : createHttpsServer(certificate);
    this.#server.on('request', async (request, response) => {
      const { method = '', url = '', headers } = request;
      this.requests.push({ method, path: url, headers, body: await text(request) });
      const answer = this.answers.shift() ?? { status: 204 };
      if (answer !== 'silence') response.writeHead(answer.status, { ...answer.headers }).end();
    });
  }

  static async start(certificate?: Pick<SecureContextOptions, 'cert' | 'key'>): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(certificate);
    receiver.#server.listen(0, 'localhost');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  /** Its address by that name. */
  url(hostname = 'localhost'): string {
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return `${this.#scheme}://${hostname}:${port}/hook?of=acme`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
