import { randomUUIDv7 } from 'node:crypto';
import type { Bindings } from '@causeway/bindings';
import { type ChangeEvent, type ChangeRunner, createChangeRunner, siteKind } from '@causeway/changes';
import { asId, type ChangeId } from '@causeway/contract';
import { AccessDesk } from './access/access-desk.ts';
import { AuditTrail } from './audit.ts';
import { CertificatesDesk } from './certificates/certificates-desk.ts';
import { ChangesDesk } from './changes/changes-desk.ts';
import type { ProvisioningStore, TenantRecord } from './provisioning-store.ts';
import { type Outside, outside as realOutside } from './tenants/outside.ts';
import { TenantSitePorts } from './tenants/site-ports.ts';
import { TenantHosts, type TenantStores } from './tenants/tenant-hosts.ts';
import { TenantsDesk } from './tenants/tenants-desk.ts';

export interface ProvisioningOptions {
  readonly store: ProvisioningStore;
  readonly tenantStores: TenantStores;
  readonly bindings: Bindings;
  readonly now: () => number;
  readonly log: ProvisioningLog;
  /** Told of every event of every change, synchronously. */
  readonly onChangeEvent?: (event: ChangeEvent) => void;
  readonly outside?: Outside;
}

export interface ProvisioningLog {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** How often tenants that could not listen are tried again, and config.ini files are kept fresh. */
const UPKEEP_MS = 10_000;

/** The management console of an installation, without its web server. */
export class Provisioning implements AsyncDisposable {
  readonly store: ProvisioningStore;
  readonly now: () => number;
  readonly access: AccessDesk;
  readonly audit: AuditTrail;
  readonly certificates: CertificatesDesk;
  readonly tenants: TenantsDesk;
  readonly changes: ChangesDesk;
  readonly #hosts: TenantHosts;
  readonly #runner: ChangeRunner;
  readonly #log: ProvisioningLog;
  #upkeep: NodeJS.Timeout | undefined;

  constructor(options: ProvisioningOptions) {
    const { store, bindings, now, log, outside = realOutside } = options;
    this.store = store;
    this.now = now;
    this.#log = log;
    this.access = new AccessDesk(store, now);
    this.audit = new AuditTrail(store, now);
    this.certificates = new CertificatesDesk(store, now);
    this.#hosts = new TenantHosts({ stores: options.tenantStores, bindings, now });
    const ports = new TenantSitePorts({
      store,
      hosts: this.#hosts,
      certificates: this.certificates,
      bindings,
      now,
      outside,
    });
    this.#runner = createChangeRunner({
      journal: store.changes,
      kinds: [siteKind(ports, outside.rest)],
      now,
      newId: () => asId<ChangeId>(randomUUIDv7()),
      onEvent: (event) => {
        this.#logChange(event);
        options.onChangeEvent?.(event);
      },
    });
    this.changes = new ChangesDesk(store, this.#runner);
    this.tenants = new TenantsDesk({
      store,
      hosts: this.#hosts,
      certificates: this.certificates,
      ports,
      runner: this.#runner,
      now,
    });
  }

  /** Brings every tenant back to what it served, then finishes or undoes every change that was cut off. */
  async start(): Promise<void> {
    for (const tenant of await this.store.tenants.list()) await this.#startTenant(tenant);
    await this.#runner.resume();
    this.#upkeep = setInterval(() => void this.keepUp(), UPKEEP_MS);
    this.#upkeep.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#upkeep);
    await using parts = new AsyncDisposableStack();
    parts.use(this.#hosts);
    parts.use(this.#runner);
  }

  /** A tenant that cannot be served must not keep the others from being served. */
  async #startTenant(tenant: TenantRecord): Promise<void> {
    try {
      const host = this.#hosts.find(tenant.id) ?? (await this.#hosts.start(tenant.id));
      await host.serve(tenant.serving, await this.certificates.indexOf(tenant.serving));
    } catch (error) {
      this.#log.error({ tenant: tenant.name, err: error }, 'a tenant is not served; trying again soon');
    }
  }

  /** Tries again what is not served, and renews config.ini files that near their end. Runs by itself, too. */
  async keepUp(): Promise<void> {
    for (const tenant of await this.store.tenants.list()) {
      const host = this.#hosts.find(tenant.id);
      if (host === undefined || host.trouble !== null) await this.#startTenant(tenant);
      else await host.endpoint.ensureFresh();
    }
  }

  #logChange(event: ChangeEvent): void {
    if (event.kind !== 'step') return;
    const { change, step } = event;
    this.#log.info({ change: change.id, step: step.name, state: step.state }, step.title);
  }
}
