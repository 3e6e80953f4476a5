import { randomUUIDv7 } from 'node:crypto';
import {
  type ChangeRunner,
  checkBindingStep,
  lawChecksBeforeStart,
  planSite,
  refuse,
  type SitePlan,
  siteSteps,
} from '@causeway/changes';
import { asId, listenersOf, type Site, type TenantId } from '@causeway/contract';
import type {
  ConfigureAnswer,
  ConfigureTenant,
  CreateTenant,
  CrossingView,
  SigningKeysView,
  TenantView,
} from '@causeway/contract/admin';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { ClientsDesk } from './clients-desk.ts';
import { destinationOf, reportCrossing } from './crossing.ts';
import { refuseErrors } from './preflight.ts';
import type { TenantSitePorts } from './site-ports.ts';
import { completeSite, planFirstSite, type SiteRequest } from './site-request.ts';
import type { TenantHosts } from './tenant-hosts.ts';
import { viewTenant } from './view-tenant.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const DAY_MS = 86_400_000;
const DEFAULT_ACTIVE_WINDOW_MS = 30 * DAY_MS;
const DEFAULT_POLLING_SECONDS = 600;
const DEFAULT_INVENTORY_SECONDS = 86_400;

export interface TenantsDeskOptions {
  readonly store: ProvisioningStore;
  readonly hosts: TenantHosts;
  readonly certificates: CertificatesDesk;
  readonly ports: TenantSitePorts;
  readonly runner: ChangeRunner;
  readonly now: () => number;
}

/** Tenants: made, shown, configured by changes, and deleted. */
export class TenantsDesk {
  readonly #options: TenantsDeskOptions;

  constructor(options: TenantsDeskOptions) {
    this.#options = options;
  }

  /**
   * Creates a tenant and listens at once; when that does not work nothing is kept.
   * @throws TENANT_NAME_INVALID, TENANT_NAME_TAKEN, what `completeSite` throws, PREFLIGHT_FAILED, PORT_TAKEN, …
   */
  async create(request: CreateTenant): Promise<TenantView> {
    const { store, hosts, ports, now } = this.#options;
    const { name, certificate, ...site } = request;
    const first = planFirstSite({ ...site, ...(await this.#certificateOf(certificate)) });
    const tenant: TenantRecord = {
      id: asId<TenantId>(randomUUIDv7()),
      name: parseTenantName(name),
      saved: first,
      inForce: first,
      serving: [],
      ...frequenciesOf(request),
      createdAt: now(),
    };
    refuseErrors(
      await ports.findings(tenant, planSite({ tenant: name, previous: first, serving: [], desired: first })),
    );
    await store.tenants.add(tenant);
    try {
      await hosts.start(tenant.id);
      await ports.ensurePublished(tenant.id, listenersOf(first), []);
      await ports.serve(tenant.id, listenersOf(first), AbortSignal.timeout(START_LIMIT_MS));
    } catch (error) {
      await this.#discard(tenant.id);
      throw error;
    }
    return this.view(name);
  }

  async list(): Promise<TenantView[]> {
    const tenants = await this.#options.store.tenants.list();
    return Promise.all(tenants.map((tenant) => this.#view(tenant)));
  }

  /** @throws TENANT_NOT_FOUND */
  async view(name: string): Promise<TenantView> {
    return this.#view(await this.get(name));
  }

  /** @throws TENANT_NOT_FOUND */
  async get(name: string): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.findByName(name);
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: JSON.stringify(name) });
    return tenant;
  }

  /** One step of a key rotation: announces a coming key, or lets the announced one take over. @throws TENANT_NOT_FOUND */
  async rotateSigningKey(name: string): Promise<SigningKeysView> {
    const { id } = await this.get(name);
    const { current, next } = await this.#options.hosts.get(id).endpoint.rotateSigningKey();
    return { current: current.id, next: next?.id ?? null };
  }

  async clientsOf(name: string): Promise<ClientsDesk> {
    const { id } = await this.get(name);
    return new ClientsDesk(this.#options.hosts.get(id), this.#options.now);
  }

  /**
   * Plans a change of the site, refuses it when a rule or the law is against it, and starts it unless it is a dry run.
   * @throws BINDING_SKIPS_INTERIM, CLIENTS_NOT_PROVEN, PREFLIGHT_FAILED, CHANGE_IN_PROGRESS, what `completeSite` throws
   */
  async configure(name: string, request: ConfigureTenant, requestedBy: string): Promise<ConfigureAnswer> {
    const { ports, runner } = this.#options;
    const tenant = await this.get(name);
    const { dryRun = false, certificate, ...site } = request;
    const desired = completeSite(tenant.inForce, { ...site, ...(await this.#certificateOf(certificate)) });
    const plan = planSite({ tenant: name, previous: tenant.inForce, serving: tenant.serving, desired });
    await this.#refuseUnlawful(tenant, plan);
    const findings = await ports.findings(tenant, plan);
    refuseErrors(findings);
    const steps = siteSteps(plan).map(({ name: step, title }) => ({ name: step, title }));
    if (!dryRun) await this.#changeFrequencies(tenant, request);
    if (isSameSite(tenant.inForce, desired)) return { dryRun, steps: [], findings };
    if (dryRun) return { dryRun, steps, findings };
    const change = await runner.start({ tenantId: tenant.id, kind: 'site', plan, requestedBy });
    return { dryRun, change: change.id, steps, findings };
  }

  async crossing(name: string): Promise<CrossingView> {
    const { hosts, ports, now } = this.#options;
    const tenant = await this.get(name);
    const destination = destinationOf(tenant);
    const change = await ports.changeOf(tenant.id, { before: tenant.serving, after: destination });
    return reportCrossing(tenant, hosts.get(tenant.id), change, destination, now());
  }

  /** @throws TENANT_NOT_FOUND, CONFIRMATION_MISSING, TENANT_HAS_CLIENTS */
  async remove(name: string, confirmation: string | undefined): Promise<void> {
    const tenant = await this.get(name);
    if (confirmation !== name) {
      const seen = confirmation === undefined ? 'no confirmation' : JSON.stringify(confirmation);
      throw provisioningErrors.error('CONFIRMATION_MISSING', { seen, expected: JSON.stringify(name) });
    }
    const verdict = await this.#options.ports.decide(tenant.id, { before: tenant.serving, after: [] });
    if (verdict.kind === 'refused') {
      const names = verdict.blockers.map((blocker) => blocker.name);
      throw provisioningErrors.error('TENANT_HAS_CLIENTS', {
        seen: `${verdict.counts.blocking} clients, among them ${names.slice(0, 5).join(', ')}`,
        details: { clients: verdict.blockers },
      });
    }
    await this.#discard(tenant.id);
  }

  /** The rules that hold before anything starts; a dry run says the same. */
  async #refuseUnlawful(tenant: TenantRecord, plan: SitePlan): Promise<void> {
    const { hosts, ports } = this.#options;
    const clientCount = await hosts.get(tenant.id).store.clients.count();
    checkBindingStep({ tenant: tenant.name, from: plan.previous, to: plan.desired, clientCount });
    for (const pair of lawChecksBeforeStart(plan)) {
      const verdict = await ports.decide(tenant.id, pair);
      if (verdict.kind === 'refused') throw refuse(verdict, tenant.name);
    }
  }

  async #changeFrequencies(tenant: TenantRecord, request: ConfigureTenant): Promise<void> {
    const { store, ports } = this.#options;
    const changed = { ...tenant, ...frequenciesOf(request, tenant) };
    if (JSON.stringify(changed) === JSON.stringify(tenant)) return;
    await store.tenants.save(changed);
    await ports.ensurePublished(tenant.id, tenant.serving, []);
  }

  async #certificateOf(name: string | undefined): Promise<Pick<SiteRequest, 'certificateId'>> {
    return name === undefined ? {} : { certificateId: (await this.#options.certificates.get(name)).id };
  }

  async #view(tenant: TenantRecord): Promise<TenantView> {
    const { hosts, store } = this.#options;
    return viewTenant(tenant, hosts.find(tenant.id), await store.certificates.list());
  }

  async #discard(id: TenantId): Promise<void> {
    const { store, hosts } = this.#options;
    await hosts.stop(id);
    await store.tenants.remove(id);
    await hosts.removeStore(id);
  }
}

/** Opening sockets and a first revision take milliseconds; a disk that hangs must not hang the admin. */
const START_LIMIT_MS = 30_000;

function parseTenantName(name: string): string {
  if (NAME.test(name)) return name;
  throw provisioningErrors.error('TENANT_NAME_INVALID', {
    seen: JSON.stringify(name),
    expected: 'a-z, 0-9 and -, at most 63, starting with a letter or digit',
  });
}

type Frequencies = Pick<
  TenantRecord,
  'activeWindowMs' | 'pollingIntervalSeconds' | 'inventoryIntervalSeconds'
>;

function frequenciesOf(request: ConfigureTenant | CreateTenant, current?: Frequencies): Frequencies {
  const { activeWindowSeconds, pollingIntervalSeconds, inventoryIntervalSeconds } = request;
  return {
    activeWindowMs:
      activeWindowSeconds === undefined
        ? (current?.activeWindowMs ?? DEFAULT_ACTIVE_WINDOW_MS)
        : activeWindowSeconds * 1000,
    pollingIntervalSeconds:
      pollingIntervalSeconds ?? current?.pollingIntervalSeconds ?? DEFAULT_POLLING_SECONDS,
    inventoryIntervalSeconds:
      inventoryIntervalSeconds ?? current?.inventoryIntervalSeconds ?? DEFAULT_INVENTORY_SECONDS,
  };
}

function isSameSite(a: Site, b: Site): boolean {
  return JSON.stringify(listenersOf(a)) === JSON.stringify(listenersOf(b)) && a.rescue === b.rescue;
}
