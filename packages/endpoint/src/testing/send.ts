import { type IncomingHttpHeaders, request as startRequest } from 'node:http';
import type { ErrorDocument } from '@causeway/errors';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Of a refusal; undefined otherwise. */
  readonly code: string | undefined;
}

/** Sends it on a connection of its own. `transfer-encoding: chunked` among the headers leaves the length unsaid. */
export function send(port: number, { body, ...request }: WireRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = startRequest({ host: '127.0.0.1', port, agent: false, ...request }, async (reply) => {
      try {
        const text = Buffer.concat(await Array.fromAsync(reply)).toString('utf8');
        const status = reply.statusCode ?? 0;
        resolve({ status, headers: reply.headers, body: text, code: codeOf(status, text) });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function codeOf(status: number, text: string): string | undefined {
  if (status < 400 || text === '') return undefined;
  const { error }: { error: ErrorDocument } = JSON.parse(text);
  return error.code;
}
