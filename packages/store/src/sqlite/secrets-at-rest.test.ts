import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openId } from '../testing/access-store.contract.ts';
import { someAcmeAccount, someAcmeOrder } from '../testing/acme-store.contract.ts';
import { someAdmin, someCertificate, someToken } from '../testing/records.ts';
import { refusesWith } from '../testing/refuses-with.ts';
import { createTestVault, temporaryFile } from '../testing/temporary-file.ts';
import { openProvisioningStore } from './open-provisioning-store.ts';
import { openTenantStore } from './open-tenant-store.ts';
import { readKeyId } from './read-key-id.ts';

const openers = { provisioning: openProvisioningStore, tenant: openTenantStore };

/** Every byte that SQLite keeps on disk of a database that is open. */
async function bytesOf(file: string): Promise<Buffer> {
  return Buffer.concat(await Promise.all(['', '-wal', '-shm'].map((suffix) => readFile(file + suffix))));
}

/** A private key in the forms in which somebody might look for it. */
function madeKey(): { pem: string; traces: Buffer[] } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const body = pem.split('\n')[1] ?? '';
  return { pem, traces: [Buffer.from('PRIVATE KEY'), Buffer.from(body), seed] };
}

function refuseTraces(bytes: Buffer, traces: readonly Buffer[]): void {
  for (const trace of traces) assert.equal(bytes.indexOf(trace), -1, trace.toString('latin1'));
}

test('no file of provisioning holds a private key, and the store finds it again', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const { pem, traces } = madeKey();
  const certificate = someCertificate({ keyPem: pem, name: 'a name to be found' });
  await store.certificates.add(certificate);
  const bytes = await bytesOf(place.file);
  assert.notEqual(bytes.indexOf('a name to be found'), -1);
  refuseTraces(bytes, traces);
  assert.deepEqual(await store.certificates.find(certificate.id), certificate);
});

test('of a key that stays elsewhere nothing is written, and nothing counts as a secret in plain text', async () => {
  await using place = await temporaryFile();
  const certificate = someCertificate({ keyPem: '' });
  {
    await using store = await openProvisioningStore(place);
    await store.certificates.add(certificate);
  }
  using database = new DatabaseSync(place.file);
  assert.equal(database.prepare('select keyPem from certificates').get()?.keyPem, '');
  database.exec('delete from settings');
  await using again = await openProvisioningStore(place);
  assert.deepEqual(await again.certificates.find(certificate.id), certificate);
});

test('no file of provisioning holds the key of an ACME account or of a certificate to come', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const [first, second] = [madeKey(), madeKey()];
  await store.acme.accounts.add(someAcmeAccount({ name: 'an account to be found', keyPem: first.pem }));
  const order = someAcmeOrder({ keyPem: second.pem });
  await store.acme.orders.add(order);
  await store.acme.orders.save(order);
  const bytes = await bytesOf(place.file);
  assert.notEqual(bytes.indexOf('an account to be found'), -1);
  refuseTraces(bytes, [...first.traces, ...second.traces]);
});

test('no file of provisioning holds the secret of a second factor or of an OpenID client', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const totp = { secret: 'JBSWY3DPEHPK3PXP', confirmedAt: null, lastStep: 0, recoverySha256: [] };
  await store.admins.add(someAdmin({ name: 'an admin to be found', totp }));
  await store.openId.set(openId);
  const bytes = await bytesOf(place.file);
  for (const kept of ['an admin to be found', openId.issuer]) assert.notEqual(bytes.indexOf(kept), -1);
  refuseTraces(bytes, [Buffer.from(totp.secret), Buffer.from(openId.clientSecret)]);
});

test('no file of a tenant holds a signing key or the secret of an enrollment token', async () => {
  await using place = await temporaryFile();
  await using store = await openTenantStore(place);
  const { pem, traces } = madeKey();
  const token = someToken({ id: 'token-to-be-found', secret: 'c2VjcmV0IG9mIGEgdG9rZW4' });
  const key = { id: 'k1', publicKey: 'public', privateKeyPem: pem, createdAt: 1, role: 'current' } as const;
  await store.tokens.add(token);
  await store.signingKeys.save([key]);
  await store.signingKeys.save([{ ...key, role: 'former' }]);
  const bytes = await bytesOf(place.file);
  assert.notEqual(bytes.indexOf('token-to-be-found'), -1);
  refuseTraces(bytes, [...traces, Buffer.from(token.secret)]);
  assert.deepEqual(await store.tokens.find(token.id), token);
  assert.deepEqual(await store.signingKeys.list(), [{ ...key, role: 'former' }]);
});

for (const [kind, open] of Object.entries(openers)) {
  test(`holds the ${kind} database to the key that it was first opened with`, async () => {
    await using place = await temporaryFile();
    assert.equal(readKeyId(place.file), undefined);
    await (await open(place))[Symbol.asyncDispose]();
    assert.equal(readKeyId(place.file), place.vault.keyId);
    const other = { ...place, vault: createTestVault() };
    await assert.rejects(open(other), refusesWith('INSTALLATION_KEY_WRONG'));
    await (await open(place))[Symbol.asyncDispose]();
  });
}

test('refuses databases with secrets in plain text', async () => {
  await using place = await temporaryFile();
  {
    await using store = await openProvisioningStore(place);
    await store.certificates.add(someCertificate());
  }
  execute(place.file, "update certificates set keyPem = 'plain'; delete from settings");
  await assert.rejects(openProvisioningStore(place), refusesWith('SECRETS_UNSEALED'));
  await using tenant = await temporaryFile();
  {
    await using store = await openTenantStore(tenant);
    await store.tokens.add(someToken());
  }
  execute(tenant.file, "update tokens set secret = 'plain'; delete from settings");
  await assert.rejects(openTenantStore(tenant), refusesWith('SECRETS_UNSEALED'));
});

test('does not hand out a plain text that got into a sealed column', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const certificate = someCertificate();
  await store.certificates.add(certificate);
  execute(place.file, "update certificates set keyPem = 'plain'");
  await assert.rejects(store.certificates.find(certificate.id), refusesWith('VAULT_KEY_WRONG'));
});

function execute(file: string, sql: string): void {
  using database = new DatabaseSync(file);
  database.exec(sql);
}
