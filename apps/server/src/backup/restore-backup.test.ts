import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import {
  createVault,
  openProvisioningStore,
  openTenantStore,
  VAULT_KEY_BYTES,
  type Vault,
} from '@causeway/store';
import { someTenant } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import { createBackup } from './create-backup.ts';
import { restoreBackup } from './restore-backup.ts';

const hasCode = (code: string) => (error: unknown) => error instanceof CausewayError && error.code === code;

/** An installation at rest with two tenants. @returns the files of a data folder with databases */
async function makeInstallation(data: string, vault: Vault): Promise<string[]> {
  await mkdir(`${data}/tenants`, { recursive: true });
  const tenants = [someTenant(), someTenant()];
  await using store = await openProvisioningStore({ file: `${data}/provisioning.sqlite`, vault });
  for (const tenant of tenants) {
    await store.tenants.add(tenant);
    const file = `${data}/tenants/${tenant.id}.sqlite`;
    await using _tenant = await openTenantStore({ file, vault, tenantId: tenant.id });
  }
  return ['provisioning.sqlite', ...tenants.map(({ id }) => `tenants/${id}.sqlite`)];
}

async function backedUp(folder: TemporaryFolder): Promise<string[]> {
  const files = await makeInstallation(folder.file('data'), createVault(randomBytes(VAULT_KEY_BYTES)));
  const request = { data: folder.file('data'), folder: folder.file('backup'), version: '0', now: 1 };
  await createBackup({ ...request, keyBackup: undefined });
  return files;
}

test('a restore that was killed after any of its files can be repeated', async () => {
  await using folder = await TemporaryFolder.make();
  const [provisioning = '', ...tenants] = await backedUp(folder);
  const order = [...tenants.toSorted(), provisioning];
  for (let done = 0; done < order.length; done++) {
    const target = folder.file(`target-${done}`);
    await mkdir(`${target}/tenants`, { recursive: true });
    for (const path of order.slice(0, done)) await copyFile(folder.file('backup', path), `${target}/${path}`);
    await writeFile(`${target}/${order[done]}.new`, 'cut off');
    await restoreBackup(folder.file('backup'), target);
    for (const path of order)
      assert.deepEqual(await readFile(`${target}/${path}`), await readFile(folder.file('backup', path)));
    assert.ok(!(await readdir(target, { recursive: true })).some((name) => name.endsWith('.new')));
  }
});

test('a restore writes over nothing that it did not write', async () => {
  await using folder = await TemporaryFolder.make();
  const files = await backedUp(folder);
  for (const path of ['provisioning.sqlite-wal', 'tenants/other.sqlite', `${files[1]}-wal`]) {
    const target = folder.file(`target-${path.replaceAll('/', '-')}`);
    await mkdir(`${target}/tenants`, { recursive: true });
    await writeFile(`${target}/${path}`, 'theirs');
    await assert.rejects(
      restoreBackup(folder.file('backup'), target),
      hasCode('BACKUP_WOULD_OVERWRITE'),
      path,
    );
    assert.equal(await readFile(`${target}/${path}`, 'utf8'), 'theirs');
  }
});

test('a backup that fails leaves nothing behind', async () => {
  await using folder = await TemporaryFolder.make();
  const vault = createVault(randomBytes(VAULT_KEY_BYTES));
  const [, tenant = ''] = await makeInstallation(folder.file('data'), vault);
  await writeFile(folder.file('data', tenant), 'no database\n'.repeat(500));
  const request = { data: folder.file('data'), folder: folder.file('backup'), version: '0', now: 1 };
  await assert.rejects(createBackup({ ...request, keyBackup: undefined }), hasCode('STORE_UNREADABLE'));
  assert.deepEqual(await readdir(folder.path), ['data']);
});
