import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createRequest, makeRoot } from '@causeway/certificates';
import { openProvisioningStore } from '../sqlite/open-provisioning-store.ts';
import { refusesWith } from '../testing/refuses-with.ts';
import { temporaryFile } from '../testing/temporary-file.ts';

test('a copied database yields no key of the internal CA or of a request', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  const { authority, keyPem: rootKeyPem } = await makeRoot({ generation: 1, now: 0 });
  await store.authorities.append(authority, rootKeyPem);
  const made = await createRequest({ hostnames: ['inventory.acme.example'], keyType: 'ecdsa-p256' });
  await store.certificateRequests.add({ ...made.request, name: 'shop', createdAt: 0 }, made.keyPem);
  const bytes = await readFolder(dirname(place.file));
  assert.ok(bytes.includes(authority.certificatePem), 'the files hold what is public');
  assert.ok(!bytes.includes('PRIVATE KEY'));
  for (const keyPem of [rootKeyPem, made.keyPem]) {
    assert.ok(bytes.indexOf(firstLineOf(keyPem)) === -1, 'no PEM');
    assert.ok(bytes.indexOf(secretOf(keyPem)) === -1, 'no DER');
  }
});

test('a sealed key does not open as the key of another', async () => {
  await using place = await temporaryFile();
  await using store = await openProvisioningStore(place);
  for (const generation of [1, 2]) {
    const { authority, keyPem } = await makeRoot({ generation, now: 0 });
    await store.authorities.append(authority, keyPem);
  }
  using database = new DatabaseSync(place.file);
  database.exec(
    'update authorities set keyPem = (select keyPem from authorities where generation = 2) where generation = 1',
  );
  await assert.rejects(store.authorities.keyOf(1), refusesWith('VAULT_KEY_WRONG'));
});

/** The line of Base64 that the secret number begins in; the lines behind it hold the public key. */
function firstLineOf(keyPem: string): string {
  const [, line = ''] = keyPem.split('\n');
  assert.equal(line.length, 64);
  return line;
}

function secretOf(keyPem: string): Buffer {
  const { d = '' } = createPrivateKey(keyPem).export({ format: 'jwk' });
  return Buffer.from(d, 'base64url');
}

/** The bytes of every file in it: SQLite keeps fresh pages in its write-ahead log. */
async function readFolder(folder: string): Promise<Buffer> {
  const names = await readdir(folder);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}
