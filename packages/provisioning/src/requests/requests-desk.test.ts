import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, test } from 'node:test';
import { publicKeysOf } from '@causeway/certificates';
import { CausewayError } from '@causeway/errors';
import { createTestCa } from '@causeway/testkit';
import { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { openTestStore } from '../testing/open-store.ts';
import { RequestsDesk } from './requests-desk.ts';

const START = 1_800_000_000_000;
const hostnames = ['inventory.acme.example'];
const ca = createTestCa();
const issuing = ca.intermediate();

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof CausewayError && error.code === code;

/** What the CA issues for the key of a request that it got. */
async function answerTo(store: ProvisioningStore, publicKeySha256: string) {
  const keyPem = await store.certificateRequests.findKey(publicKeySha256);
  const privateKey = createPrivateKey(keyPem ?? '');
  return issuing.issue({ hostnames, keys: { privateKey, publicKey: createPublicKey(privateKey) } });
}

describe('RequestsDesk', () => {
  test('answered by the CA, a request becomes an imported certificate with its key', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    const request = await desk.create({ name: 'shop', hostnames });
    assert.equal(request.keyType, 'ecdsa-p256');
    const keyPem = await store.certificateRequests.findKey(request.publicKeySha256);
    const answer = await answerTo(store, request.publicKeySha256);
    const kept = await desk.answer('shop', { pem: answer.chainPem, anchor: ca.certificatePem });
    assert.deepEqual(await store.certificates.list(), [kept]);
    assert.deepEqual([kept.name, kept.origin, kept.keyPem], ['shop', 'imported', keyPem]);
    assert.equal(kept.anchorSha256, ca.sha256);
    assert.deepEqual(await desk.list(), []);
  });

  test('a leaf that is answered alone needs its chain, and the request waits until it comes', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    const { publicKeySha256 } = await desk.create({ name: 'shop', hostnames, keyType: 'rsa-3072' });
    const { certificatePem: pem } = await answerTo(store, publicKeySha256);
    await assert.rejects(
      desk.answer('shop', { pem, anchor: ca.certificatePem }),
      refusedWith('CERTIFICATE_CHAIN_INCOMPLETE'),
    );
    assert.equal((await desk.list()).length, 1);
    await desk.answer('shop', { pem, chain: issuing.certificatePem, anchor: ca.certificatePem });
    assert.deepEqual(await desk.list(), []);
  });

  test('refuses the answer for a key of nobody here, and keeps the request', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    const request = await desk.create({ name: 'shop', hostnames });
    const foreign = issuing.issue({ hostnames });
    await assert.rejects(
      desk.answer('shop', { pem: foreign.chainPem, anchor: ca.certificatePem }),
      refusedWith('CERTIFICATE_KEY_MISMATCH'),
    );
    assert.deepEqual(await desk.list(), [request]);
    assert.deepEqual(await store.certificates.list(), []);
  });

  test('refuses the answer to another request, and says whose it is', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    await desk.create({ name: 'shop', hostnames });
    const other = await desk.create({ name: 'other', hostnames });
    const answer = await answerTo(store, other.publicKeySha256);
    await assert.rejects(desk.answer('shop', { pem: answer.chainPem }), (error) => {
      assert.ok(refusedWith('CERTIFICATE_KEY_MISMATCH')(error));
      assert.match(String((error as CausewayError).hint), /the request other with it/);
      return true;
    });
    assert.equal((await desk.list()).length, 2);
  });

  test('refuses names that are taken, by a request or by a certificate', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    await desk.create({ name: 'shop', hostnames });
    await assert.rejects(
      desk.create({ name: 'shop', hostnames }),
      refusedWith('CERTIFICATE_REQUEST_NAME_TAKEN'),
    );
    await new CertificatesDesk(store, () => START).create({ name: 'taken', hostnames });
    await assert.rejects(desk.create({ name: 'taken', hostnames }), refusedWith('CERTIFICATE_NAME_TAKEN'));
  });

  test('a deleted request is gone with its key, and its name is free', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    const { publicKeySha256 } = await desk.create({ name: 'shop', hostnames });
    await desk.remove('shop');
    assert.equal(await store.certificateRequests.findKey(publicKeySha256), undefined);
    for (const act of [
      () => desk.remove('shop'),
      () => desk.get('shop'),
      () => desk.answer('shop', { pem: '' }),
    ])
      await assert.rejects(act, refusedWith('CERTIFICATE_REQUEST_NOT_FOUND'));
    await desk.create({ name: 'shop', hostnames });
  });

  for (const hostname of ['server1', '10.0.0.1', 'a b.example', 'inventory.acme.example.']) {
    test(`refuses the hostname ${hostname} and makes nothing`, async () => {
      await using store = await openTestStore();
      const desk = new RequestsDesk(store, () => START);
      await assert.rejects(
        desk.create({ name: 'shop', hostnames: [hostname] }),
        (error) => error instanceof CausewayError && error.code.startsWith('HOSTNAME_'),
      );
      assert.deepEqual(await desk.list(), []);
    });
  }
});

describe('an import without a key', () => {
  test('takes the key of the request that it answers, under the name of the import', async () => {
    await using store = await openTestStore();
    const desk = new RequestsDesk(store, () => START);
    const certificates = new CertificatesDesk(store, () => START, desk);
    const request = await desk.create({ name: 'shop', hostnames });
    const answer = await answerTo(store, request.publicKeySha256);
    assert.ok(publicKeysOf(answer.chainPem).includes(request.publicKeySha256));
    const pem = answer.chainPem;
    const kept = await certificates.import({ name: 'shop-2027', pem, anchor: ca.certificatePem });
    assert.deepEqual(await store.certificates.findByName('shop-2027'), kept);
    assert.deepEqual(await desk.list(), []);
  });

  test('is refused where no request waits for it', async () => {
    await using store = await openTestStore();
    const certificates = new CertificatesDesk(store, () => START);
    const { chainPem: pem } = issuing.issue({ hostnames });
    await assert.rejects(
      certificates.import({ name: 'shop', pem, anchor: ca.certificatePem }),
      refusedWith('CERTIFICATE_KEY_MISSING'),
    );
  });
});
