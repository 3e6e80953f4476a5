import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { formatAddress, type Scheme } from '@causeway/contract';
import { loopback } from '../prove/dial.ts';

export interface LoadTarget {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  readonly anchorPem?: string;
}

/** Asks again and again, on fresh connections or on one that is kept alive, and counts on the client's side. */
export class HttpLoad {
  requests = 0;
  readonly failures: string[] = [];
  /** SHA-256 of every certificate that was shown. */
  readonly certificates = new Set<string>();
  readonly #loops: Promise<void>[] = [];
  #isOn = true;

  add(target: LoadTarget, keepAlive: boolean): void {
    this.#loops.push(this.#loop(target, keepAlive));
  }

  /** Resolves once that many more requests were answered. */
  async more(requests: number): Promise<void> {
    const goal = this.requests + requests;
    while (this.requests < goal) await new Promise((resolve) => setImmediate(resolve));
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await Promise.all(this.#loops);
  }

  async #loop(target: LoadTarget, keepAlive: boolean): Promise<void> {
    const agent =
      target.scheme === 'https'
        ? new HttpsAgent({ keepAlive, maxCachedSessions: 0 })
        : new HttpAgent({ keepAlive });
    while (this.#isOn) {
      const failure = await this.#ask(target, agent);
      this.requests++;
      if (failure !== undefined)
        this.failures.push(`${keepAlive ? 'kept alive' : 'fresh'} ${formatAddress(target)}: ${failure}`);
    }
    agent.destroy();
  }

  #ask(
    { scheme, hostname, port, anchorPem = '' }: LoadTarget,
    agent: HttpAgent,
  ): Promise<string | undefined> {
    const options = { hostname, port, path: '/', agent, lookup: loopback };
    return new Promise((resolve) => {
      const request =
        scheme === 'https'
          ? httpsRequest({ ...options, ca: anchorPem, servername: hostname })
          : httpRequest(options);
      request.on('error', (error) => resolve(error.message));
      request.on('response', (response) => {
        if (scheme === 'https') this.#note(response.socket as TLSSocket);
        response
          .resume()
          .on('end', () =>
            resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`),
          );
      });
      request.end();
    });
  }

  #note(socket: TLSSocket): void {
    const shown = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
    if (shown !== undefined) this.certificates.add(shown);
  }
}
