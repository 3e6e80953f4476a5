import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer as plain data: it can be sent from here, or carried to where the request came in. */
export interface PlainAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export function jsonAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): PlainAnswer {
  const length = String(Buffer.byteLength(body));
  return {
    status,
    body,
    headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
  };
}

/**
 * An answer that comes before the request is whole ends with it: a connection that is closed upon somebody who still sends
 * takes the answer along.
 */
export function sendAnswer(response: ServerResponse, { status, headers, body }: PlainAnswer): void {
  const { req: request } = response;
  response.writeHead(status, headers);
  // One that comes from no socket (light-my-request) is there as a whole, and says nothing of it.
  if (request.complete !== false || !hasContent(request)) return void response.end(body);
  response.write(body);
  request.once('close', () => response.end()).resume();
}

/** RFC 9112 section 6: one of these fields says that there is some. */
function hasContent({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}
