import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Installation } from '../constellation/installation.ts';

export interface Asked {
  readonly method: string;
  /** Below `/api/v1`, sent as it is. */
  readonly path: string;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Of an admin unless it says otherwise; `null` sends none. */
  readonly secret?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Provisioning's HTTP API, asked anything at all over one kept connection. Disposing closes it. */
export class Questioner implements Disposable {
  readonly #installation: Installation;
  readonly #secret: string;
  readonly #agent: Agent;

  constructor(installation: Installation) {
    this.#installation = installation;
    this.#secret = JSON.parse(readFileSync(installation.folder.file('session.json'), 'utf8')).secret;
    const ca = readFileSync(installation.folder.file('data', 'console.pem'));
    this.#agent = new Agent({ keepAlive: true, maxSockets: 1, ca });
  }

  ask({ method, path, body, secret = this.#secret, headers }: Asked): Promise<Answered> {
    const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const options: RequestOptions = {
      method,
      agent: this.#agent,
      host: 'localhost',
      port: this.#installation.consolePort,
      path: `/api/v1${path}`,
      headers: {
        ...(secret !== null && { authorization: `Bearer ${secret}` }),
        ...(content !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(content),
        }),
        ...headers,
      },
    };
    return new Promise((resolve, reject) => {
      const asked = request(options, (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 0, text: answer }), reject);
      });
      asked.on('error', reject);
      asked.end(content);
    });
  }

  /** The caller names the shape that the OpenAPI document gives. @throws unless it worked */
  async must<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const { status, text: answer } = await this.ask({ method, path, body });
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${answer}`);
    return (answer === '' ? undefined : JSON.parse(answer)) as Body;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
