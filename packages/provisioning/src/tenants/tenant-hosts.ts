import type { Bindings } from '@causeway/bindings';
import type { TenantId } from '@causeway/contract';
import { createEndpoint, type EndpointStore } from '@causeway/endpoint';
import { provisioningErrors } from '../errors.ts';
import { TenantHost } from './tenant-host.ts';

export type OpenedTenantStore = EndpointStore & AsyncDisposable;

/** Where the databases of tenants live. */
export interface TenantStores {
  open(id: TenantId): Promise<OpenedTenantStore>;
  /** Removes the database with all it holds. Removing what is not there is not an error. */
  remove(id: TenantId): Promise<void>;
}

export interface TenantHostsOptions {
  readonly stores: TenantStores;
  readonly bindings: Bindings;
  readonly now: () => number;
}

/** The tenants that run in this process. */
export class TenantHosts implements AsyncDisposable {
  readonly #hosts = new Map<TenantId, TenantHost>();
  readonly #options: TenantHostsOptions;

  constructor(options: TenantHostsOptions) {
    this.#options = options;
  }

  /** Opens the tenant's database and its endpoint server; it listens nowhere yet. */
  async start(id: TenantId): Promise<TenantHost> {
    const { stores, bindings, now } = this.#options;
    const store = await stores.open(id);
    const host = new TenantHost(id, {
      store,
      bindings,
      endpoint: createEndpoint({ tenantId: id, store, now }),
    });
    this.#hosts.set(id, host);
    return host;
  }

  async stop(id: TenantId): Promise<void> {
    const host = this.#hosts.get(id);
    this.#hosts.delete(id);
    await host?.[Symbol.asyncDispose]();
  }

  /** @throws TENANT_NOT_SERVED */
  get(id: TenantId): TenantHost {
    const host = this.#hosts.get(id);
    if (host === undefined) throw provisioningErrors.error('TENANT_NOT_SERVED', { seen: `tenant ${id}` });
    return host;
  }

  find(id: TenantId): TenantHost | undefined {
    return this.#hosts.get(id);
  }

  async removeStore(id: TenantId): Promise<void> {
    await this.#options.stores.remove(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#hosts.keys()].map((id) => this.stop(id)));
  }
}
