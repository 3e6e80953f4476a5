import { randomUUIDv7 } from 'node:crypto';
import { planSite, type SiteMove, type SitePlan } from '@causeway/changes';
import { asId, type CertificateId, type TenantId } from '@causeway/contract';
import type {
  AnchorView,
  ConfigureAnswer,
  ConfigureTenant,
  CreateTenant,
  DatabaseView,
  ReplaceCertificate,
  SigningKeysView,
  TenantView,
} from '@causeway/contract/admin';
import type { ComputersPort } from '@causeway/inventory';
import { provisioningErrors } from '../errors.ts';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { ActionsDesk } from './actions-desk.ts';
import { ClientsDesk } from './clients-desk.ts';
import { planFollowers } from './followers.ts';
import { defaultFrequencies, frequenciesIn } from './frequencies.ts';
import type { LiveSettings } from './live-settings.ts';
import { planForeignAgents, refuseShortSecret } from './plan-foreign-agents.ts';
import { refuseErrors } from './preflight.ts';
import { publishedAnchors } from './published-anchors.ts';
import type { SiteChanges, SiteChangesOptions, WantedSite } from './site-changes.ts';
import { completeSite, namesSite, planFirstSite, type SiteRequest } from './site-request.ts';
import { viewTenant } from './view-tenant.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

export interface TenantsDeskOptions extends SiteChangesOptions {
  readonly changes: SiteChanges;
  readonly settings: LiveSettings;
}

/** Tenants: made, shown, configured by changes, and deleted. */
export class TenantsDesk {
  readonly #options: TenantsDeskOptions;
  readonly #changes: SiteChanges;

  constructor(options: TenantsDeskOptions) {
    this.#options = options;
    this.#changes = options.changes;
  }

  /**
   * Creates a tenant and listens at once; when that does not work nothing is kept.
   * @throws TENANT_NAME_INVALID, TENANT_NAME_TAKEN, what `completeSite` throws, PREFLIGHT_FAILED, PORT_TAKEN, …
   */
  async create(request: CreateTenant): Promise<TenantView> {
    const { store, hosts, ports } = this.#options;
    const { tenant, plan } = await this.#planNew(request);
    refuseErrors(await ports.findings(tenant, plan));
    await store.tenants.add(tenant);
    try {
      await hosts.start(tenant.id);
      await ports.ensurePublished(tenant.id, [{ site: plan, listeners: plan.after, anchorsOf: [] }]);
      await ports.serve(plan, plan.after, AbortSignal.timeout(START_LIMIT_MS));
    } catch (error) {
      await this.#discard(tenant.id);
      throw error;
    }
    return this.view(tenant.name);
  }

  /** What `create` would find, with nothing created. @throws what it throws of the request and of the preflight */
  async tryCreate(request: CreateTenant): Promise<ConfigureAnswer> {
    const { tenant, plan } = await this.#planNew(request);
    if ((await this.#options.store.tenants.findByName(tenant.name)) !== undefined)
      throw provisioningErrors.error('TENANT_NAME_TAKEN', { seen: JSON.stringify(tenant.name) });
    this.#options.ports.refuseConflicts(tenant.id, plan.after);
    const findings = await this.#options.ports.findings(tenant, plan);
    refuseErrors(findings);
    return { dryRun: true, steps: [], findings };
  }

  async #planNew(request: CreateTenant): Promise<{ tenant: TenantRecord; plan: SitePlan }> {
    const { name, certificate, dryRun: _dryRun, ...site } = request;
    const first = planFirstSite({ ...site, ...(await this.#certificateOf(certificate)) });
    const tenant: TenantRecord = {
      id: asId<TenantId>(randomUUIDv7()),
      name: parseTenantName(name),
      saved: first,
      inForce: first,
      serving: [],
      ...{ ...defaultFrequencies, ...frequenciesIn(request) },
      ...{ groups: [], foreignAgents: null },
      createdAt: this.#options.now(),
    };
    const plan = planSite({
      tenantId: tenant.id,
      tenant: name,
      previous: first,
      serving: [],
      desired: first,
    });
    return { tenant, plan };
  }

  async list(): Promise<TenantView[]> {
    const { hosts, store } = this.#options;
    const known = { certificates: await store.certificates.listPublic(), servers: store.endpointServers };
    return Promise.all(
      (await store.tenants.list()).map((tenant) => viewTenant(tenant, hosts.find(tenant.id), known)),
    );
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

  /** @throws TENANT_NOT_FOUND, TENANT_NOT_SERVED */
  async signingKeys(name: string): Promise<SigningKeysView> {
    const { id } = await this.get(name);
    const { current, next } = await this.#options.hosts.get(id).endpoint.signingKeys();
    return { current: current.id, next: next?.id ?? null };
  }

  /** @throws TENANT_NOT_FOUND */
  async database(name: string): Promise<DatabaseView> {
    const { id } = await this.get(name);
    return this.#options.hosts.describeDatabase(id);
  }

  /** One step of a key rotation: announces a coming key, or lets the announced one take over. @throws TENANT_NOT_FOUND */
  async rotateSigningKey(name: string): Promise<SigningKeysView> {
    const { id } = await this.get(name);
    const { current, next } = await this.#options.hosts.get(id).endpoint.rotateSigningKey();
    return { current: current.id, next: next?.id ?? null };
  }

  /** What is known of the tenant's computers. @throws TENANT_NOT_FOUND, TENANT_NOT_SERVED */
  async computersOf(name: string): Promise<ComputersPort> {
    const { id } = await this.get(name);
    return this.#options.hosts.computersOf(id);
  }

  async clientsOf(name: string): Promise<ClientsDesk> {
    const tenant = await this.get(name);
    return new ClientsDesk(this.#options.hosts.get(tenant.id), tenant, this.#options.now);
  }

  async actionsOf(name: string): Promise<ActionsDesk> {
    const { id } = await this.get(name);
    return new ActionsDesk(this.#options.hosts.get(id), await this.clientsOf(name), this.#options.now);
  }

  /** What its clients, and foreign agents, have to trust. @throws TENANT_NOT_FOUND */
  async anchors(name: string): Promise<AnchorView[]> {
    const { id } = await this.get(name);
    return publishedAnchors(this.#options.hosts.get(id));
  }

  /**
   * Plans a change of the site, refuses it when a rule or the law is against it, and starts it unless it is a dry run.
   * Frequencies and foreign agents are taken at once, without one.
   * @throws BINDING_SKIPS_INTERIM, CLIENTS_NOT_PROVEN, PREFLIGHT_FAILED, CHANGE_IN_PROGRESS, TENANT_CHANGED, what `completeSite` throws
   */
  async configure(name: string, request: ConfigureTenant, requestedBy: string): Promise<ConfigureAnswer> {
    const tenant = await this.get(name);
    refuseShortSecret(request);
    const { dryRun = false, now = false, certificate, ...site } = request;
    const desired = completeSite(tenant.inForce, { ...site, ...(await this.#certificateOf(certificate)) });
    const given = frequenciesIn(request);
    const isLiveMeant = Object.keys(given).length > 0 || request.foreignAgents !== undefined;
    const isSiteMeant = namesSite(request) || !isLiveMeant;
    const isShared = request.binding !== undefined || request.rescue !== undefined;
    const servers = isShared ? await this.#options.store.endpointServers.list(tenant.id) : [];
    const followers = planFollowers(tenant, servers, desired);
    const wanted = isSiteMeant ? [{ tenant, desired }, ...followers.now] : [];
    const when = now ? 'now' : 'when-lawful';
    return this.#changes.start({ wanted, dryRun, when, requestedBy }, async () => {
      if (isLiveMeant)
        await this.#options.settings.change(name, async (current) => ({
          ...given,
          ...(await planForeignAgents(request, current)),
        }));
      for (const { server, desired: saved } of followers.later)
        await this.#options.store.endpointServers.update(server.id, { saved });
    });
  }

  /**
   * Gives every website that has the one certificate the other: one change with one plan.
   * @throws CERTIFICATE_NOT_FOUND, CERTIFICATE_UNUSED, and what `configure` throws
   */
  async replaceCertificate(
    name: string,
    { with: other, dryRun = false, now = false }: ReplaceCertificate,
    requestedBy: string,
  ): Promise<ConfigureAnswer> {
    const { certificates, store } = this.#options;
    const [old, coming] = [await certificates.get(name), await certificates.get(other)];
    const wanted = await usersOf(old.id, coming.id, store);
    if (wanted.length === 0)
      throw provisioningErrors.error('CERTIFICATE_UNUSED', { seen: JSON.stringify(name) });
    return this.#changes.start({ wanted, dryRun, when: now ? 'now' : 'when-lawful', requestedBy });
  }

  /** @throws TENANT_NOT_FOUND, CONFIRMATION_MISSING, TENANT_HAS_CLIENTS, CHANGE_IN_PROGRESS, TENANT_CHANGED */
  async remove(name: string, confirmation: string | undefined): Promise<void> {
    const tenant = await this.get(name);
    if (confirmation !== name) {
      const seen = confirmation === undefined ? 'no confirmation' : JSON.stringify(confirmation);
      throw provisioningErrors.error('CONFIRMATION_MISSING', { seen, expected: JSON.stringify(name) });
    }
    const { store, hosts, ports } = this.#options;
    const servers = await store.endpointServers.list(tenant.id);
    const verdict = await ports.decide(tenant.id, [goneMove(tenant), ...servers.map(goneMove)]);
    if (verdict.kind === 'refused') {
      const names = verdict.blockers.map((blocker) => blocker.name);
      throw provisioningErrors.error('TENANT_HAS_CLIENTS', {
        seen: `${verdict.counts.blocking} active, among them ${names.slice(0, 5).join(', ')}`,
        expected: 'no active client',
        details: { clients: verdict.blockers },
      });
    }
    const judged = { tenantId: tenant.id, before: tenant.serving, previous: tenant.inForce };
    // The record first: the upkeep brings back what is on record.
    await this.#changes.atRest([judged], () => store.tenants.remove(tenant.id));
    await hosts.remove(tenant.id);
  }

  async #certificateOf(name: string | undefined): Promise<Pick<SiteRequest, 'certificateId'>> {
    return name === undefined ? {} : { certificateId: (await this.#options.certificates.get(name)).id };
  }

  async #view(tenant: TenantRecord): Promise<TenantView> {
    const { hosts, store } = this.#options;
    const known = { certificates: await store.certificates.listPublic(), servers: store.endpointServers };
    return viewTenant(tenant, hosts.find(tenant.id), known);
  }

  async #discard(id: TenantId): Promise<void> {
    const { store, hosts } = this.#options;
    await store.tenants.remove(id);
    await hosts.remove(id);
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

/** Everything that a tenant, or an endpoint server of it, serves is taken away. */
function goneMove(owner: TenantRecord | EndpointServerRecord): SiteMove {
  const { serving: before } = owner;
  if (!('tenantId' in owner)) return { site: {}, before, after: [] };
  const { id, name } = owner;
  return { site: { endpointServer: { id, name, whenItLags: 'fail' }, retires: true }, before, after: [] };
}

/** The websites that have a certificate in force, each with another in its place. */
async function usersOf(
  old: CertificateId,
  certificateId: CertificateId,
  { tenants, endpointServers }: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>,
): Promise<WantedSite[]> {
  const all = await tenants.list();
  const servers = (await endpointServers.list()).filter(({ state }) => state === 'authorized');
  const own = all.map((tenant) => ({ tenant, desired: { ...tenant.inForce, certificateId } }));
  const standAlone = servers.flatMap((server) => {
    const tenant = all.find(({ id }) => id === server.tenantId);
    return tenant === undefined ? [] : [{ tenant, server, desired: { ...server.inForce, certificateId } }];
  });
  return [
    ...own.filter(({ tenant }) => tenant.inForce.certificateId === old),
    ...standAlone.filter(
      ({ server }) => server.inForce.certificateId === old && server.local?.outcome !== 'seen',
    ),
  ];
}
