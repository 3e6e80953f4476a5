import { asId, type EndpointServerId, listenersOf, type Site } from '@causeway/contract';
import { someEndpointServer, someTenant } from '@causeway/store/testing';
import type {
  EndpointServerParts,
  EndpointServerRecord,
  ProvisioningStore,
} from '../../provisioning-store.ts';
import { openTestStore } from '../../testing/open-store.ts';
import { News } from '../news.ts';

export const NOW = 1_800_000_000_000;
export const branchSite: Site = {
  ...{ hostname: 'branch.acme.example', binding: 'http', httpPort: 80, httpsPort: 443 },
  ...{ certificateId: null, rescue: true },
};
export const branchId = asId<EndpointServerId>('0191f0c2-0000-7000-8000-00000000000b');
export const branch = { id: branchId, name: 'branch', whenItLags: 'fail' } as const;

/** A store with a tenant and an endpoint server that serves its site and was heard of just now. */
export async function openServerScene(parts: Partial<EndpointServerRecord> = {}) {
  const store = await openTestStore();
  const tenant = someTenant();
  await store.tenants.add(tenant);
  const listeners = listenersOf(branchSite);
  const record = someEndpointServer({
    ...{ id: branchId, tenantId: tenant.id, name: 'branch', state: 'authorized' },
    ...{
      saved: branchSite,
      inForce: branchSite,
      serving: listeners,
      offer: { number: 1, listeners },
      applied: 1,
    },
    ...{ lag: null, local: null, proven: null, joinedAt: NOW },
    ...parts,
  });
  const report = record.report && { ...record.report, at: NOW, trouble: null, proofs: [], ...parts.report };
  await store.endpointServers.add({ ...record, report });
  const news = new News();
  return {
    ...{ store, tenant, news },
    now: () => NOW,
    /** What a sync would write down. */
    async says(said: Partial<EndpointServerParts>): Promise<void> {
      await store.endpointServers.update(branchId, said);
      news.tell(branchId);
    },
    record: () => getRecord(store),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

export type ServerScene = Awaited<ReturnType<typeof openServerScene>>;

async function getRecord(store: ProvisioningStore): Promise<EndpointServerRecord> {
  const record = await store.endpointServers.find(branchId);
  if (record === undefined) throw new Error('The endpoint server is gone.');
  return record;
}
