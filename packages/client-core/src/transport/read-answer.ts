import type { IncomingMessage } from 'node:http';
import { type TransportAnswer, TransportFailure } from '../core/ports.ts';

/** The answer, whole. @throws TransportFailure when it is too large, and what breaks the connection */
export async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<TransportAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxBytes) throw new TransportFailure('ANSWER_TOO_LARGE', `more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}
