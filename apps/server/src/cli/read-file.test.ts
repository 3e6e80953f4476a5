import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import { readAnchorOf } from './read-file.ts';

test('an anchor is one that TLS takes; a key that it does not is named', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('anchor.pem');
  const { certificatePem } = createTestCa();
  await writeFile(file, certificatePem);
  assert.equal(await readAnchorOf(file), certificatePem);
  await writeFile(file, createTestCa({ algorithm: 'ecdsa-secp256k1' }).certificatePem);
  await assert.rejects(readAnchorOf(file), { code: 'ANCHOR_UNREADABLE', seen: /another key than RSA/ });
});
