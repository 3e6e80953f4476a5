import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { describeProvisioningStore } from '../testing/provisioning-store.contract.ts';
import { someCertificate, someTenant } from '../testing/records.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { openProvisioningStore } from './open-provisioning-store.ts';

describeProvisioningStore('SQLite', async () => {
  const { file, vault, [Symbol.asyncDispose]: removeFile } = await temporaryFile();
  const store = await openProvisioningStore({ file, vault });
  return {
    ...store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await removeFile();
    },
  };
});

const entry = {
  at: 1,
  actor: 'anna',
  action: 'tenant.create',
  subject: 'acme',
  outcome: 'done',
  tenantId: null,
  detail: null,
};

test('finds everything again after it was closed', async () => {
  await using place = await temporaryFile();
  const [certificate, tenant] = [someCertificate(), someTenant()];
  {
    await using store = await openProvisioningStore(place);
    await store.certificates.add(certificate);
    await store.tenants.add(tenant);
    await store.audit.append(entry);
  }
  await using store = await openProvisioningStore(place);
  assert.deepEqual(await store.certificates.list(), [certificate]);
  assert.deepEqual(await store.tenants.list(), [tenant]);
  await store.audit.append(entry);
  assert.deepEqual(
    (await store.audit.list({ limit: 9 })).map(({ sequence }) => sequence),
    [2, 1],
  );
});

test('disposes after what is under way, and twice without an error', async () => {
  await using place = await temporaryFile();
  const store = await openProvisioningStore(place);
  const writes = Array.from({ length: 5 }, () => store.audit.append(entry));
  await store[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await Promise.all(writes);
  await using again = await openProvisioningStore(place);
  assert.equal((await again.audit.list({ limit: 9 })).length, 5);
});

for (const statement of ["update audit set outcome = 'done'", 'delete from audit']) {
  test(`the database itself refuses: ${statement}`, async () => {
    await using place = await temporaryFile();
    await using store = await openProvisioningStore(place);
    await store.audit.append({ ...entry, outcome: 'CHANGE_IN_PROGRESS' });
    using database = new DatabaseSync(place.file);
    assert.throws(() => database.exec(statement), /append-only/);
    assert.equal((await store.audit.list({ limit: 9 }))[0]?.outcome, 'CHANGE_IN_PROGRESS');
  });
}

test('certificates are listed without their keys although no key can be unsealed', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const certificate = someCertificate();
  await store.certificates.add(certificate);
  using database = new DatabaseSync(place.file);
  database.exec("update certificates set keyPem = 'no key'");
  await assert.rejects(store.certificates.list());
  const [listed] = await store.certificates.listPublic();
  assert.equal(listed?.name, certificate.name);
});

test('the database itself refuses a second unfinished change of a tenant', async () => {
  await using place = await temporaryFile();
  await using _store = await openProvisioningStore(place);
  using database = new DatabaseSync(place.file);
  const columns = '"id", "kind", "plan", "state", "requestedBy", "requestedAt", "error", "steps"';
  const insert = (id: string) => {
    database.exec(
      `insert into changes (${columns}) values ('${id}', 'site', '{}', 'running', 'anna', 1, 'null', '[]')`,
    );
    database.exec(`insert into change_tenants values ('t', '${id}', 1)`);
  };
  insert('one');
  assert.throws(() => insert('two'), /UNIQUE/);
});
