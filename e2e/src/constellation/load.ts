import { lookup as systemLookup } from 'node:dns';
import { type ClientRequestArgs, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';

/** One address that is promised to answer for as long as the load runs on it. */
export interface Target {
  readonly url: string;
  /** PEM of the anchors that its certificates chain to; none over HTTP. */
  readonly anchorsPem?: readonly string[];
}

export interface LoadFigures {
  readonly requests: number;
  readonly failures: readonly string[];
}

/** Nothing that answers at all takes this long. */
const ANSWER_LIMIT_MS = 20_000;

/**
 * Clients that ask for a target again and again, half of them on a fresh connection each time and half on kept-alive
 * ones, and count on their side what failed: requests without a 200, and handshakes that did not verify.
 */
export class Load implements AsyncDisposable {
  #requests = 0;
  readonly #failures: string[] = [];
  readonly #stop = new AbortController();
  readonly #loops: Promise<void>[] = [];

  /** Adds as many fresh-connection and as many kept-alive clients on a target. */
  add(target: Target, clientsOfEachKind: number): void {
    for (let index = 0; index < clientsOfEachKind; index++) {
      for (const keepAlive of [false, true]) this.#loops.push(this.#loop(target, keepAlive));
    }
  }

  get figures(): LoadFigures {
    return { requests: this.#requests, failures: this.#failures };
  }

  /** Resolves when every request in flight has been answered. */
  async stop(): Promise<LoadFigures> {
    this.#stop.abort();
    await Promise.all(this.#loops);
    return this.figures;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #loop(target: Target, keepAlive: boolean): Promise<void> {
    const isHttps = target.url.startsWith('https:');
    const agent = isHttps
      ? new HttpsAgent({ keepAlive, maxCachedSessions: 0 })
      : new HttpAgent({ keepAlive });
    while (!this.#stop.signal.aborted) {
      const problem = await problemAt(target, agent);
      this.#requests++;
      if (problem !== undefined)
        this.#failures.push(`${keepAlive ? 'kept alive' : 'fresh'} ${target.url}: ${problem}`);
    }
    agent.destroy();
  }
}

/** What is wrong at a target; undefined when the answer was a whole 200. */
export function problemAt(
  { url, anchorsPem }: Target,
  agent: HttpAgent | false = false,
): Promise<string | undefined> {
  const options: ClientRequestArgs = { agent, lookup: loopback, timeout: ANSWER_LIMIT_MS };
  return new Promise((resolve) => {
    const request = url.startsWith('https:')
      ? httpsRequest(url, { ...options, ca: [...(anchorsPem ?? [])] })
      : httpRequest(url, options);
    request.on('response', (response) => {
      response.resume();
      response.on('end', () =>
        resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`),
      );
      response.on('error', (error) => resolve(error.message));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_LIMIT_MS} ms`)));
    request.on('error', (error) => resolve(error.message));
    request.end();
  });
}

/** RFC 6761 section 6.3: names under localhost are loopback. */
const loopback: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
};
