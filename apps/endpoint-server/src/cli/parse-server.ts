import { type Address, formatAddress, parseAddress } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { endpointServerErrors } from '../errors.ts';

/** An address with its port, or with the scheme's own left out. @throws SITE_OPTION_INVALID */
export function parseServer(text: string): Address {
  const bare = text.trim().replace(/\/$/, '').toLowerCase();
  const full = /:\d+$/.test(bare) ? bare : `${bare}:${bare.startsWith('https:') ? 443 : 80}`;
  try {
    return formatAddress(parseAddress(full));
  } catch (cause) {
    throw endpointServerErrors.error('SITE_OPTION_INVALID', {
      seen: `--server ${JSON.stringify(text.slice(0, 300))}`,
      expected: cause instanceof CausewayError ? cause.expected : 'http://host:port or https://host:port',
      cause,
    });
  }
}
