import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import { readAnchor } from './read-anchor.ts';

test('every certificate of the file is one that TLS takes', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('anchor.pem');
  const [one, other] = [createTestCa(), createTestCa()];
  await writeFile(file, `${one.certificatePem}\n${other.certificatePem}`);
  assert.equal((await readAnchor(file)).match(/BEGIN/g)?.length, 2);
  await writeFile(
    file,
    `${one.certificatePem}${createTestCa({ algorithm: 'ecdsa-secp256k1' }).certificatePem}`,
  );
  await assert.rejects(readAnchor(file), { code: 'ANCHOR_INVALID', seen: /a key that TLS does not take/ });
});
