import type { IncomingMessage, ServerResponse } from 'node:http';

/** One path of one hostname with the bytes that answer it, over HTTP and before anything else. */
export interface PathAnswer {
  readonly hostname: string;
  /** With its leading slash. */
  readonly path: string;
  readonly body: string;
}

/** What is answered on every HTTP port, whoever else is served there: an ACME server's http-01 asks for such paths. */
export class PathAnswers {
  readonly #bodies = new Map<string, string>();

  /** Replaces what was answered there before. */
  add({ hostname, path, body }: PathAnswer): Disposable {
    const key = `${hostname} ${path}`;
    this.#bodies.set(key, body);
    return {
      [Symbol.dispose]: () => {
        if (this.#bodies.get(key) === body) this.#bodies.delete(key);
      },
    };
  }

  /** @returns whether it was answered */
  tryAnswer(host: string | undefined, { method, url }: IncomingMessage, response: ServerResponse): boolean {
    if (this.#bodies.size === 0 || (method !== 'GET' && method !== 'HEAD')) return false;
    const body = this.#bodies.get(`${host} ${url}`);
    if (body === undefined) return false;
    const headers = { 'content-type': 'application/octet-stream', 'content-length': Buffer.byteLength(body) };
    response.writeHead(200, headers).end(body);
    return true;
  }
}
