import type { ClientId, TenantId } from '@causeway/contract';
import { foreignClientId } from '@causeway/inventory';
import type { EndpointStore, ForeignContact, ForeignStanding, Observation } from '../endpoint-store.ts';
import type { ForeignDoor } from './foreign-door.ts';
import { observationOf } from './observation-of.ts';

/** A day's agents of a large site, some 20 MB. */
const MOST_KEPT = 100_000;
/** What another process of ours wrote meanwhile is known after so long. */
const KEPT_MS = 15 * 60_000;

interface Kept {
  readonly standing: ForeignStanding;
  readonly agent: string;
  readonly at: number;
}

export interface KnownContactsParts {
  readonly tenantId: TenantId;
  readonly store: {
    readonly clients: Pick<EndpointStore['clients'], 'find'>;
    readonly foreign: EndpointStore['foreign'];
  };
  readonly observe: (observation: Observation) => void;
}

/** The foreign agents of a tenant's store. One that came lately and brings nothing new costs no write but its evidence. */
export class KnownContacts implements Pick<ForeignDoor, 'find' | 'accept'> {
  readonly #parts: KnownContactsParts;
  /** By device id. */
  readonly #kept = new Map<string, Kept>();
  #timesForgotten = 0;

  constructor(parts: KnownContactsParts) {
    this.#parts = parts;
  }

  async find(deviceId: string): Promise<Pick<ForeignStanding, 'isShared'> | undefined> {
    const kept = this.#kept.get(deviceId);
    if (kept !== undefined) return kept.standing;
    const { tenantId, store } = this.#parts;
    const client = await store.clients.find(foreignClientId(tenantId, deviceId));
    return client && { isShared: false };
  }

  async accept(contact: ForeignContact): Promise<ForeignStanding> {
    const standing = this.#keptFor(contact) ?? (await this.#store(contact));
    const seen = observationOf(contact, standing);
    if (seen !== undefined) this.#parts.observe(seen);
    return standing;
  }

  /** What is known of them is asked for again. */
  forget(ids: readonly ClientId[]): void {
    this.#timesForgotten++;
    for (const [deviceId, { standing }] of this.#kept)
      if (standing.isShared || ids.includes(standing.clientId)) this.#kept.delete(deviceId);
  }

  forgetDevice(deviceId: string): void {
    this.#timesForgotten++;
    this.#kept.delete(deviceId);
  }

  #keptFor({ deviceId, agent, at, inventory }: ForeignContact): ForeignStanding | undefined {
    const kept = this.#kept.get(deviceId);
    if (kept === undefined || inventory !== undefined) return undefined;
    return kept.agent === agent && kept.at + KEPT_MS > at ? kept.standing : undefined;
  }

  async #store(contact: ForeignContact): Promise<ForeignStanding> {
    const before = this.#timesForgotten;
    const standing = await this.#parts.store.foreign.accept(contact);
    // What was read while somebody was being forgotten may be of before: good for this request, and not kept.
    if (before === this.#timesForgotten) this.#keep(contact, standing);
    return standing;
  }

  #keep({ deviceId, agent, at }: ForeignContact, standing: ForeignStanding): void {
    this.#kept.delete(deviceId);
    this.#kept.set(deviceId, { standing, agent, at });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > MOST_KEPT && !oldest.done) this.#kept.delete(oldest.value);
  }
}
