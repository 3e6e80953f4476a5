import { refuse } from '@causeway/changes';
import { listenersOf } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type {
  EndpointServerLocalChange,
  EndpointServerRecord,
  ProvisioningStore,
} from '../provisioning-store.ts';
import type { TenantSitePorts } from '../tenants/site-ports.ts';
import { localMove } from './local-changes.ts';
import { siteOfLocal } from './local-site.ts';
import type { News } from './news.ts';
import type { Offers } from './offers.ts';

export interface DecideLocalParts {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>;
  readonly offers: Pick<Offers, 'makeAnew'>;
  readonly ports: Pick<TenantSitePorts, 'decide' | 'ensurePublished'>;
  readonly news: News;
}

/**
 * What was changed at an endpoint server becomes what is wanted of it, or it is told to go back.
 * @throws LOCAL_CHANGE_NOT_FOUND, CLIENTS_NOT_PROVEN
 */
export async function decideLocal(
  record: EndpointServerRecord,
  outcome: 'adopted' | 'overruled',
  { store, ports, news, offers }: DecideLocalParts,
): Promise<void> {
  const local = getLocal(record);
  if (outcome === 'adopted') await store.endpointServers.update(record.id, adopt(record, local));
  else await overrule(record, local, { store, ports, offers });
  await ports.ensurePublished(record.tenantId);
  news.tell(record.id);
}

function adopt({ offer }: EndpointServerRecord, local: EndpointServerLocalChange) {
  const site = siteOfLocal(local.site, local.certificateId);
  const listeners = listenersOf(site);
  return {
    ...{ saved: site, inForce: site, serving: listeners, lag: null },
    offer: { number: offer.number + 1, listeners },
    local: { ...local, outcome: 'adopted' as const },
  };
}

/** Offered anew, what was offered before is served in the place of what it chose itself. */
async function overrule(
  record: EndpointServerRecord,
  local: EndpointServerLocalChange,
  { store, ports, offers }: Pick<DecideLocalParts, 'store' | 'ports' | 'offers'>,
): Promise<void> {
  const { id, tenantId, offer } = record;
  const verdict = await ports.decide(tenantId, [localMove(record, offer.listeners)], { setAside: 'moves' });
  const tenant = await store.tenants.find(tenantId);
  if (verdict.kind === 'refused') throw refuse(verdict, tenant?.name ?? '');
  await store.endpointServers.update(id, { local: { ...local, outcome: 'overruled' } });
  try {
    await offers.makeAnew(id, offer.listeners, AbortSignal.timeout(OVERRULE_LIMIT_MS));
  } catch (error) {
    await store.endpointServers.update(id, { local });
    throw error;
  }
}

/** More than an offer is waited for. */
const OVERRULE_LIMIT_MS = 60_000;

function getLocal({ name, local }: EndpointServerRecord): EndpointServerLocalChange {
  if (local?.outcome === 'seen') return local;
  throw provisioningErrors.error('LOCAL_CHANGE_NOT_FOUND', {
    seen: local === null ? `${name} serves what it is offered` : `the change at ${name}: ${local.outcome}`,
  });
}
