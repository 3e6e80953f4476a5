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

export interface DecideLocalParts {
  readonly store: Pick<ProvisioningStore, 'endpointServers'>;
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
  { store, ports, news }: DecideLocalParts,
): Promise<void> {
  const local = getLocal(record);
  if (outcome === 'adopted') await store.endpointServers.update(record.id, adopt(record, local));
  else await overrule(record, local, { store, ports });
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

/** It serves what it is offered again as soon as it hears of it. */
async function overrule(
  record: EndpointServerRecord,
  local: EndpointServerLocalChange,
  { store, ports }: Pick<DecideLocalParts, 'store' | 'ports'>,
): Promise<void> {
  const { id, name, tenantId, offer } = record;
  const verdict = await ports.decide(tenantId, [localMove(record, offer.listeners)]);
  if (verdict.kind === 'refused') throw refuse(verdict, name);
  await store.endpointServers.update(id, {
    serving: offer.listeners,
    local: { ...local, outcome: 'overruled' },
  });
}

function getLocal({ name, local }: EndpointServerRecord): EndpointServerLocalChange {
  if (local?.outcome === 'seen') return local;
  throw provisioningErrors.error('LOCAL_CHANGE_NOT_FOUND', {
    seen: local === null ? `${name} serves what it is offered` : `the change at ${name}: ${local.outcome}`,
  });
}
