import type { UploadFleetProcess } from './upload-fleet-process.ts';

/** What a client may meet where an endpoint server is killed, or has no room. Nothing says that it is unknown, or wrong. */
const EXPECTED = ['CONNECTION_REFUSED', 'CONNECTION_RESET', 'TIMEOUT', 'SPOOL_FULL'];

/** Codes of all else, and of refusals for want of room that did not say when to come back. */
export function unexpectedFailures({ failures }: UploadFleetProcess): string[] {
  const strange = failures.filter(({ code }) => !EXPECTED.includes(code)).map(({ code }) => code);
  const abrupt = failures.filter(
    ({ code, retryAfterSeconds }) => code === 'SPOOL_FULL' && !(Number(retryAfterSeconds) > 0),
  );
  return [...new Set(strange), ...(abrupt.length > 0 ? ['SPOOL_FULL without Retry-After'] : [])];
}
