import { serverErrors } from '../errors.ts';
import { anyNumber } from './read-option.ts';

/** `HOST:PORT` of another machine, an IPv6 address in brackets; both are judged by the server. @throws PLACE_INVALID */
export function readPlace(text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,15})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host !== undefined && port !== undefined) return { host, port: anyNumber(port) };
  throw serverErrors.error('PLACE_INVALID', {
    seen: JSON.stringify(text.slice(0, 300)),
    expected: 'HOST:PORT, such as mail.acme.example:465',
  });
}
