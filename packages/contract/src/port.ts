import { contractErrors } from './errors.ts';

/** Longest part of a wrong port that is repeated to the reader. */
const SHOWN_LENGTH = 80;

/** A TCP port from 1 to 65535. @throws PORT_INVALID */
export function parsePort(value: number | string): number {
  const port = typeof value === 'number' ? value : /^[1-9]\d{0,4}$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw contractErrors.error('PORT_INVALID', {
      seen: typeof value === 'number' ? String(value) : JSON.stringify(value.slice(0, SHOWN_LENGTH)),
      expected: 'a whole number from 1 to 65535',
    });
  }
  return port;
}
