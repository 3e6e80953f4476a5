import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { someCertificate, someTenant } from '../testing/records.ts';
import { refusesWith } from '../testing/refuses-with.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { backupDatabase, readTenantIds } from './backup-database.ts';
import { openProvisioningStore } from './open-provisioning-store.ts';

test('copies one moment of a database that is written all the while, into one file of its owner', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const tenant = someTenant();
  await store.tenants.add(tenant);
  const copy = `${place.file}.copy`;
  const writes = Array.from({ length: 50 }, (_, createdAt) =>
    store.certificates.add(someCertificate({ createdAt, name: `${createdAt}` })),
  );
  await Promise.all([backupDatabase(place.file, copy), ...writes]);
  assert.equal((await stat(copy)).mode & 0o777, 0o600);
  const names = (await readdir(dirname(copy))).filter((name) => name.includes('.copy'));
  assert.equal(names.length, 1);
  assert.deepEqual(readTenantIds(copy), [tenant.id]);
  await using copied = await openProvisioningStore({ ...place, file: copy });
  const all = await store.certificates.list();
  const kept = await copied.certificates.list();
  // A moment holds the first of the writes, whole, and none of the later ones.
  assert.deepEqual(kept, all.slice(0, kept.length));
  assert.deepEqual(await copied.tenants.list(), [tenant]);
});

test('refuses what is no database, and a database that is not there', async () => {
  await using place = await temporaryFile();
  const copy = `${place.file}.copy`;
  await assert.rejects(backupDatabase(place.file, copy), refusesWith('STORE_UNREADABLE'));
  await writeFile(place.file, 'no database\n'.repeat(500));
  await assert.rejects(backupDatabase(place.file, copy), refusesWith('STORE_UNREADABLE'));
  assert.throws(() => readTenantIds(place.file), refusesWith('STORE_UNREADABLE'));
});
