import type { TenantId } from '@causeway/contract';
import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';

/** How foreign agents are taken in, of the tenants that run here: endpoint servers ask with every request. */
export class ForeignDoors {
  readonly #store: Pick<ProvisioningStore, 'tenants'>;
  readonly #doors = new Map<TenantId, ForeignAgents>();

  constructor(store: Pick<ProvisioningStore, 'tenants'>) {
    this.#store = store;
  }

  /** As it is on record. */
  async load(id: TenantId): Promise<void> {
    const tenant = await this.#store.tenants.find(id);
    if (tenant !== undefined) this.take(tenant);
  }

  /** The tenant as it is from now on. */
  take(tenant: TenantRecord): void {
    const door = foreignAgentsOf(tenant);
    if (door === undefined) this.#doors.delete(tenant.id);
    else this.#doors.set(tenant.id, door);
  }

  /** Undefined when they are not taken in. */
  find(id: TenantId): ForeignAgents | undefined {
    return this.#doors.get(id);
  }
}

/** Undefined when they are not taken in. They come by as the tenant's own clients do. */
export function foreignAgentsOf(tenant: TenantRecord): ForeignAgents | undefined {
  const { foreignAgents, pollingIntervalSeconds, inventoryIntervalSeconds } = tenant;
  if (foreignAgents === null) return undefined;
  const { secret } = foreignAgents;
  return {
    pollingIntervalSeconds,
    inventoryIntervalSeconds,
    ...(secret !== null && { secret: { ...secret } }),
  };
}
