import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { TenantSitePorts } from './site-ports.ts';
import type { TenantHosts } from './tenant-hosts.ts';

export interface TenantsUpkeepOptions {
  readonly store: Pick<ProvisioningStore, 'tenants'>;
  readonly hosts: TenantHosts;
  readonly ports: Pick<TenantSitePorts, 'restore'>;
  readonly log: { error(detail: object, message: string): void };
}

/** Keeps every tenant served, and its config.ini fresh. One that cannot be served keeps no other from being served. */
export class TenantsUpkeep {
  readonly #options: TenantsUpkeepOptions;

  constructor(options: TenantsUpkeepOptions) {
    this.#options = options;
  }

  /** Brings every tenant back to what it served. */
  async restoreAll(): Promise<void> {
    for (const tenant of await this.#options.store.tenants.list()) await this.#restore(tenant);
  }

  async keepUp(): Promise<void> {
    const { store, hosts } = this.#options;
    for (const tenant of await store.tenants.list()) {
      const host = hosts.find(tenant.id);
      if (host === undefined || host.trouble !== null) await this.#restore(tenant);
      else await this.#attempt(tenant, 'config.ini could not be renewed', () => host.endpoint.ensureFresh());
    }
  }

  #restore(tenant: TenantRecord): Promise<void> {
    return this.#attempt(tenant, 'a tenant is not served', () => this.#options.ports.restore(tenant.id));
  }

  async #attempt({ name }: TenantRecord, failure: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (err) {
      this.#options.log.error({ tenant: name, err }, `${failure}; trying again soon`);
    }
  }
}
