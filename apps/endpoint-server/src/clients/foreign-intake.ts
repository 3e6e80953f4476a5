import type { ClientId, TenantId } from '@causeway/contract';
import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import {
  type DoorClient,
  endpointErrors,
  type ForeignContact,
  type ForeignDoor,
  type ForeignStanding,
} from '@causeway/endpoint';
import { foreignClientId } from '@causeway/inventory';

/** Agents of a large site; beyond that those that came the longest ago are asked for their inventory once more. */
const MOST_SEEN = 100_000;

export interface ForeignIntakeParts {
  readonly tenantId: TenantId;
  /** As the platform says; undefined while they are not taken in. */
  readonly settings: () => ForeignAgents | undefined;
  /** @throws UPSTREAM_UNREACHABLE when nobody can tell */
  readonly findClient: (id: ClientId) => Promise<DoorClient | undefined>;
  /** Durable when it resolves. @throws SPOOL_FULL, and the codes of the inventory package */
  readonly put: (contact: ForeignContact) => Promise<void>;
}

/**
 * Foreign agents on their way to the platform, which alone can tell whose device id is claimed twice, and what a contact
 * proves. While it is away they are taken in as they come.
 */
export class ForeignIntake {
  readonly #parts: ForeignIntakeParts;
  /** When the newest inventory of a device came here; null for never. Those that came the longest ago first. */
  readonly #seen = new Map<string, number | null>();

  constructor(parts: ForeignIntakeParts) {
    this.#parts = parts;
  }

  readonly door = (): ForeignDoor | undefined => {
    const settings = this.#parts.settings();
    return settings && { settings, find: this.#find, accept: this.#accept };
  };

  readonly #find = async (deviceId: string): Promise<Pick<ForeignStanding, 'isShared'> | undefined> => {
    const isKnown = this.#seen.has(deviceId) || (await this.#ask(deviceId)) !== undefined;
    return isKnown ? { isShared: false } : undefined;
  };

  readonly #accept = async (contact: ForeignContact): Promise<ForeignStanding> => {
    const { deviceId, at, inventory } = contact;
    const clientId = foreignClientId(this.#parts.tenantId, deviceId);
    const standing = (await this.#ask(deviceId))?.standing ?? 'enrolled';
    const before = this.#seen.get(deviceId) ?? null;
    if (standing === 'retired') return { clientId, standing, isShared: false, inventoryAt: before };
    await this.#parts.put(contact);
    const inventoryAt = inventory === undefined ? before : at;
    this.#note(deviceId, inventoryAt);
    return { clientId, standing, isShared: false, inventoryAt };
  };

  /** Undefined when it is unknown, or nobody can tell. */
  async #ask(deviceId: string): Promise<DoorClient | undefined> {
    try {
      return await this.#parts.findClient(foreignClientId(this.#parts.tenantId, deviceId));
    } catch (error) {
      if (endpointErrors.is(error, 'UPSTREAM_UNREACHABLE')) return undefined;
      throw error;
    }
  }

  #note(deviceId: string, inventoryAt: number | null): void {
    this.#seen.delete(deviceId);
    this.#seen.set(deviceId, inventoryAt);
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > MOST_SEEN && !oldest.done) this.#seen.delete(oldest.value);
  }
}
