import type { IncomingMessage } from 'node:http';
import { type Address, asId, type ClientId } from '@causeway/contract';
import { type ClientAction, SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import {
  type ClaimedSignature,
  getSignature,
  readSignatures,
  requestComponents,
  targetUriOf,
  verifySignature,
} from '@causeway/message-signatures';
import type { ClientRecord } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import type { KnownClients } from './known-clients.ts';
import { digestField } from './read-content.ts';
import type { ReplayWindow } from './replay-window.ts';

/** Who sent a request. */
export interface Sender {
  readonly clientId: ClientId;
  readonly kind: ClientRecord['kind'];
  /** What it is asked to do. */
  readonly actions: readonly ClientAction[];
  /** When the client says that it signed, in seconds since 1970 by its clock and its own correction. */
  readonly created: number;
  /** The signature of this request: what an answer to it alone names. */
  readonly signature: Buffer;
}

export interface Freshness {
  readonly replays: ReplayWindow;
  readonly now: () => number;
}

export interface Guards extends Freshness {
  readonly clients: KnownClients;
}

/**
 * The client behind a signed request that arrived at this address. The digest is signed; that the content fits it is
 * for `readContent` to find, before or after.
 * @throws the codes of message-signatures, CLIENT_UNKNOWN, CLIENT_RETIRED, CLOCK_SKEWED, REQUEST_REPLAYED
 */
export async function authenticate(
  request: IncomingMessage,
  address: Address,
  guards: Guards,
): Promise<Sender> {
  const claimed = getSignature(readSignatures(request.headers), 'sig');
  const { clients } = guards;
  const { publicKey, kind, actions } = clients.find(claimed.keyId) ?? (await clients.get(claimed.keyId));
  verifySignature(claimed, componentsOf(request, address), { publicKey });
  requireFresh(claimed, guards);
  const { keyId, created, value } = claimed;
  return { clientId: asId<ClientId>(keyId), kind, actions, created, signature: value };
}

/** What a signature on this request must cover. */
export function componentsOf(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, address: Address) {
  return requestComponents({
    method: request.method ?? '',
    targetUri: targetUriOf(address, request.url ?? ''),
    contentDigest: digestField(request),
  });
}

/** After the signature, so that nobody else can use up a nonce. @throws CLOCK_SKEWED, REQUEST_REPLAYED */
export function requireFresh({ created, nonce, keyId }: ClaimedSignature, { replays, now }: Freshness): void {
  const at = now();
  const skew = created - at / 1000;
  if (Math.abs(skew) > SIGNATURE_WINDOW_SECONDS) {
    throw endpointErrors.error('CLOCK_SKEWED', {
      seen: `a clock that is ${Math.abs(Math.round(skew))} s ${skew < 0 ? 'behind' : 'ahead'}`,
      expected: `at most ${SIGNATURE_WINDOW_SECONDS} s`,
    });
  }
  if (!replays.isFresh(`${nonce} ${keyId}`, at))
    throw endpointErrors.error('REQUEST_REPLAYED', { seen: 'a nonce for the second time' });
}
