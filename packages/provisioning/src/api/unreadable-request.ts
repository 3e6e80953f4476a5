import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { provisioningErrors } from '../errors.ts';

/** Answers what node:http could not read as a request at all, in the form of every other answer. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // The other side is gone, or has an answer already.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const { status, answer } = explain(error);
  const body = JSON.stringify({ error: answer.toDocument() });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function explain(error: Error & { code?: string }) {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        answer: provisioningErrors.error('REQUEST_TOO_LARGE', {
          seen: 'a request line with fields of more than 16 KiB',
          expected: 'at most 16 KiB before the body',
          hint: 'Names and tokens are short; check what was put into the address.',
        }),
      };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        answer: provisioningErrors.error('REQUEST_INVALID', {
          seen: 'a request that did not end',
          expected: 'the whole of it in time',
        }),
      };
    default:
      return {
        status: 400,
        answer: provisioningErrors.error('REQUEST_INVALID', {
          seen: `bytes that are no HTTP request (${error.code ?? error.message})`,
          expected: 'HTTP/1.1 (RFC 9112)',
        }),
      };
  }
}
