import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AdminId, asId, type TenantId } from '@causeway/contract';
import type { CredentialRecord, OpenIdSettings, ProvisioningStore, TotpRecord } from '@causeway/provisioning';
import { someAdmin, someTenant } from './records.ts';
import { refusesWith } from './refuses-with.ts';

type Open = () => Promise<ProvisioningStore & AsyncDisposable>;

const totp: TotpRecord = {
  secret: 'JBSWY3DPEHPK3PXP',
  confirmedAt: 1_800_000_000_000,
  lastStep: 60_000_000,
  recoverySha256: ['01', '02'],
};
export const openId: OpenIdSettings = {
  ...{ issuer: 'https://id.example', clientId: 'causeway', clientSecret: 'a client secret to be found' },
  ...{ scopes: ['groups'], roleClaim: 'groups', anchorPem: null },
  roles: { viewer: ['staff'], operator: ['it'], admin: ['it-admins'] },
};
const identity = { issuer: 'https://id.example', subject: 'anna' };

/** The contract of `admins` and `credentials`. `open` answers an empty store each time. */
export function describeAccessStore(name: string, open: Open): void {
  describe(`ProvisioningStore, admins: ${name}`, () => testAdmins(open));
  describe(`ProvisioningStore, second factors: ${name}`, () => testTotp(open));
  describe(`ProvisioningStore, credentials: ${name}`, () => testCredentials(open));
  describe(`ProvisioningStore, OpenID: ${name}`, () => testOpenId(open));
}

function testAdmins(open: Open): void {
  test('finds by id and by name who was added, as they were', async () => {
    await using store = await open();
    for (const admin of [someAdmin(), someAdmin({ role: 'viewer', passwordHash: null, identity, totp })]) {
      await store.admins.add(admin);
      assert.deepEqual(await store.admins.find(admin.id), admin);
      assert.deepEqual(await store.admins.findByName(null, admin.name), admin);
    }
    assert.equal(await store.admins.find(asId<AdminId>('none')), undefined);
    assert.equal(await store.admins.findByName(null, 'none'), undefined);
  });

  test('refuses a name that is taken, of provisioning and of each tenant', async () => {
    await using store = await open();
    const tenants = await addTenants(store);
    for (const tenantId of [null, ...tenants]) {
      const first = someAdmin({ name: 'anna', tenantId });
      await store.admins.add(first);
      const second = store.admins.add(someAdmin({ name: 'anna', tenantId }));
      await assert.rejects(second, refusesWith('ADMIN_NAME_TAKEN'));
      assert.deepEqual(await store.admins.list(tenantId), [first]);
      assert.deepEqual(await store.admins.findByName(tenantId, 'anna'), first);
    }
  });

  test('lists those of one place by name, and removes them with their tenant and their credentials', async () => {
    await using store = await open();
    const [acme, beta] = await addTenants(store);
    const [bob, anna, eve, zoe] = [
      someAdmin({ name: 'bob', tenantId: acme }),
      someAdmin({ name: 'anna', tenantId: acme }),
      someAdmin({ name: 'eve', tenantId: beta }),
      someAdmin({ name: 'zoe' }),
    ];
    for (const admin of [bob, anna, eve, zoe]) await store.admins.add(admin);
    await addCredential(store, credentialOf(anna.id, { secretSha256: '01' }));
    assert.deepEqual(await store.admins.list(acme), [anna, bob]);
    assert.deepEqual(await store.admins.list(null), [zoe]);
    await store.tenants.remove(acme);
    assert.deepEqual(await store.admins.list(acme), []);
    assert.deepEqual(await store.admins.list(beta), [eve]);
    assert.equal(await store.credentials.find('01'), undefined);
  });

  test('finds who an identity is, in that place alone', async () => {
    await using store = await open();
    const [acme] = await addTenants(store);
    const admin = someAdmin({ identity });
    await store.admins.add(admin);
    assert.deepEqual(await store.admins.findByIdentity(null, { ...identity }), admin);
    assert.equal(await store.admins.findByIdentity(acme, identity), undefined);
    assert.equal(await store.admins.findByIdentity(null, { ...identity, subject: 'bob' }), undefined);
    await assert.rejects(store.admins.add(someAdmin({ identity })), refusesWith('ADMIN_NAME_TAKEN'));
  });

  test('updates the parts that are given, of that one alone, and brings back nobody', async () => {
    await using store = await open();
    const [anna, bob] = [someAdmin({ name: 'anna' }), someAdmin({ name: 'bob' })];
    for (const admin of [anna, bob]) await store.admins.add(admin);
    let expected = anna;
    for (const parts of [
      { role: 'viewer' },
      { passwordHash: 'other' },
      { totp },
      { totp: null },
      {},
    ] as const) {
      await store.admins.update(anna.id, parts);
      expected = { ...expected, ...parts };
      assert.deepEqual(await store.admins.list(null), [expected, bob]);
    }
    await store.admins.remove(anna.id);
    await store.admins.update(anna.id, { role: 'admin' });
    assert.deepEqual(await store.admins.list(null), [bob]);
  });
}

function testTotp(open: Open): void {
  test('and password are written where they are still as they were', async () => {
    await using store = await open();
    const admin = someAdmin();
    await store.admins.add(admin);
    const update = async (parts: object, was: object) => store.admins.update(admin.id, parts, was);
    assert.equal(await update({ passwordHash: 'first' }, admin), true);
    assert.equal(await update({ passwordHash: 'second' }, admin), false);
    assert.equal(await update({ totp }, { totp: null }), true);
    assert.equal(await update({ totp: null }, { totp: null }), false);
    const kept = { ...admin, passwordHash: 'first', totp };
    assert.deepEqual(await store.admins.find(admin.id), kept);
    assert.equal(await update({ totp: null }, kept), true);
    await store.admins.remove(admin.id);
    assert.equal(await update({ role: 'admin' }, {}), false);
  });

  test('is not spent once the password or the secret is another one', async () => {
    await using store = await open();
    const admin = someAdmin({ totp });
    await store.admins.add(admin);
    for (const other of [{ passwordHash: 'another' }, { totp: { ...totp, secret: 'GEZDGNBVGY3TQOJQ' } }]) {
      await store.admins.update(admin.id, other);
      assert.equal(await store.admins.spendTotp(admin, { ...totp, lastStep: 1 }), false);
      await store.admins.update(admin.id, { passwordHash: admin.passwordHash, totp });
    }
    assert.deepEqual(await store.admins.find(admin.id), admin);
  });

  test('is spent once from what it was', async () => {
    await using store = await open();
    const admin = someAdmin({ totp });
    await store.admins.add(admin);
    const spent = { ...totp, lastStep: totp.lastStep + 1, recoverySha256: ['02'] };
    const outcomes = await Promise.all([1, 2, 3].map(() => store.admins.spendTotp(admin, spent)));
    assert.deepEqual(outcomes.filter(Boolean), [true]);
    assert.deepEqual((await store.admins.find(admin.id))?.totp, spent);
  });

  test('is not spent where there is none', async () => {
    await using store = await open();
    const admin = someAdmin();
    await store.admins.add(admin);
    assert.equal(await store.admins.spendTotp({ ...admin, totp }, totp), false);
    assert.equal((await store.admins.find(admin.id))?.totp, null);
  });
}

function testCredentials(open: Open): void {
  test('are kept by digest and listed of one admin', async () => {
    await using store = await open();
    const [anna, bob] = [someAdmin(), someAdmin()];
    for (const admin of [anna, bob]) await store.admins.add(admin);
    const session = credentialOf(anna.id, { secretSha256: '01', createdAt: 1 });
    const second = credentialOf(anna.id, { secretSha256: '02', createdAt: 2 });
    const token = credentialOf(bob.id, { secretSha256: '03', kind: 'api-token', name: 'ci', role: 'viewer' });
    for (const credential of [session, second, token]) await addCredential(store, credential);
    assert.deepEqual(await store.credentials.find('03'), token);
    assert.deepEqual(await store.credentials.listOf(anna.id), [session, second]);
    await store.credentials.remove('01');
    await store.credentials.remove('01');
    assert.equal(await store.credentials.find('01'), undefined);
    assert.deepEqual(await store.credentials.listOf(anna.id), [second]);
  });

  test('end as sessions of one admin together, but for one; API tokens stay', async () => {
    await using store = await open();
    const [anna, bob] = [someAdmin(), someAdmin()];
    for (const admin of [anna, bob]) await store.admins.add(admin);
    const token = credentialOf(anna.id, { secretSha256: '03', kind: 'api-token', name: 'ci' });
    for (const secretSha256 of ['01', '02'])
      await addCredential(store, credentialOf(anna.id, { secretSha256 }));
    await addCredential(store, token);
    await addCredential(store, credentialOf(bob.id, { secretSha256: '04' }));
    const left = async (id: AdminId) =>
      (await store.credentials.listOf(id)).map(({ secretSha256 }) => secretSha256);
    await store.credentials.removeOf(anna.id, { kind: 'session', except: '02' });
    assert.deepEqual(await left(anna.id), ['02', '03']);
    await store.credentials.removeOf(anna.id, { kind: 'session' });
    assert.deepEqual([await left(anna.id), await left(bob.id)], [['03'], ['04']]);
    await store.credentials.removeOf(anna.id);
    assert.deepEqual([await left(anna.id), await left(bob.id)], [[], ['04']]);
  });

  test('are removed once they have ended', async () => {
    await using store = await open();
    const anna = someAdmin();
    await store.admins.add(anna);
    for (const kind of ['session', 'api-token'] as const)
      for (const expiresAt of [8, 9, 10]) {
        const name = `${kind} ${expiresAt}`;
        await addCredential(store, credentialOf(anna.id, { secretSha256: name, name, kind, expiresAt }));
      }
    const left = async () => (await store.credentials.listOf(anna.id)).map(({ name }) => name);
    await store.credentials.removeExpired('session', 9);
    assert.deepEqual(await left(), ['api-token 10', 'api-token 8', 'api-token 9', 'session 10']);
    await store.credentials.removeExpired('api-token', 8);
    assert.deepEqual(await left(), ['api-token 10', 'api-token 9', 'session 10']);
  });

  test('are added by who still signs in so', async () => {
    await using store = await open();
    const admin = someAdmin({ totp });
    const by = { admin };
    const add = async (secretSha256: string) =>
      store.credentials.add(credentialOf(admin.id, { secretSha256 }), by);
    assert.equal(await add('00'), false, 'of nobody');
    await store.admins.add(admin);
    assert.equal(await add('01'), true);
    await store.admins.update(admin.id, {
      role: 'viewer',
      totp: { ...totp, lastStep: 1, recoverySha256: [] },
    });
    assert.equal(await add('02'), true, 'codes that are spent do not matter');
    for (const other of [
      { passwordHash: 'another' },
      { totp: null },
      { totp: { ...totp, confirmedAt: null } },
      { totp: { ...totp, confirmedAt: 5 } },
    ]) {
      await store.admins.update(admin.id, other);
      assert.equal(await add('03'), false, JSON.stringify(other));
      await store.admins.update(admin.id, { passwordHash: admin.passwordHash, totp });
    }
    assert.deepEqual(
      (await store.credentials.listOf(admin.id)).map(({ secretSha256 }) => secretSha256),
      ['01', '02'],
    );
  });

  test('are added by another one that is still there', async () => {
    await using store = await open();
    const anna = someAdmin();
    await store.admins.add(anna);
    await addCredential(store, credentialOf(anna.id, { secretSha256: '01' }));
    const token = credentialOf(anna.id, { secretSha256: '02', kind: 'api-token', name: 'ci' });
    assert.equal(await store.credentials.add(token, { secretSha256: 'gone' }), false);
    assert.equal(await store.credentials.find('02'), undefined);
    assert.equal(await store.credentials.add(token, { secretSha256: '01' }), true);
    assert.deepEqual(await store.credentials.find('02'), token);
  });

  test('are API tokens of one name each of one admin, whoever adds one; the first stays', async () => {
    await using store = await open();
    const [anna, bob] = [someAdmin(), someAdmin()];
    for (const admin of [anna, bob]) await store.admins.add(admin);
    for (const secretSha256 of ['01', '02'])
      await addCredential(store, credentialOf(anna.id, { secretSha256, name: 'ci' }));
    const token = (id: AdminId, secretSha256: string) =>
      credentialOf(id, { secretSha256, kind: 'api-token', name: 'ci', role: 'viewer' });
    for (const first of [token(anna.id, '03'), token(bob.id, '04')]) await addCredential(store, first);
    for (const by of [{ admin: anna }, { secretSha256: '01' }]) {
      const second = store.credentials.add({ ...token(anna.id, '05'), role: 'admin' }, by);
      await assert.rejects(second, refusesWith('API_TOKEN_NAME_TAKEN'));
    }
    assert.equal(await store.credentials.add(token(anna.id, '05'), { secretSha256: 'gone' }), false);
    assert.equal(await store.credentials.find('05'), undefined);
    assert.deepEqual(await store.credentials.find('03'), token(anna.id, '03'));
  });

  test('know their last use, which brings none back', async () => {
    await using store = await open();
    const anna = someAdmin();
    await store.admins.add(anna);
    const [first, second] = ['01', '02'].map((secretSha256) => credentialOf(anna.id, { secretSha256 }));
    assert.ok(first && second);
    for (const credential of [first, second]) await addCredential(store, credential);
    const use = { lastUsedAt: 5, lastUsedFrom: '192.0.2.7', userAgent: 'curl/8' };
    for (const id of ['01', 'gone']) await store.credentials.noteUse(id, use);
    assert.deepEqual(await store.credentials.listOf(anna.id), [{ ...first, ...use }, second]);
  });

  test('are listed as API tokens of one place, oldest first', async () => {
    await using store = await open();
    const [acme] = await addTenants(store);
    const [anna, bob, eve] = [someAdmin(), someAdmin(), someAdmin({ tenantId: acme })];
    for (const admin of [anna, bob, eve]) await store.admins.add(admin);
    const token = (id: AdminId, secretSha256: string, createdAt: number) =>
      credentialOf(id, { secretSha256, createdAt, kind: 'api-token', name: secretSha256 });
    const kept = [token(bob.id, '01', 2), token(anna.id, '02', 1), token(eve.id, '03', 1)];
    for (const credential of [...kept, credentialOf(anna.id, { secretSha256: '04' })])
      await addCredential(store, credential);
    assert.deepEqual(await store.credentials.apiTokensAt(null), [kept[1], kept[0]]);
    assert.deepEqual(await store.credentials.apiTokensAt(acme), [kept[2]]);
  });
}

function testOpenId(open: Open): void {
  test('is set, replaced and removed', async () => {
    await using store = await open();
    assert.equal(await store.openId.get(), undefined);
    for (const settings of [openId, { ...openId, clientSecret: 'another', anchorPem: 'PEM' }]) {
      await store.openId.set(settings);
      assert.deepEqual(await store.openId.get(), settings);
    }
    for (let time = 0; time < 2; time++) await store.openId.set(null);
    assert.equal(await store.openId.get(), undefined);
  });
}

async function addTenants(store: ProvisioningStore): Promise<[acme: TenantId, beta: TenantId]> {
  const [acme, beta] = [someTenant({ name: 'acme' }), someTenant({ name: 'beta' })];
  for (const tenant of [acme, beta]) await store.tenants.add(tenant);
  return [acme.id, beta.id];
}

/** By who has it. */
async function addCredential(store: ProvisioningStore, credential: CredentialRecord): Promise<void> {
  const admin = (await store.admins.find(credential.adminId)) ?? assert.fail();
  assert.equal(await store.credentials.add(credential, { admin }), true);
}

function credentialOf(adminId: AdminId, parts: Partial<CredentialRecord>): CredentialRecord {
  return {
    ...{ secretSha256: '', kind: 'session', adminId, name: '', role: 'admin', createdAt: 1, expiresAt: 9 },
    ...{ scheme: null, lastUsedAt: null, lastUsedFrom: null, userAgent: null },
    ...parts,
  };
}
