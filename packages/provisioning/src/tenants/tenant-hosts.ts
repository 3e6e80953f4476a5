import type { Bindings } from '@causeway/bindings';
import type { TenantId } from '@causeway/contract';
import type { DatabaseView } from '@causeway/contract/admin';
import { createEndpoint, type EndpointServerRegistry, type EndpointStore } from '@causeway/endpoint';
import type { ComputersPort } from '@causeway/inventory';
import type { PlatformSite } from '../platform-site/platform-site.ts';
import type { ForeignDoors } from './foreign-doors.ts';
import { notServed, TenantHost } from './tenant-host.ts';

/** What the endpoint server needs kept, and what there is to read of computers. */
export type OpenedTenantStore = EndpointStore & AsyncDisposable & { readonly computers: ComputersPort };

/** Where the databases of tenants live. */
export interface TenantStores {
  open(id: TenantId): Promise<OpenedTenantStore>;
  /** Removes the database with all it holds. Removing what is not there is not an error. */
  remove(id: TenantId): Promise<void>;
  /** Where it is, and how much room it takes. */
  describe(id: TenantId): Promise<DatabaseView>;
}

export interface TenantHostsOptions {
  readonly stores: TenantStores;
  readonly bindings: Bindings;
  readonly now: () => number;
  /** The stand-alone endpoint servers of each tenant; undefined where there are none to be. */
  readonly endpointServersOf: (id: TenantId, store: OpenedTenantStore) => EndpointServerRegistry | undefined;
  readonly foreign: Pick<ForeignDoors, 'load' | 'find'>;
  /** Asked when a tenant starts; undefined for no website. */
  readonly site?: () => PlatformSite | undefined;
}

/** The tenants that run in this process. */
export class TenantHosts implements AsyncDisposable {
  readonly #hosts = new Map<TenantId, TenantHost>();
  readonly #computers = new WeakMap<TenantHost, ComputersPort>();
  readonly #starting = new Map<TenantId, Promise<TenantHost>>();
  /** Ids are not used again, so what was removed once is never started. */
  readonly #removed = new Set<TenantId>();
  readonly #options: TenantHostsOptions;

  constructor(options: TenantHostsOptions) {
    this.#options = options;
  }

  /**
   * Opens the tenant's database and its endpoint server; it listens nowhere yet. Whoever asks for the same tenant
   * meanwhile gets the same one. @throws TENANT_NOT_SERVED once it is removed
   */
  async start(id: TenantId): Promise<TenantHost> {
    const running = this.#hosts.get(id) ?? this.#starting.get(id);
    if (running !== undefined) return running;
    if (this.#removed.has(id)) throw notServed(id);
    const starting = this.#open(id).finally(() => this.#starting.delete(id));
    this.#starting.set(id, starting);
    return starting;
  }

  async #open(id: TenantId): Promise<TenantHost> {
    const { stores, bindings, now, endpointServersOf, foreign, site } = this.#options;
    const website = site?.();
    await foreign.load(id);
    const store = await stores.open(id);
    const endpointServers = endpointServersOf(id, store);
    const host = new TenantHost(id, {
      store,
      bindings,
      endpoint: createEndpoint({
        ...{ tenantId: id, store, now, endpointServers },
        foreignAgents: () => foreign.find(id),
        website: website && ((...request) => website(id, ...request)),
      }),
    });
    this.#hosts.set(id, host);
    this.#computers.set(host, store.computers);
    return host;
  }

  /** Stops it for good and removes its database. */
  async remove(id: TenantId): Promise<void> {
    this.#removed.add(id);
    await this.#stop(id);
    await this.#options.stores.remove(id);
  }

  /** @throws TENANT_NOT_SERVED */
  get(id: TenantId): TenantHost {
    const host = this.#hosts.get(id);
    if (host === undefined) throw notServed(id);
    return host;
  }

  /** What is known of the tenant's computers. @throws TENANT_NOT_SERVED */
  computersOf(id: TenantId): ComputersPort {
    const computers = this.#computers.get(this.get(id));
    if (computers === undefined) throw notServed(id);
    return computers;
  }

  describeDatabase(id: TenantId): Promise<DatabaseView> {
    return this.#options.stores.describe(id);
  }

  find(id: TenantId): TenantHost | undefined {
    return this.#hosts.get(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ids = new Set([...this.#hosts.keys(), ...this.#starting.keys()]);
    await Promise.all([...ids].map((id) => this.#stop(id)));
  }

  async #stop(id: TenantId): Promise<void> {
    // One that cannot be started is told to whoever starts it.
    await this.#starting.get(id)?.catch(() => {});
    const host = this.#hosts.get(id);
    this.#hosts.delete(id);
    await host?.[Symbol.asyncDispose]();
  }
}
