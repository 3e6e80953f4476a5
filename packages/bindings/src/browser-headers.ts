import { isIP } from 'node:net';
import { isTrialHostname } from '@causeway/contract';

/** A year; browsers count it anew with every answer. */
const KEEP_TO_HTTPS_SECONDS = 31_536_000;

/** For answers that are data: a browser takes them for what they are called, runs nothing and frames nothing. */
const dataOnly = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/**
 * What a browser is told with an answer over HTTPS; agents pay no heed to it. A website sets its own policy over this.
 * `isHttpServed` as the bindings say it.
 */
export function browserHeaders(hostname: string, isHttpServed: boolean): Readonly<Record<string, string>> {
  const transport = strictTransportOf(hostname, isHttpServed);
  return { ...dataOnly, ...(transport !== undefined && { 'strict-transport-security': transport }) };
}

/**
 * Strict-Transport-Security holds for every port of a hostname (RFC 6797 section 8.3): a browser could no longer open
 * what is served over HTTP there, and the way back from HTTPS would be closed to it. While HTTP is served it is asked
 * to forget. The names of trials are shared with everything else on the machine, and addresses are none of it.
 */
function strictTransportOf(hostname: string, isHttpServed: boolean): string | undefined {
  if (isTrialHostname(hostname) || isIP(hostname) !== 0) return undefined;
  return `max-age=${isHttpServed ? 0 : KEEP_TO_HTTPS_SECONDS}`;
}
