import { createPublicKey, type KeyObject } from 'node:crypto';
import { asId, type ClientId, isUuid } from '@causeway/contract';
import type { EndpointStore } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';

/** Keys in memory: some 150 MB at the most, and a day's clients of a large site. */
const MOST_KEYS = 100_000;

/** The keys of clients that came lately; the rest are in the store. */
export class KnownClients {
  readonly #store: EndpointStore;
  readonly #keys = new Map<string, KeyObject>();
  #timesForgotten = 0;

  constructor(store: EndpointStore) {
    this.#store = store;
  }

  /** Undefined when the store has to be asked. */
  find(id: string): KeyObject | undefined {
    return this.#keys.get(id);
  }

  /** @throws CLIENT_UNKNOWN, CLIENT_RETIRED */
  async get(id: string): Promise<KeyObject> {
    const before = this.#timesForgotten;
    const record = isUuid(id) ? await this.#store.clients.find(asId<ClientId>(id)) : undefined;
    if (record === undefined || record.publicKey === '') {
      throw endpointErrors.error('CLIENT_UNKNOWN', { seen: JSON.stringify(id.slice(0, 100)) });
    }
    if (record.standing === 'retired') throw endpointErrors.error('CLIENT_RETIRED', { seen: record.name });
    const key = toPublicKey(record.publicKey);
    // What was read while somebody was being forgotten may be of before: good for this request, and not kept.
    if (before === this.#timesForgotten) this.#keep(id, key);
    return key;
  }

  forget(id: ClientId): void {
    this.#timesForgotten++;
    this.#keys.delete(id);
  }

  #keep(id: string, key: KeyObject): void {
    this.#keys.set(id, key);
    const oldest = this.#keys.keys().next();
    if (this.#keys.size > MOST_KEYS && !oldest.done) this.#keys.delete(oldest.value);
  }
}

/** A raw Ed25519 public key, base64url. */
export function toPublicKey(raw: string): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: raw } });
}
