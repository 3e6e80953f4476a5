import { parsePort } from '@causeway/contract';
import { serverErrors } from '../errors.ts';

export interface ListenPlace {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, an IPv6 host in brackets. @throws LISTEN_INVALID, PORT_INVALID */
export function parseListenPlace(text: string): ListenPlace {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:]+)\]|([^:[\]]+)):(\d+)$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || port === undefined)
    throw serverErrors.error('LISTEN_INVALID', {
      seen: JSON.stringify(text),
      expected: 'HOST:PORT, an IPv6 address in brackets',
    });
  return { host, port: parsePort(port) };
}
