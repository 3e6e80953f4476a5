import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asId, type EndpointServerId, type TenantId } from '@causeway/contract';
import type { EndpointServerParts, ProvisioningStore, TenantRecord } from '@causeway/provisioning';
import { someEndpointServer, someTenant } from './records.ts';
import { refusesWith } from './refuses-with.ts';

type Open = () => Promise<ProvisioningStore & AsyncDisposable>;

/** The contract of the endpoint servers of a ProvisioningStore. `open` answers an empty store each time. */
export function describeEndpointServers(name: string, open: Open): void {
  describe(`ProvisioningStore, endpoint servers, kept: ${name}`, () => testKept(open));
  describe(`ProvisioningStore, endpoint servers, changed: ${name}`, () => testChanged(open));
}

function testKept(open: Open): void {
  test('finds by id and by name within the tenant what was added, as it was', async () => {
    await using store = await open();
    const [tenant, other] = await addTenants(store);
    const server = someEndpointServer({ tenantId: tenant.id, name: 'dmz' });
    const fresh = someEndpointServer({
      tenantId: other.id,
      name: 'dmz',
      lag: null,
      local: null,
      report: null,
    });
    for (const one of [server, fresh]) await store.endpointServers.add(one);
    for (const one of [server, fresh]) {
      assert.deepEqual(await store.endpointServers.find(one.id), one);
      assert.deepEqual(await store.endpointServers.findByName(one.tenantId, 'dmz'), one);
    }
    assert.equal(await store.endpointServers.find(asId<EndpointServerId>('none')), undefined);
    assert.equal(await store.endpointServers.findByName(tenant.id, 'none'), undefined);
  });

  test('refuses a name that is taken in the tenant and keeps the first', async () => {
    await using store = await open();
    const [{ id: tenantId }] = await addTenants(store);
    const first = someEndpointServer({ tenantId, name: 'dmz' });
    await store.endpointServers.add(first);
    await assert.rejects(
      store.endpointServers.add(someEndpointServer({ tenantId, name: 'dmz' })),
      refusesWith('ENDPOINT_SERVER_NAME_TAKEN'),
    );
    assert.deepEqual(await store.endpointServers.list(), [first]);
  });

  test('adds none to a tenant that is not there', async () => {
    await using store = await open();
    const stray = someEndpointServer({ tenantId: asId<TenantId>('none') });
    await assert.rejects(store.endpointServers.add(stray));
    assert.deepEqual(await store.endpointServers.list(), []);
  });

  test('lists by tenant, then name', async () => {
    await using store = await open();
    const [tenant, other] = await addTenants(store);
    for (const name of ['b', 'a-2', 'a']) {
      for (const tenantId of [other.id, tenant.id])
        await store.endpointServers.add(someEndpointServer({ tenantId, name }));
    }
    const listed = await store.endpointServers.list();
    const names = [tenant.id, other.id].flatMap((id) => ['a', 'a-2', 'b'].map((name) => `${id} ${name}`));
    assert.deepEqual(
      listed.map(({ tenantId, name }) => `${tenantId} ${name}`),
      names,
    );
    assert.deepEqual(await store.endpointServers.list(other.id), listed.slice(3));
  });
}

function testChanged(open: Open): void {
  test('updates the parts that are given, of the one of that id alone', async () => {
    await using store = await open();
    const [{ id: tenantId }] = await addTenants(store);
    const [server, other] = ['a', 'b'].map((name) => someEndpointServer({ tenantId, name }));
    assert.ok(server && other);
    for (const one of [server, other]) await store.endpointServers.add(one);
    const changes: readonly Partial<EndpointServerParts>[] = [
      { state: 'retired', sealingKey: 'b'.repeat(43) },
      { proposed: { ...server.proposed, httpPort: 8080 } },
      { saved: { ...server.saved, httpPort: 8080 }, inForce: { ...server.inForce, httpsPort: 8443 } },
      { serving: [], offer: { number: 4, listeners: [] }, applied: 0 },
      { lag: null, local: null },
      { report: null },
      {},
    ];
    let expected = server;
    for (const parts of changes) {
      await store.endpointServers.update(server.id, parts);
      expected = { ...expected, ...parts };
      assert.deepEqual(await store.endpointServers.list(), [expected, other]);
    }
  });

  test('removes one, whose name is free again, and does not bring it back by updating it', async () => {
    await using store = await open();
    const [{ id: tenantId }] = await addTenants(store);
    const server = someEndpointServer({ tenantId, name: 'dmz' });
    await store.endpointServers.add(server);
    await store.endpointServers.remove(server.id);
    await store.endpointServers.remove(server.id);
    await store.endpointServers.update(server.id, { applied: 9 });
    assert.deepEqual(await store.endpointServers.list(), []);
    await store.endpointServers.add(someEndpointServer({ tenantId, name: 'dmz' }));
  });

  test('removes those of a tenant with it, and leaves those of the others', async () => {
    await using store = await open();
    const [tenant, other] = await addTenants(store);
    const kept = someEndpointServer({ tenantId: other.id });
    for (const name of ['a', 'b'])
      await store.endpointServers.add(someEndpointServer({ tenantId: tenant.id, name }));
    await store.endpointServers.add(kept);
    await store.tenants.remove(tenant.id);
    assert.deepEqual(await store.endpointServers.list(), [kept]);
  });
}

/** Two, in the order of their ids. */
async function addTenants(store: ProvisioningStore): Promise<[TenantRecord, TenantRecord]> {
  const [one, other] = [someTenant(), someTenant()];
  for (const tenant of [one, other]) await store.tenants.add(tenant);
  return one.id < other.id ? [one, other] : [other, one];
}
