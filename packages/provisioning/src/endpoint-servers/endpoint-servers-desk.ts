import { changeErrors } from '@causeway/changes';
import { addressOf, asId, type ClientId, listenersOf, type Site } from '@causeway/contract';
import type {
  ConfigureAnswer,
  ConfigureEndpointServer,
  EndpointServerView,
  InviteEndpointServer,
  NewEnrollmentToken,
  RetireEndpointServer,
} from '@causeway/contract/admin';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { SiteChanges } from '../tenants/site-changes.ts';
import type { TenantSitePorts } from '../tenants/site-ports.ts';
import { completeSite, type SiteRequest } from '../tenants/site-request.ts';
import type { TenantHosts } from '../tenants/tenant-hosts.ts';
import { decideLocal } from './decide-local.ts';
import { siteOfLocal } from './local-site.ts';
import type { News } from './news.ts';
import type { Offers } from './offers.ts';
import { viewEndpointServer } from './view-endpoint-server.ts';
import { waiveRetired } from './waive-retired.ts';

export interface EndpointServersDeskOptions {
  readonly store: ProvisioningStore;
  readonly hosts: TenantHosts;
  readonly certificates: CertificatesDesk;
  readonly changes: SiteChanges;
  readonly ports: TenantSitePorts;
  readonly news: News;
  readonly offers: Offers;
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;
const DEFAULT_INVITATION_HOURS = 24;

/** The stand-alone endpoint servers of tenants: invited, authorized, configured by changes, and retired. */
export class EndpointServersDesk {
  readonly #options: EndpointServersDeskOptions;

  constructor(options: EndpointServersDeskOptions) {
    this.#options = options;
  }

  /** A registration token for one endpoint server. @throws TENANT_NOT_FOUND */
  async invite(tenant: string, { validHours }: InviteEndpointServer): Promise<NewEnrollmentToken> {
    const { id } = await this.#tenant(tenant);
    const validMs = Math.ceil((validHours ?? DEFAULT_INVITATION_HOURS) * HOUR_MS);
    return this.#options.hosts.get(id).endpoint.createToken({ uses: 1, validMs, purpose: 'endpoint-server' });
  }

  async list(tenant: string): Promise<EndpointServerView[]> {
    const { id } = await this.#tenant(tenant);
    const { store, now } = this.#options;
    const certificates = await store.certificates.listPublic();
    const records = await store.endpointServers.list(id);
    return records.map((record) => viewEndpointServer(record, certificates, now()));
  }

  /** @throws TENANT_NOT_FOUND, ENDPOINT_SERVER_NOT_FOUND */
  async view(tenant: string, name: string): Promise<EndpointServerView> {
    return this.#view((await this.#find(tenant, name)).record);
  }

  /**
   * Lets a pending one serve, as it proposed or as the request says.
   * @throws ENDPOINT_SERVER_STATE_WRONG, and what a change throws; then it is pending as before
   */
  async authorize(
    tenant: string,
    name: string,
    request: ConfigureEndpointServer,
    by: string,
  ): Promise<ConfigureAnswer> {
    const found = await this.#find(tenant, name);
    requireState(found.record, 'pending');
    const desired = await this.#desired(
      siteOfLocal(found.record.proposed, found.record.saved.certificateId),
      request,
    );
    if (request.dryRun) return this.#start({ ...found, desired }, request, by);
    const { endpointServers } = this.#options.store;
    await endpointServers.update(found.record.id, { state: 'authorized', saved: desired, inForce: desired });
    try {
      const { record } = await this.#find(tenant, name);
      return await this.#start({ tenant: found.tenant, record, desired }, request, by);
    } catch (error) {
      // Another authorization that won has begun its change.
      if (!changeErrors.is(error, 'CHANGE_IN_PROGRESS'))
        await endpointServers.update(found.record.id, { state: 'pending' });
      throw error;
    }
  }

  /** As the Website tab of a tenant. @throws ENDPOINT_SERVER_STATE_WRONG, and what a change throws */
  async configure(
    tenant: string,
    name: string,
    request: ConfigureEndpointServer,
    by: string,
  ): Promise<ConfigureAnswer> {
    const found = await this.#find(tenant, name);
    requireState(found.record, 'authorized');
    return this.#start(
      { ...found, desired: await this.#desired(found.record.inForce, request) },
      request,
      by,
    );
  }

  /** Takes it out, when nobody needs it. A pending one is simply turned away. @throws CLIENTS_NOT_PROVEN, … */
  async retire(
    tenant: string,
    name: string,
    { dryRun = false }: RetireEndpointServer,
    by: string,
  ): Promise<ConfigureAnswer> {
    const { tenant: owner, record: server } = await this.#find(tenant, name);
    if (server.state !== 'authorized') {
      requireState(server, 'pending');
      if (!dryRun) await this.#turnAway(server);
      return { dryRun, steps: [], findings: [] };
    }
    const wanted = [{ tenant: owner, server, desired: server.inForce, retires: true as const }];
    return this.#options.changes.start({ wanted, dryRun, when: 'now', requestedBy: by });
  }

  /** Forgets one that is retired. @throws ENDPOINT_SERVER_STATE_WRONG */
  async remove(tenant: string, name: string): Promise<void> {
    const { record } = await this.#find(tenant, name);
    requireState(record, 'retired');
    const { store, hosts } = this.#options;
    const host = hosts.get(record.tenantId);
    const id = asId<ClientId>(record.id);
    await host.store.clients.setStanding(id, 'retired');
    host.endpoint.forget(id);
    await store.endpointServers.remove(record.id);
  }

  /** Makes what was changed at the endpoint server itself what is wanted here, too. @throws LOCAL_CHANGE_NOT_FOUND */
  async adopt(tenant: string, name: string): Promise<EndpointServerView> {
    const { record } = await this.#find(tenant, name);
    return this.#decideLocal(record, 'adopted');
  }

  /** Has it serve again what it is offered. @throws LOCAL_CHANGE_NOT_FOUND, CLIENTS_NOT_PROVEN */
  async overrule(tenant: string, name: string): Promise<EndpointServerView> {
    const { record } = await this.#find(tenant, name);
    return this.#decideLocal(record, 'overruled');
  }

  async #decideLocal(
    record: EndpointServerRecord,
    outcome: 'adopted' | 'overruled',
  ): Promise<EndpointServerView> {
    const { id, name, tenantId, serving: before, inForce: previous } = record;
    const endpointServer = { id, name, whenItLags: 'fail' } as const;
    const judged = [{ tenantId, endpointServer, before, previous }];
    await this.#options.changes.atRest(judged, () => decideLocal(record, outcome, this.#options));
    const after = await this.#options.store.endpointServers.find(record.id);
    return this.#view(after ?? record);
  }

  #start(
    { tenant, record, desired }: Found & { readonly desired: Site },
    { dryRun = false, now = false }: ConfigureEndpointServer,
    requestedBy: string,
  ): Promise<ConfigureAnswer> {
    refuseLocal(record);
    const when = now ? 'now' : 'when-lawful';
    return this.#options.changes.start({
      wanted: [{ tenant, server: record, desired }],
      dryRun,
      when,
      requestedBy,
    });
  }

  async #turnAway({ id, tenantId }: EndpointServerRecord): Promise<void> {
    const { store, hosts, news, now } = this.#options;
    await store.endpointServers.update(id, { state: 'retired' });
    await waiveRetired(hosts.get(tenantId), id, now());
    news.tell(id);
  }

  async #desired(current: Site, { certificate, ...request }: ConfigureEndpointServer): Promise<Site> {
    const { dryRun: _dryRun, now: _now, ...site } = request;
    const found = certificate === undefined ? undefined : await this.#options.certificates.get(certificate);
    const wanted: SiteRequest = { ...site, ...(found && { certificateId: found.id }) };
    return completeSite(current, wanted);
  }

  async #view(record: EndpointServerRecord): Promise<EndpointServerView> {
    const { store, now } = this.#options;
    return viewEndpointServer(record, await store.certificates.listPublic(), now());
  }

  async #tenant(name: string): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.findByName(name);
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: JSON.stringify(name) });
    return tenant;
  }

  async #find(tenantName: string, name: string): Promise<Found> {
    const tenant = await this.#tenant(tenantName);
    const record = await this.#options.store.endpointServers.findByName(tenant.id, name);
    if (record === undefined)
      throw provisioningErrors.error('ENDPOINT_SERVER_NOT_FOUND', { seen: JSON.stringify(name) });
    return { tenant, record };
  }
}

interface Found {
  readonly tenant: TenantRecord;
  readonly record: EndpointServerRecord;
}

/** @throws ENDPOINT_SERVER_STATE_WRONG */
function requireState({ name, state }: EndpointServerRecord, expected: EndpointServerRecord['state']): void {
  if (state === expected) return;
  throw provisioningErrors.error('ENDPOINT_SERVER_STATE_WRONG', { seen: `${name} is ${state}`, expected });
}

/** @throws ENDPOINT_SERVER_CHANGED_LOCALLY */
function refuseLocal({ name, local }: EndpointServerRecord): void {
  if (local?.outcome !== 'seen') return;
  throw provisioningErrors.error('ENDPOINT_SERVER_CHANGED_LOCALLY', {
    seen: `${name} serves ${listenersOf(siteOfLocal(local.site, local.certificateId)).map(addressOf).join(', ')}`,
    expected: 'what it is offered',
  });
}
