import type { SiteMove, SitePlan } from '@causeway/changes';
import { asId, type EndpointServerId, type Listener, type TenantId } from '@causeway/contract';
import type { Client } from '@causeway/reachability';
import type { EndpointServerRecord, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';

/** The website of one endpoint server of a tenant, as it is served. */
export interface ServedSite {
  readonly id: EndpointServerId;
  /** As config.ini names it. */
  readonly name: string;
  readonly hostname: string;
  readonly serving: readonly Listener[];
  /** Whether the change that is under way goes on without it. */
  readonly isSetAside: boolean;
}

/** The default endpoint server lives and dies with its tenant, so it shares the tenant's id. */
export function defaultServerId(tenantId: TenantId): EndpointServerId {
  return asId<EndpointServerId>(tenantId);
}

export function serverIdOf({
  tenantId,
  endpointServer,
}: Pick<SitePlan, 'tenantId' | 'endpointServer'>): EndpointServerId {
  return endpointServer?.id ?? defaultServerId(tenantId);
}

/** The default one first, then the authorized stand-alone ones by name: the order in which clients try them. */
export async function servedSitesOf(
  tenant: TenantRecord,
  { endpointServers }: Pick<ProvisioningStore, 'endpointServers'>,
): Promise<ServedSite[]> {
  const standAlone = (await endpointServers.list(tenant.id)).filter(({ state }) => state === 'authorized');
  return [
    {
      ...{ id: defaultServerId(tenant.id), name: 'default', hostname: tenant.saved.hostname },
      ...{ serving: tenant.serving, isSetAside: false },
    },
    ...standAlone.map(siteOfServer),
  ];
}

function siteOfServer({ id, name, saved, serving, lag }: EndpointServerRecord): ServedSite {
  return { id, name, hostname: saved.hostname, serving, isSetAside: lag !== null };
}

/** What a tenant serves with each of its endpoint servers, before and after some of them move. */
export interface ServedMove {
  readonly id: EndpointServerId;
  readonly before: readonly Listener[];
  readonly after: readonly Listener[];
}

/** Those that are not in the moves, or were set aside, stay as they are. */
export function movesOf(
  tenantId: TenantId,
  sites: readonly ServedSite[],
  moves: readonly SiteMove[],
  setAside: 'stays' | 'moves' = 'stays',
): ServedMove[] {
  return sites.map(({ id, serving, isSetAside }) => {
    const move = moves.find(({ site }) => (site.endpointServer?.id ?? defaultServerId(tenantId)) === id);
    if (move === undefined || stays(move.site, isSetAside && setAside === 'stays'))
      return { id, before: serving, after: serving };
    return { id, before: move.before, after: move.after };
  });
}

/** One that is taken out goes, whether or not it can be told. */
export function stays({ retires }: SiteMove['site'], isSetAside: boolean): boolean {
  return isSetAside && !retires;
}

/** A client with what provisioning knows of it: an endpoint server comes to the default one alone. */
export function asLawSees(client: Client, tenantId: TenantId): Client {
  return client.kind === 'endpoint-server' ? { ...client, onlyServer: defaultServerId(tenantId) } : client;
}
