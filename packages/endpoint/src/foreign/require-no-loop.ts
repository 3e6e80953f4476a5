import type { IncomingMessage } from 'node:http';
import { endpointErrors } from '../errors.ts';

/** As many proxy agents as a message may come through. */
const MOST_PROXIES = 5;

/** @throws FOREIGN_PROXY_LOOP */
export function requireNoLoop({ headers }: IncomingMessage): void {
  const field = headers['glpi-proxy-id'];
  if (field === undefined) return;
  const proxies = String(field)
    .toLowerCase()
    .split(',')
    .map((id) => id.trim());
  if (proxies.length <= MOST_PROXIES && new Set(proxies).size === proxies.length) return;
  throw endpointErrors.error('FOREIGN_PROXY_LOOP', {
    seen: `${proxies.length} proxies`,
    expected: `at most ${MOST_PROXIES}, each once`,
  });
}
