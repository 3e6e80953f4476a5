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

/** As it came over the wire. */
export interface RawReply extends Pick<Reply, 'status' | 'headers'> {
  readonly bytes: Buffer;
}

export async function send(port: number, request: WireRequest): Promise<Reply> {
  const { status, headers, bytes } = await sendForBytes(port, request);
  const body = bytes.toString('utf8');
  return { status, headers, body, code: codeOf(status, body) };
}

/** Sends it on a connection of its own. `transfer-encoding: chunked` among the headers leaves the length unsaid. */
export function sendForBytes(port: number, { body, ...request }: WireRequest): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const outgoing = startRequest({ host: '127.0.0.1', port, agent: false, ...request }, async (reply) => {
      try {
        const bytes = Buffer.concat(await Array.fromAsync(reply));
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes });
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
