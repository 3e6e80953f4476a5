import { asId, type ClientId, isUuid } from '@causeway/contract';
import { ReEnrollRequest } from '@causeway/contract/client-messages';
import { type ClaimedSignature, getSignature, verifySignature } from '@causeway/message-signatures';
import { Compile } from 'typebox/compile';
import type { ClientRecord, EndpointStore } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import { componentsOf, type Freshness, requireFresh } from '../requests/authenticate.ts';
import { toPublicKey } from '../requests/known-clients.ts';
import { parseMessage } from '../requests/parse-message.ts';
import type { EnrollmentArrival, EnrollmentRequest } from './enrollment-request.ts';
import { requireOwnKey } from './require-own-key.ts';

/** The label of the signature by the key that a client has. */
export const FORMER_LABEL = 'former';

const message = Compile(ReEnrollRequest);

export interface ReEnrollmentOptions extends Freshness {
  readonly clients: Pick<EndpointStore['clients'], 'find' | 'setKey'>;
}

/** Puts a new key of a client in the place of the one that it has. */
export class ReEnrollment {
  readonly #options: ReEnrollmentOptions;

  constructor(options: ReEnrollmentOptions) {
    this.#options = options;
  }

  /**
   * One that has the new key already, because the answer was lost, needs no proof of the old one: that is nobody's.
   * @throws the codes of message-signatures, MESSAGE_INVALID, CLIENT_UNKNOWN, CLIENT_RETIRED, CLIENT_KEY_TAKEN,
   * CLOCK_SKEWED, REQUEST_REPLAYED
   */
  async accept(
    request: EnrollmentRequest,
    arrival: EnrollmentArrival,
    claimed: ReadonlyMap<string, ClaimedSignature>,
  ): Promise<ClientRecord> {
    const { publicKey, clientId } = parseMessage(request.content, message);
    const [own, former] = [getSignature(claimed, 'sig'), getSignature(claimed, FORMER_LABEL)];
    requireOwnKey(own, publicKey);
    requireNamed(former, clientId);
    const client = await this.#getClient(clientId);
    const components = componentsOf(request, arrival.address);
    verifySignature(own, components, { publicKey: toPublicKey(publicKey) });
    const isDone = client.publicKey === publicKey;
    if (!isDone) verifySignature(former, components, { publicKey: toPublicKey(client.publicKey) });
    requireFresh(own, this.#options);
    if (isDone) return client;
    requireFresh(former, this.#options);
    return (await this.#options.clients.setKey(client.id, publicKey)) ?? client;
  }

  async #getClient(id: string): Promise<ClientRecord> {
    const client = isUuid(id) ? await this.#options.clients.find(asId<ClientId>(id)) : undefined;
    if (client?.kind !== 'native')
      throw endpointErrors.error('CLIENT_UNKNOWN', { seen: JSON.stringify(id.slice(0, 100)) });
    if (client.standing === 'retired') throw endpointErrors.error('CLIENT_RETIRED', { seen: client.name });
    return client;
  }
}

function requireNamed({ keyId }: ClaimedSignature, clientId: string): void {
  if (keyId === clientId) return;
  throw endpointErrors.error('MESSAGE_INVALID', { seen: 'a signature by another client than the one named' });
}
