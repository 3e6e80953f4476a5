import { clientErrors } from '@causeway/client-core';
import { type Address, formatAddress, parseAddress } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';

/** An address with its port, or with the scheme's own left out. @throws SERVER_INVALID */
export function parseServer(text: string): Address {
  const bare = text.trim().replace(/\/$/, '').toLowerCase();
  const full = /:\d+$/.test(bare) ? bare : `${bare}:${bare.startsWith('https:') ? 443 : 80}`;
  try {
    return formatAddress(parseAddress(full));
  } catch (cause) {
    const expected = cause instanceof CausewayError ? cause.expected : undefined;
    throw clientErrors.error('SERVER_INVALID', { seen: JSON.stringify(text.slice(0, 300)), expected, cause });
  }
}
