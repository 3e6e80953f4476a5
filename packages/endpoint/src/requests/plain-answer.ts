import type { ServerResponse } from 'node:http';

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

export function sendAnswer(response: ServerResponse, { status, headers, body }: PlainAnswer): void {
  response.writeHead(status, headers);
  response.end(body);
}
