import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asId, type TenantId } from '@causeway/contract';
import type { ProvisioningStore, TenantParts } from '@causeway/provisioning';
import { describeAccessStore } from './access-store.contract.ts';
import { describeAcmeStore } from './acme-store.contract.ts';
import { describeAuditStore } from './audit-store.contract.ts';
import { describeAuthorityStore } from './authority-store.contract.ts';
import { describeCertificateRequestStore } from './certificate-request-store.contract.ts';
import { describeCertificateStore } from './certificate-store.contract.ts';
import { describeChangeJournal } from './change-journal.contract.ts';
import { describeCrossingStore } from './crossing-store.contract.ts';
import { describeEndpointServers } from './endpoint-server-store.contract.ts';
import { describeNoticeStore } from './notice-store.contract.ts';
import { someCertificate, someTenant } from './records.ts';
import { refusesWith } from './refuses-with.ts';

type Open = () => Promise<ProvisioningStore & AsyncDisposable>;

/** The contract of ProvisioningStore with all its parts. `open` answers an empty store each time. */
export function describeProvisioningStore(name: string, open: Open): void {
  describeCertificateStore(name, async () => part(await open(), 'certificates'));
  describeAuthorityStore(name, async () => part(await open(), 'authorities'));
  describeCertificateRequestStore(name, open);
  describeAcmeStore(name, open);
  describeChangeJournal(name, async () => part(await open(), 'changes'));
  describeNoticeStore(name, async () => part(await open(), 'notices'));
  describeEndpointServers(name, open);
  describe(`ProvisioningStore, tenants: ${name}`, () => testTenants(open));
  describeAccessStore(name, open);
  describeAuditStore(name, open);
  describeCrossingStore(name, open);
  describe(`ProvisioningStore, settings: ${name}`, () => testRecords(open));
}

function part<Name extends 'authorities' | 'certificates' | 'changes' | 'notices'>(
  store: ProvisioningStore & AsyncDisposable,
  name: Name,
): ProvisioningStore[Name] & AsyncDisposable {
  return { ...store[name], [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

function testTenants(open: Open): void {
  test('finds by id and by name what was added, as it was', async () => {
    await using store = await open();
    const tenant = someTenant();
    await store.tenants.add(tenant);
    assert.deepEqual(await store.tenants.find(tenant.id), tenant);
    assert.deepEqual(await store.tenants.findByName(tenant.name), tenant);
    assert.equal(await store.tenants.find(asId<TenantId>('none')), undefined);
    assert.equal(await store.tenants.findByName('none'), undefined);
  });

  test('refuses a name that is taken and keeps the first', async () => {
    await using store = await open();
    const first = someTenant({ name: 'acme' });
    await store.tenants.add(first);
    await assert.rejects(store.tenants.add(someTenant({ name: 'acme' })), refusesWith('TENANT_NAME_TAKEN'));
    assert.deepEqual(await store.tenants.list(), [first]);
  });

  test('lists by name', async () => {
    await using store = await open();
    for (const name of ['b', 'a-2', 'a']) await store.tenants.add(someTenant({ name }));
    assert.deepEqual(
      (await store.tenants.list()).map(({ name }) => name),
      ['a', 'a-2', 'b'],
    );
  });

  test('updates the parts that are given, of the tenant of that id alone', async () => {
    await using store = await open();
    const [tenant, other] = [someTenant({ name: 'a' }), someTenant({ name: 'b' })];
    await store.tenants.add(tenant);
    await store.tenants.add(other);
    const changes: readonly Partial<TenantParts>[] = [
      { saved: { ...tenant.saved, httpPort: 8080 } },
      { inForce: { ...tenant.inForce, httpsPort: 8443 } },
      { serving: [] },
      { activeWindowMs: 5 },
      { pollingIntervalSeconds: 7, inventoryIntervalSeconds: 9 },
      {
        groups: [
          { name: 'laptops', activeWindowMs: 9 },
          { name: 'servers', pollingIntervalSeconds: 60 },
        ],
      },
      { foreignAgents: { secret: { user: 'agents', passwordHash: '$scrypt$…' } } },
      { foreignAgents: { secret: null } },
      { groups: [], foreignAgents: null },
      {},
    ];
    let expected = tenant;
    for (const parts of changes) {
      await store.tenants.update(tenant.id, parts);
      expected = { ...expected, ...parts };
      assert.deepEqual(await store.tenants.list(), [expected, other]);
    }
  });

  test('does not bring a removed tenant back by updating it', async () => {
    await using store = await open();
    const tenant = someTenant();
    await store.tenants.add(tenant);
    await store.tenants.remove(tenant.id);
    await store.tenants.update(tenant.id, { serving: [] });
    assert.deepEqual(await store.tenants.list(), []);
  });
}

function testRecords(open: Open): void {
  test('sets, replaces and removes settings', async () => {
    await using store = await open();
    assert.equal(await store.settings.get('key'), undefined);
    await store.settings.set('key', 'one');
    await store.settings.set('key', 'two');
    assert.equal(await store.settings.get('key'), 'two');
    await store.settings.set('key', null);
    await store.settings.set('key', null);
    assert.equal(await store.settings.get('key'), undefined);
  });

  test('serves many callers at once', async () => {
    await using store = await open();
    const certificates = Array.from({ length: 20 }, () => someCertificate());
    await Promise.all(certificates.map((certificate) => store.certificates.add(certificate)));
    assert.equal((await store.certificates.list()).length, 20);
  });
}
