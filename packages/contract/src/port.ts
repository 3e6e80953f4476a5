import { contractErrors } from './errors.ts';

/** A TCP port from 1 to 65535. @throws PORT_INVALID */
export function parsePort(value: number | string): number {
  const port = typeof value === 'number' ? value : /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw contractErrors.error('PORT_INVALID', {
      seen: JSON.stringify(value),
      expected: 'a whole number from 1 to 65535',
    });
  }
  return port;
}
