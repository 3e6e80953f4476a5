import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import type { ChangeView, ConfigureAnswer } from '@causeway/contract/admin';
import type { Installation } from './installation.ts';

export interface ApiAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Provisioning's HTTP API as a program uses it, signed in as the installation's admin. */
export class Api {
  readonly #installation: Installation;
  readonly #secret: string;

  constructor(installation: Installation) {
    this.#installation = installation;
    this.#secret = JSON.parse(readFileSync(installation.folder.file('session.json'), 'utf8')).secret;
  }

  /** The caller names the shape that the OpenAPI document gives. */
  call<Body>(method: string, path: string, body?: unknown): Promise<ApiAnswer<Body>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const options = {
      method,
      agent: false,
      ca: readFileSync(this.#installation.folder.file('data', 'console.pem')),
      headers: {
        authorization: `Bearer ${this.#secret}`,
        ...(text !== undefined && { 'content-type': 'application/json' }),
      },
    };
    const url = `https://localhost:${this.#installation.consolePort}/api/v1${path}`;
    return new Promise((resolve, reject) => {
      const asked = request(url, options, (response) => {
        const status = response.statusCode ?? 0;
        json(response).then((answer) => resolve({ status, body: answer as Body }), reject);
      });
      asked.on('error', reject);
      asked.end(text);
    });
  }

  /** Calls, and throws unless it worked. */
  async must<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await this.call<Body>(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Configures a tenant and waits until the change is over. @throws unless it is done */
  async configure(tenant: string, site: object): Promise<ChangeView | undefined> {
    const { change } = await this.must<ConfigureAnswer>('POST', `/tenants/${tenant}/site`, site);
    if (change === undefined) return undefined;
    while (true) {
      const view = await this.must<ChangeView>('GET', `/changes/${change}`);
      if (view.state === 'done') return view;
      if (view.state !== 'running' && view.state !== 'crossing')
        throw new Error(`${view.state}: ${JSON.stringify(view.error)}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

const POLL_MS = 10;
