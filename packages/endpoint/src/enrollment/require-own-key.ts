import type { ClaimedSignature } from '@causeway/message-signatures';
import { endpointErrors } from '../errors.ts';

/** @throws MESSAGE_INVALID unless it is the key to be enrolled that signs */
export function requireOwnKey({ keyId }: ClaimedSignature, publicKey: string): void {
  if (keyId === publicKey) return;
  throw endpointErrors.error('MESSAGE_INVALID', {
    seen: 'a signature by another key than the one to be enrolled',
  });
}
