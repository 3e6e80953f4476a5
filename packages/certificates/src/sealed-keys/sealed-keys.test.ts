import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import type { SealedKey } from '@causeway/contract/upstream-messages';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { generateSealingKey } from './generate-sealing-key.ts';
import { openPrivateKey } from './open-private-key.ts';
import { sealPrivateKey } from './seal-private-key.ts';
import type { SealingContext } from './suite.ts';

const keyPem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const context: SealingContext = { tenantId: 'tenant', endpointServerId: 'server', certificateId: 'leaf' };
const own = generateSealingKey();

test('what is sealed opens for the holder of the sealing key, in its context', async () => {
  const sealed = await sealPrivateKey(keyPem, { sealingKey: own.publicKey, context });
  assert.ok(!Buffer.from(sealed.ciphertext, 'base64url').includes('PRIVATE KEY'));
  const opened = await openPrivateKey(sealed, { privateKey: own.privateKey, context });
  assert.equal(opened, keyPem);
  assert.equal(createPrivateKey(opened).asymmetricKeyType, 'ed25519');
});

test('the largest key of TLS is sealed like any other, each time anew', async () => {
  const large = 'k'.repeat(20_000);
  const parts = { sealingKey: own.publicKey, context };
  const [one, other] = [await sealPrivateKey(large, parts), await sealPrivateKey(large, parts)];
  assert.notEqual(one.ciphertext, other.ciphertext);
  assert.notEqual(one.encapsulated, other.encapsulated);
  assert.equal(await openPrivateKey(other, { privateKey: own.privateKey, context }), large);
});

/** A byte of it changed. */
function alter(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('base64url');
}

test('what was altered anywhere, cut or padded does not open', async () => {
  const sealed = await sealPrivateKey(keyPem, { sealingKey: own.publicKey, context });
  const { encapsulated, ciphertext } = sealed;
  const last = Buffer.from(ciphertext, 'base64url').length - 1;
  const hostile: SealedKey[] = [
    ...[0, 17, last].map((at) => ({ encapsulated, ciphertext: alter(ciphertext, at) })),
    ...[0, 15].map((at) => ({ encapsulated: alter(encapsulated, at), ciphertext })),
    { encapsulated, ciphertext: ciphertext.slice(0, -8) },
    { encapsulated, ciphertext: '' },
    { encapsulated: '', ciphertext },
    { encapsulated, ciphertext: `${ciphertext}=` },
    { encapsulated: 'A'.repeat(43), ciphertext },
    { encapsulated: ciphertext, ciphertext: encapsulated },
  ];
  for (const [index, one] of hostile.entries()) {
    await assert.rejects(
      openPrivateKey(one, { privateKey: own.privateKey, context }),
      { code: 'SEALED_KEY_UNOPENABLE', kind: 'trust' },
      String(index),
    );
  }
});

test('no other tenant, endpoint server or certificate opens it, and no other key', async () => {
  const sealed = await sealPrivateKey(keyPem, { sealingKey: own.publicKey, context });
  const others: SealingContext[] = [
    { ...context, tenantId: 'other' },
    { ...context, endpointServerId: 'other' },
    { ...context, certificateId: 'other' },
    // The same letters, cut elsewhere.
    { ...context, tenantId: 'tenan', endpointServerId: 'tserver' },
  ];
  for (const other of others) {
    await assert.rejects(openPrivateKey(sealed, { privateKey: own.privateKey, context: other }), {
      code: 'SEALED_KEY_UNOPENABLE',
    });
  }
  const { privateKey } = generateSealingKey();
  await assert.rejects(openPrivateKey(sealed, { privateKey, context }), { code: 'SEALED_KEY_UNOPENABLE' });
});

test('what was sealed for another purpose does not open', async () => {
  const kem = new DhkemX25519HkdfSha256();
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const recipientPublicKey = await kem.deserializePublicKey(Buffer.from(own.publicKey, 'base64url'));
  const aad = Uint8Array.from(Buffer.from(JSON.stringify(Object.values(context)))).buffer;
  const { enc, ct } = await suite.seal({ recipientPublicKey }, new ArrayBuffer(4), aad);
  const [encapsulated = '', ciphertext = ''] = [enc, ct].map((part) =>
    Buffer.from(part).toString('base64url'),
  );
  await assert.rejects(
    openPrivateKey({ encapsulated, ciphertext }, { privateKey: own.privateKey, context }),
    {
      code: 'SEALED_KEY_UNOPENABLE',
    },
  );
});

test('a sealing key that is none is refused: too short, too long, of low order, not base64url', async () => {
  const bad = ['', 'AA', 'A'.repeat(43), 'A'.repeat(44), `${own.publicKey}=`, 'ä'.repeat(43)];
  for (const sealingKey of bad) {
    await assert.rejects(
      sealPrivateKey(keyPem, { sealingKey, context }),
      { code: 'SEALING_KEY_INVALID' },
      sealingKey,
    );
  }
});
