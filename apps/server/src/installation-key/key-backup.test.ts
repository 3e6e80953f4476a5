import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { createVault, keyIdOf, openProvisioningStore, VAULT_KEY_BYTES } from '@causeway/store';
import { TemporaryFolder } from '@causeway/testkit';
import { formatKeyBackup, parseKeyBackup } from './key-backup.ts';
import { createKey, loadKey, saveKey } from './key-file.ts';
import { restoreKey } from './restore-key.ts';

const hasCode = (code: string) => (error: unknown) => error instanceof CausewayError && error.code === code;
const password = 'a whole sentence of words';
const key = randomBytes(VAULT_KEY_BYTES);
const line = await formatKeyBackup(key, password);

test('a backup is one printable line that gives the key back for its password', async () => {
  assert.match(line, /^[ -~]+\n$/);
  assert.ok(line.includes(keyIdOf(key)));
  for (const form of ['base64', 'base64url', 'hex'] as const) assert.ok(!line.includes(key.toString(form)));
  assert.deepEqual(await parseKeyBackup(line, password, 'file'), key);
  assert.deepEqual(await parseKeyBackup(line.trimEnd(), password, 'file'), key);
});

test('refuses another password, another id, and a short password from the beginning', async () => {
  await assert.rejects(
    parseKeyBackup(line, 'another whole sentence', 'file'),
    hasCode('KEY_BACKUP_PASSWORD_WRONG'),
  );
  const moved = line.replace(keyIdOf(key), '0'.repeat(16));
  await assert.rejects(parseKeyBackup(moved, password, 'file'), hasCode('KEY_BACKUP_PASSWORD_WRONG'));
  await assert.rejects(formatKeyBackup(key, 'short'), hasCode('PASSWORD_TOO_SHORT'));
});

test('refuses what is no backup', async () => {
  for (const text of ['', line.slice(0, 60), `${line}${line}`, line.replace('v1', 'v2'), 'x'.repeat(10_000)])
    await assert.rejects(parseKeyBackup(text, password, 'file'), hasCode('KEY_BACKUP_UNREADABLE'), text);
});

test('restores where there is no key, and leaves the same key as it is', async () => {
  await using folder = await TemporaryFolder.make();
  const place = {
    key,
    keyFile: folder.file('data.key'),
    database: folder.file('none'),
    other: 'refuse',
  } as const;
  assert.deepEqual(await restoreKey(place), { kind: 'restored' });
  assert.deepEqual(await restoreKey(place), { kind: 'kept' });
  assert.deepEqual(await loadKey(place.keyFile), key);
});

test('refuses to take another key away, and moves it aside when told to', async () => {
  await using folder = await TemporaryFolder.make();
  const keyFile = folder.file('data.key');
  const before = await createKey(keyFile);
  const place = { key, keyFile, database: folder.file('none') };
  await assert.rejects(restoreKey({ ...place, other: 'refuse' }), hasCode('INSTALLATION_KEY_OTHER'));
  assert.deepEqual(await loadKey(keyFile), before);
  const aside = `${keyFile}.${keyIdOf(before)}`;
  assert.deepEqual(await restoreKey({ ...place, other: 'replace' }), { kind: 'replaced', aside });
  assert.deepEqual(await loadKey(keyFile), key);
  assert.deepEqual(await loadKey(aside), before);
});

test('refuses a key that does not open the database that is there', async () => {
  await using folder = await TemporaryFolder.make();
  const database = folder.file('provisioning.sqlite');
  const own = randomBytes(VAULT_KEY_BYTES);
  await (await openProvisioningStore({ file: database, vault: createVault(own) }))[Symbol.asyncDispose]();
  const keyFile = folder.file('data.key');
  const place = { keyFile, database, other: 'replace' } as const;
  await assert.rejects(restoreKey({ ...place, key }), hasCode('INSTALLATION_KEY_WRONG'));
  assert.ok(!(await readdir(folder.path)).includes('data.key'));
  assert.deepEqual(await restoreKey({ ...place, key: own }), { kind: 'restored' });
  assert.deepEqual(await loadKey(keyFile), own);
});

test('never writes a key over one that came in between', async () => {
  await using folder = await TemporaryFolder.make();
  const keyFile = folder.file('data.key');
  const before = await createKey(keyFile);
  await assert.rejects(saveKey(keyFile, key), hasCode('INSTALLATION_KEY_UNUSABLE'));
  assert.deepEqual(await loadKey(keyFile), before);
});
