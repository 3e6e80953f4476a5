import { createPublicKey, type KeyObject } from 'node:crypto';
import { asId, type ClientId, isUuid } from '@causeway/contract';
import type { ClientAction } from '@causeway/contract/client-messages';
import type { ClientRecord } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';

/** Keys in memory: some 150 MB at the most, and a day's clients of a large site. */
const MOST_KEYS = 100_000;

/** A client as it has to be known for its requests to be taken. */
export type DoorClient = Pick<ClientRecord, 'name' | 'kind' | 'publicKey' | 'standing'> & {
  /** What it is asked to do. */
  readonly actions: readonly ClientAction[];
};

/** @throws what says that nobody can tell: it is answered to the client */
export type FindClient = (id: ClientId) => Promise<DoorClient | undefined>;

export interface KnownKey {
  readonly publicKey: KeyObject;
  readonly kind: ClientRecord['kind'];
  readonly actions: readonly ClientAction[];
}

/** The keys of clients that came lately; the rest has to be asked for. */
export class KnownClients {
  readonly #find: FindClient;
  readonly #keys = new Map<string, KnownKey>();
  #timesForgotten = 0;

  constructor(find: FindClient) {
    this.#find = find;
  }

  /** Undefined when it has to be asked for. */
  find(id: string): KnownKey | undefined {
    return this.#keys.get(id);
  }

  /** @throws CLIENT_UNKNOWN, CLIENT_RETIRED, and what `FindClient` throws */
  async get(id: string): Promise<KnownKey> {
    const before = this.#timesForgotten;
    const record = isUuid(id) ? await this.#find(asId<ClientId>(id)) : undefined;
    if (record === undefined || record.publicKey === '') {
      throw endpointErrors.error('CLIENT_UNKNOWN', { seen: JSON.stringify(id.slice(0, 100)) });
    }
    if (record.standing === 'retired') throw endpointErrors.error('CLIENT_RETIRED', { seen: record.name });
    const { kind, actions } = record;
    const key = { publicKey: toPublicKey(record.publicKey), kind, actions };
    // What was read while somebody was being forgotten may be of before: good for this request, and not kept.
    if (before === this.#timesForgotten) this.#keep(id, key);
    return key;
  }

  forget(ids: readonly ClientId[]): void {
    this.#timesForgotten++;
    for (const id of ids) this.#keys.delete(id);
  }

  /** It is not asked for these any more. */
  finish(id: string, actionIds: readonly string[]): void {
    const key = this.#keys.get(id);
    if (key === undefined) return;
    this.#keys.set(id, { ...key, actions: key.actions.filter((action) => !actionIds.includes(action.id)) });
  }

  #keep(id: string, key: KnownKey): void {
    this.#keys.set(id, key);
    const oldest = this.#keys.keys().next();
    if (this.#keys.size > MOST_KEYS && !oldest.done) this.#keys.delete(oldest.value);
  }
}

/** A raw Ed25519 public key, base64url. */
export function toPublicKey(raw: string): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: raw } });
}
