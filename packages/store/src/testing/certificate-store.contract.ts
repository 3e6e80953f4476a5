import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CertificateStore, publicPartOf } from '@causeway/certificates';
import { asId, type CertificateId } from '@causeway/contract';
import { someCertificate } from './records.ts';
import { refusesWith } from './refuses-with.ts';

/** The contract of CertificateStore. `open` answers an empty store each time. */
export function describeCertificateStore(
  name: string,
  open: () => Promise<CertificateStore & AsyncDisposable>,
): void {
  describe(`CertificateStore: ${name}`, () => {
    test('finds by id and by name what was added, as it was', async () => {
      await using store = await open();
      const certificate = someCertificate();
      await store.add(certificate);
      assert.deepEqual(await store.find(certificate.id), certificate);
      assert.deepEqual(await store.findByName(certificate.name), certificate);
    });

    test('keeps a certificate whose key stays elsewhere, and lists it among the others', async () => {
      await using store = await open();
      const [keyless, whole] = [someCertificate({ keyPem: '', createdAt: 1 }), someCertificate()];
      for (const certificate of [keyless, whole]) await store.add(certificate);
      assert.deepEqual(await store.find(keyless.id), keyless);
      assert.deepEqual(await store.findByName(keyless.name), keyless);
      assert.deepEqual(await store.list(), [keyless, whole]);
      assert.deepEqual(
        (await store.listPublic()).map(({ hasKey }) => hasKey),
        [false, true],
      );
    });

    test('finds nothing of what is not there', async () => {
      await using store = await open();
      assert.equal(await store.find(asId<CertificateId>('none')), undefined);
      assert.equal(await store.findByName('none'), undefined);
      assert.deepEqual(await store.list(), []);
      assert.deepEqual(await store.listPublic(), []);
    });

    test('refuses a name that is taken and keeps the first', async () => {
      await using store = await open();
      const first = someCertificate({ name: 'shop' });
      await store.add(first);
      await assert.rejects(
        store.add(someCertificate({ name: 'shop' })),
        refusesWith('CERTIFICATE_NAME_TAKEN'),
      );
      assert.deepEqual(await store.list(), [first]);
    });

    test('lists by time of creation', async () => {
      await using store = await open();
      for (const createdAt of [30, 10, 20]) await store.add(someCertificate({ createdAt }));
      assert.deepEqual(
        (await store.list()).map(({ createdAt }) => createdAt),
        [10, 20, 30],
      );
    });

    test('lists the same without the keys', async () => {
      await using store = await open();
      for (const createdAt of [30, 10, 20]) await store.add(someCertificate({ createdAt }));
      const expected = (await store.list()).map(publicPartOf);
      assert.deepEqual(await store.listPublic(), expected);
    });

    test('removes one, and not to be there is no error', async () => {
      await using store = await open();
      const [gone, kept] = [someCertificate({ name: 'gone' }), someCertificate()];
      await store.add(gone);
      await store.add(kept);
      await store.remove(gone.id);
      await store.remove(gone.id);
      assert.deepEqual(await store.list(), [kept]);
      await store.add(someCertificate({ name: 'gone' }));
    });
  });
}
