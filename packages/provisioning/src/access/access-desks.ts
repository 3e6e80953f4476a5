import type { TenantId } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { AccessDesk } from './access-desk.ts';

/** The access desk of every tenant: one each, so that its limits hold for who tries again and again. */
export class AccessDesks {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;
  readonly #desks = new Map<TenantId, AccessDesk>();

  constructor(store: ProvisioningStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** @throws TENANT_NOT_FOUND */
  async of(name: string): Promise<AccessDesk> {
    return this.#at(await this.#store.tenants.findByName(name), name);
  }

  /** @throws TENANT_NOT_FOUND */
  async ofId(id: TenantId): Promise<AccessDesk> {
    return this.#at(await this.#store.tenants.find(id), id);
  }

  #at(tenant: TenantRecord | undefined, asked: string): AccessDesk {
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: JSON.stringify(asked) });
    const { id, name } = tenant;
    const desk =
      this.#desks.get(id) ?? new AccessDesk({ store: this.#store, now: this.#now, reach: { id, name } });
    this.#desks.set(id, desk);
    return desk;
  }
}
