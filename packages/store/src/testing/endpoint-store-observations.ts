import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { MOST_FAILURES_KEPT } from '@causeway/endpoint';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';
import { someObservation } from './records.ts';

const http = 'http://inventory.acme.example:80';
const https = 'https://inventory.acme.example:443';
const anchor = 'ab'.repeat(32);

export function testObservations(open: OpenEndpointStore): void {
  test('writes down what a request showed', async () => {
    await using store = await open();
    const client = await enrollOne(store);
    const shown = { fetchedRevision: 4, appliedRevision: 3, clockSkewSeconds: -1.5, version: '2.0.0' };
    await store.clients.record([{ clientId: client.id, at: 10, address: https, trust: anchor, ...shown }]);
    const expected = { ...client, lastSeenAt: 10, lastAddress: https, ...shown };
    assert.deepEqual(await store.clients.find(client.id), expected);
    assert.deepEqual((await store.clients.standing(client.id))?.evidence, [
      { address: https, trust: anchor, at: 10 },
    ]);
  });

  for (const batches of ['one batch', 'a batch for each']) {
    test(`lets times and revisions only grow, in ${batches}`, async () => {
      await using store = await open();
      const { id: clientId } = await enrollOne(store);
      const observations = [
        { clientId, at: 20, address: https, trust: anchor, fetchedRevision: 5, version: '2.0.0' },
        {
          clientId,
          at: 10,
          address: http,
          trust: 'none',
          fetchedRevision: 7,
          version: '1.0.0',
          clockSkewSeconds: 9,
        },
        { clientId, at: 15, address: https, trust: anchor, fetchedRevision: 6, appliedRevision: 2 },
      ] as const;
      if (batches === 'one batch') await store.clients.record(observations);
      else for (const observation of observations) await store.clients.record([observation]);
      const client = await store.clients.find(clientId);
      assert.equal(client?.lastSeenAt, 20);
      assert.equal(client?.lastAddress, https);
      assert.equal(client?.fetchedRevision, 7);
      assert.equal(client?.appliedRevision, 2);
      assert.equal(client?.version, '2.0.0');
      assert.deepEqual(
        (await store.clients.standing(clientId))?.evidence.toSorted((a, b) => a.at - b.at),
        [
          { address: http, trust: 'none', at: 10 },
          { address: https, trust: anchor, at: 20 },
        ],
      );
    });
  }

  test('keeps evidence per address and trust', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const trusts = ['aa', 'bb'];
    await store.clients.record(trusts.map((trust) => someObservation({ clientId, address: https, trust })));
    const standing = await store.clients.standing(clientId);
    assert.deepEqual(standing?.evidence.map(({ trust }) => trust).sort(), trusts);
  });

  for (const batches of ['one batch', 'a batch for each']) {
    test(`takes what is no evidence for a sign of life alone, in ${batches}`, async () => {
      await using store = await open();
      const { id: clientId } = await enrollOne(store);
      const failures = [{ address: http, code: 'REFUSED', at: 1 }];
      const proof = { clientId, at: 10, address: https, trust: anchor } as const;
      const seen = { clientId, at: 20, address: https, trust: anchor, isEvidence: false, failures } as const;
      const elsewhere = { clientId, at: 21, address: http, trust: 'none', isEvidence: false } as const;
      const observations = [proof, { ...seen, version: '9.0.0' }, elsewhere];
      if (batches === 'one batch') await store.clients.record(observations);
      else for (const observation of observations) await store.clients.record([observation]);
      const client = await store.clients.find(clientId);
      assert.deepEqual([client?.lastSeenAt, client?.version], [21, '9.0.0']);
      const standing = await store.clients.standing(clientId);
      assert.deepEqual(standing?.evidence, [{ address: https, trust: anchor, at: 10 }]);
      assert.deepEqual(standing?.failures, failures);
    });
  }

  test('leaves what a request does not say as it was', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store, {
      version: '3.1.0',
      clockSkewSeconds: 4,
      appliedRevision: 2,
    });
    await store.clients.record([someObservation({ clientId })]);
    const client = await store.clients.find(clientId);
    assert.equal(client?.version, '3.1.0');
    assert.equal(client?.clockSkewSeconds, 4);
    assert.equal(client?.appliedRevision, 2);
  });

  for (const batches of ['one batch', 'a batch for each']) {
    test(`keeps the newest failure of an address, in ${batches}`, async () => {
      await using store = await open();
      const { id: clientId } = await enrollOne(store);
      const failures = [
        { address: https, code: 'TIMED_OUT', at: 5 },
        {
          address: https,
          code: 'CERTIFICATE_UNTRUSTED',
          at: 8,
          certificateSha256: 'cd',
          message: 'no anchor',
        },
        { address: https, code: 'NAME_UNKNOWN', at: 6, message: 'older' },
        { address: http, code: 'REFUSED', at: 1 },
      ];
      if (batches === 'one batch') await store.clients.record([someObservation({ clientId, failures })]);
      else
        for (const failure of failures)
          await store.clients.record([someObservation({ clientId, failures: [failure] })]);
      const standing = await store.clients.standing(clientId);
      assert.deepEqual(
        standing?.failures.toSorted((a, b) => a.at - b.at),
        [failures[3], failures[1]],
      );
      const [inFleet] = await Array.fromAsync(store.clients.fleet());
      const codes = inFleet?.failures.map(({ code, at }) => ({ code, at })).sort((a, b) => a.at - b.at);
      assert.deepEqual(codes, [
        { code: 'REFUSED', at: 1 },
        { code: 'CERTIFICATE_UNTRUSTED', at: 8 },
      ]);
    });
  }

  test('keeps what failed in a rehearsal beside what failed at the same address', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const failures = [
      { address: https, code: 'TIMED_OUT', at: 5 },
      { address: https, code: 'CERTIFICATE_UNTRUSTED', at: 6, trust: anchor },
    ];
    await store.clients.record([someObservation({ clientId, failures })]);
    assert.deepEqual((await store.clients.standing(clientId))?.failures, failures);
  });

  for (const batches of ['one batch', 'a batch for each']) {
    test(`keeps the newest failures of a client and no more than that, in ${batches}`, async () => {
      await using store = await open();
      const [{ id: clientId }, { id: neighbor }] = [await enrollOne(store), await enrollOne(store)];
      // Two addresses at each time, the later in the alphabet first: what is told at the same time goes by address.
      const failures = Array.from({ length: 2 * MOST_FAILURES_KEPT + 1 }, (_, index) => ({
        address: `https://host-${100 - index}.example:443` as const,
        code: 'TIMED_OUT',
        at: 10 + Math.floor(index / 2),
      }));
      const kept = failures
        .toSorted((one, other) => other.at - one.at || (one.address < other.address ? -1 : 1))
        .slice(0, MOST_FAILURES_KEPT)
        .sort((one, other) => (one.address < other.address ? -1 : 1));
      const old = { address: https, code: 'REFUSED', at: 1 };
      await store.clients.record([someObservation({ clientId: neighbor, failures: [old] })]);
      if (batches === 'one batch') await store.clients.record([someObservation({ clientId, failures })]);
      else
        for (const failure of failures)
          await store.clients.record([someObservation({ clientId, failures: [failure] })]);
      assert.deepEqual((await store.clients.standing(clientId))?.failures, kept);
      assert.deepEqual((await store.clients.standing(neighbor))?.failures, [old]);
      await store.clients.record([someObservation({ clientId, failures: [old] })]);
      assert.deepEqual(
        (await store.clients.standing(clientId))?.failures,
        kept,
        'an older one comes too late',
      );
    });
  }

  test('keeps a failure when later evidence comes: the law compares the times', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const failure = { address: https, code: 'TIMED_OUT', at: 5 };
    await store.clients.record([someObservation({ clientId, at: 6, failures: [failure] })]);
    await store.clients.record([someObservation({ clientId, at: 9, address: https, trust: anchor })]);
    assert.deepEqual((await store.clients.standing(clientId))?.failures, [failure]);
  });

  test('drops observations of unknown clients and keeps those beside them', async () => {
    await using store = await open();
    const { id: clientId } = await enrollOne(store);
    const unknown = someObservation({
      clientId: asId<ClientId>('0199a000-0000-7000-8000-00000000dead'),
      failures: [{ address: https, code: 'TIMED_OUT', at: 5 }],
    });
    await store.clients.record([unknown, someObservation({ clientId, at: 3 }), unknown]);
    assert.equal((await store.clients.find(clientId))?.lastSeenAt, 3);
    assert.equal(await store.clients.count(), 1);
    await store.clients.record([]);
  });
}
