import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { describe, test } from 'node:test';
import type { AcmeAccount, AcmeOrder, AcmeStore } from '@causeway/acme';
import { type AcmeAccountId, type AcmeOrderId, asId, type CertificateId } from '@causeway/contract';
import { refusesWith } from './refuses-with.ts';

/** The contract of AcmeStore. `open` answers an empty store each time. */
export function describeAcmeStore(
  name: string,
  open: () => Promise<{ readonly acme: AcmeStore } & AsyncDisposable>,
): void {
  describe(`AcmeStore: ${name}`, () => {
    test('finds accounts by id and by name as they were added, and lists them by name', async () => {
      await using store = await open();
      const { accounts } = store.acme;
      const [b, a] = [someAcmeAccount({ name: 'b' }), someAcmeAccount({ name: 'a', url: null, email: null })];
      for (const account of [b, a]) await accounts.add(account);
      assert.deepEqual(await accounts.find(a.id), a);
      assert.deepEqual(await accounts.findByName('b'), b);
      assert.equal(await accounts.findByName('c'), undefined);
      assert.deepEqual(await accounts.list(), [a, b]);
      await assert.rejects(
        accounts.add(someAcmeAccount({ name: 'a' })),
        refusesWith('ACME_ACCOUNT_NAME_TAKEN'),
      );
    });

    test('saves over the account of the same id, and does not bring a removed one back', async () => {
      await using store = await open();
      const { accounts } = store.acme;
      const account = someAcmeAccount({ url: null });
      await accounts.add(account);
      const registered = { ...account, url: 'https://ca.example/account/1', issuerAnchorPem: 'a root' };
      await accounts.save(registered);
      assert.deepEqual(await accounts.list(), [registered]);
      await accounts.remove(account.id);
      await accounts.save(account);
      assert.deepEqual(await accounts.list(), []);
    });

    test('keeps orders through every change of theirs and lists the newest first', async () => {
      await using store = await open();
      const { orders } = store.acme;
      const [old, young] = [someAcmeOrder({ requestedAt: 1 }), someAcmeOrder({ requestedAt: 2 })];
      for (const order of [old, young]) await orders.add(order);
      assert.deepEqual(await orders.list(), [young, old]);
      const saved: AcmeOrder = {
        ...old,
        state: 'failed',
        error: { kind: 'conflict', code: 'ACME_VALIDATION_FAILED', message: 'no', seen: 'Käse 🧀' },
        renewal: { renewAt: 5, askAgainAt: 6, window: { start: 4, end: 7 }, explanationUrl: null },
        renews: asId<CertificateId>('certificate-1'),
        endedAt: 9,
      };
      await orders.save(saved);
      assert.deepEqual(await orders.find(old.id), saved);
      assert.deepEqual(await orders.find(young.id), young);
      assert.equal(await orders.find(asId<AcmeOrderId>('none')), undefined);
      await orders.remove(old.id);
      assert.deepEqual(await orders.list(), [young]);
    });
  });
}

export function someAcmeAccount(parts: Partial<AcmeAccount> = {}): AcmeAccount {
  const id = asId<AcmeAccountId>(randomUUIDv7());
  return {
    id,
    name: `account ${id}`,
    directoryUrl: 'https://ca.example/dir',
    anchorPem: 'an anchor',
    issuerAnchorPem: null,
    email: 'ada@acme.example',
    keyPem: 'an account key',
    url: 'https://ca.example/account/1',
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}

export function someAcmeOrder(parts: Partial<AcmeOrder> = {}): AcmeOrder {
  return {
    id: asId<AcmeOrderId>(randomUUIDv7()),
    accountId: asId<AcmeAccountId>(randomUUIDv7()),
    certificateId: asId<CertificateId>(randomUUIDv7()),
    certificateName: 'web',
    hostnames: ['inventory.acme.example', '*.acme.example'],
    challenge: 'dns-01',
    dnsHook: '/usr/local/bin/hook',
    requestPem: 'a request',
    keyPem: 'the key of a certificate to come',
    state: 'ordering',
    orderUrl: null,
    certificateUrl: null,
    renews: null,
    replaces: null,
    failures: 0,
    nextTryAt: 1_800_000_000_000,
    error: null,
    renewal: null,
    requestedBy: 'ada',
    requestedAt: 1_800_000_000_000,
    endedAt: null,
    ...parts,
  };
}
