import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AdminId, asId, type TenantId } from '@causeway/contract';
import type { CredentialRecord, ProvisioningStore, TenantParts } from '@causeway/provisioning';
import { describeAcmeStore } from './acme-store.contract.ts';
import { describeAuthorityStore } from './authority-store.contract.ts';
import { describeCertificateRequestStore } from './certificate-request-store.contract.ts';
import { describeCertificateStore } from './certificate-store.contract.ts';
import { describeChangeJournal } from './change-journal.contract.ts';
import { describeEndpointServers } from './endpoint-server-store.contract.ts';
import { describeNoticeStore } from './notice-store.contract.ts';
import { someAdmin, someCertificate, someTenant } from './records.ts';
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
  describe(`ProvisioningStore, access: ${name}`, () => testAccess(open));
  describe(`ProvisioningStore, audit and settings: ${name}`, () => testRecords(open));
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

function testAccess(open: Open): void {
  test('keeps admins and counts them', async () => {
    await using store = await open();
    assert.equal(await store.admins.count(), 0);
    const admin = someAdmin();
    await store.admins.add(admin);
    assert.equal(await store.admins.count(), 1);
    assert.deepEqual(await store.admins.find(admin.id), admin);
    assert.deepEqual(await store.admins.findByName(admin.name), admin);
    assert.equal(await store.admins.find(asId<AdminId>('none')), undefined);
  });

  test('refuses the name of an admin that is taken', async () => {
    await using store = await open();
    await store.admins.add(someAdmin({ name: 'anna' }));
    await assert.rejects(store.admins.add(someAdmin({ name: 'anna' })), refusesWith('ADMIN_NAME_TAKEN'));
    assert.equal(await store.admins.count(), 1);
  });

  test('keeps credentials by digest and lists those of one admin', async () => {
    await using store = await open();
    const [anna, bob] = [someAdmin(), someAdmin()];
    for (const admin of [anna, bob]) await store.admins.add(admin);
    const session = credentialOf(anna.id, { secretSha256: '01', createdAt: 1 });
    const second = credentialOf(anna.id, { secretSha256: '02', createdAt: 2 });
    const token = credentialOf(bob.id, { secretSha256: '03', kind: 'api-token', name: 'ci' });
    for (const credential of [session, second, token]) await store.credentials.add(credential);
    assert.deepEqual(await store.credentials.find('03'), token);
    assert.deepEqual(await store.credentials.listOf(anna.id), [session, second]);
    await store.credentials.remove('01');
    await store.credentials.remove('01');
    assert.equal(await store.credentials.find('01'), undefined);
    assert.deepEqual(await store.credentials.listOf(anna.id), [second]);
  });
}

function testRecords(open: Open): void {
  test('numbers audit entries one after another and lists the newest first', async () => {
    await using store = await open();
    for (const at of [5, 6, 4]) await store.audit.append(entryAt(at));
    const entries = await store.audit.list({ limit: 9 });
    assert.deepEqual(entries, [
      { ...entryAt(4), sequence: 3 },
      { ...entryAt(6), sequence: 2 },
      { ...entryAt(5), sequence: 1 },
    ]);
    assert.deepEqual(await store.audit.list({ limit: 1, before: 3 }), entries.slice(1, 2));
    assert.deepEqual(await store.audit.list({ limit: 9, before: 1 }), []);
  });

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

function credentialOf(adminId: AdminId, parts: Partial<CredentialRecord>): CredentialRecord {
  return { secretSha256: '', kind: 'session', adminId, name: '', createdAt: 1, expiresAt: 9, ...parts };
}

function entryAt(at: number) {
  const detail = { from: 'http', to: ['https'] };
  return { at, actor: 'anna', action: 'tenant.create', subject: 'acme', outcome: 'done', detail };
}
