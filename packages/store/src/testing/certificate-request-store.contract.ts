import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CertificateRequestStore, CertificateStore } from '@causeway/certificates';
import { someRequest } from './issue-records.ts';
import { someCertificate } from './records.ts';
import { refusesWith } from './refuses-with.ts';

interface Stores extends AsyncDisposable {
  readonly certificates: CertificateStore;
  readonly certificateRequests: CertificateRequestStore;
}

/** The contract of CertificateRequestStore. `open` answers empty stores each time. */
export function describeCertificateRequestStore(name: string, open: () => Promise<Stores>): void {
  describe(`CertificateRequestStore: ${name}`, () => testKeeping(open));
  describe(`CertificateRequestStore, answers: ${name}`, () => testAnswers(open));
}

function testKeeping(open: () => Promise<Stores>): void {
  test('finds by name and by public key what was added, as it was, without its key', async () => {
    await using stores = await open();
    const { certificateRequests: store } = stores;
    const request = someRequest();
    await store.add(request, 'a key');
    assert.deepEqual(await store.findByName(request.name), request);
    assert.deepEqual(await store.findByPublicKey(request.publicKeySha256), request);
    assert.equal(await store.findKey(request.publicKeySha256), 'a key');
  });

  test('finds nothing of what is not there', async () => {
    await using stores = await open();
    const { certificateRequests: store } = stores;
    assert.equal(await store.findByName('none'), undefined);
    assert.equal(await store.findByPublicKey('none'), undefined);
    assert.equal(await store.findKey('none'), undefined);
    assert.deepEqual(await store.list(), []);
  });

  test('refuses a name that is taken and keeps the first with its key', async () => {
    await using stores = await open();
    const { certificateRequests: store } = stores;
    const first = someRequest({ name: 'shop' });
    await store.add(first, 'first key');
    const second = store.add(someRequest({ name: 'shop' }), 'second key');
    await assert.rejects(second, refusesWith('CERTIFICATE_REQUEST_NAME_TAKEN'));
    assert.deepEqual(await store.list(), [first]);
    assert.equal(await store.findKey(first.publicKeySha256), 'first key');
  });

  test('lists by time of creation', async () => {
    await using stores = await open();
    const { certificateRequests: store } = stores;
    for (const createdAt of [30, 10, 20]) await store.add(someRequest({ createdAt }), 'a key');
    assert.deepEqual(
      (await store.list()).map(({ createdAt }) => createdAt),
      [10, 20, 30],
    );
  });

  test('removes one with its key, and not to be there is no error', async () => {
    await using stores = await open();
    const { certificateRequests: store } = stores;
    const [gone, kept] = [someRequest({ name: 'gone' }), someRequest()];
    for (const request of [gone, kept]) await store.add(request, 'a key');
    await store.remove(gone.publicKeySha256);
    await store.remove(gone.publicKeySha256);
    assert.deepEqual(await store.list(), [kept]);
    assert.equal(await store.findKey(gone.publicKeySha256), undefined);
  });
}

function testAnswers(open: () => Promise<Stores>): void {
  test('an answer keeps the certificate and removes the request', async () => {
    await using stores = await open();
    const { certificateRequests: store, certificates } = stores;
    const [answered, waiting] = [someRequest({ createdAt: 1 }), someRequest({ createdAt: 2 })];
    for (const request of [answered, waiting]) await store.add(request, 'a key');
    const certificate = someCertificate();
    await store.answer(answered.publicKeySha256, certificate);
    assert.deepEqual(await certificates.list(), [certificate]);
    assert.deepEqual(await store.list(), [waiting]);
  });

  test('an answer whose name is taken leaves both as they were', async () => {
    await using stores = await open();
    const { certificateRequests: store, certificates } = stores;
    const request = someRequest();
    await store.add(request, 'a key');
    const other = someCertificate({ name: 'shop' });
    await certificates.add(other);
    const answer = store.answer(request.publicKeySha256, someCertificate({ name: 'shop' }));
    await assert.rejects(answer, refusesWith('CERTIFICATE_NAME_TAKEN'));
    assert.deepEqual(await certificates.list(), [other]);
    assert.equal(await store.findKey(request.publicKeySha256), 'a key');
  });
}
