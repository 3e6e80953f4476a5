import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import type { ChallengeKind } from '../protocol/messages.ts';
import { challengeKinds } from '../protocol/messages.ts';
import { Bench } from '../testing/bench.ts';

for (const challenge of challengeKinds) {
  test(`${challenge}: an order ends with its certificate in the store, and every door is closed behind it`, async () => {
    const bench = new Bench();
    const hostnames = ['inventory.acme.example', 'www.acme.example'];
    const order = await bench.run(await bench.order(await bench.account(), { challenge, hostnames }));
    assert.deepEqual([order.state, order.error, order.failures, order.keyPem], ['done', null, 0, '']);
    const certificate = bench.certificates.get(order.certificateId);
    assert.deepEqual(
      [certificate?.name, certificate?.origin, certificate?.hostnames],
      ['web', 'acme', hostnames],
    );
    assert.equal(certificate?.anchorPem, bench.ca.root.certificatePem);
    assert.equal(bench.open.size, 0);
    assert.deepEqual(bench.ca.accounts[0]?.contact, ['mailto:ada@acme.example']);
  });

  test(`${challenge}: killed before or after any request and any write, it goes on to one certificate and no more`, async () => {
    let deeds = 0;
    for (; ; deeds++) {
      const bench = new Bench();
      const order = await bench.order(await bench.account(), { challenge });
      bench.ca.processing = 2;
      await bench.store.orders.add(order);
      bench.deedsLeft = deeds;
      await using first = bench.runner();
      await first.resume().catch(() => {});
      await first.ended(order.id);
      const wasKilled = bench.deedsLeft < 0;
      bench.open.clear();
      bench.deedsLeft = Number.POSITIVE_INFINITY;
      await using second = bench.runner();
      await second.resume();
      await second.ended(order.id);
      assert.equal((await bench.kept(order)).state, 'done', `killed at deed ${deeds}`);
      assert.equal(bench.ca.issued.length, 1, `killed at deed ${deeds}: certificates that the CA signed`);
      assert.equal(bench.certificates.size, 1);
      if (!wasKilled) break;
    }
    assert.ok(deeds > 30, `${deeds} deeds`);
  });
}

test('stale nonces are tried again at once, with a fresh one each time', async () => {
  const bench = new Bench();
  const account = await bench.account();
  bench.ca.staleNonces = 7;
  const order = await bench.run(await bench.order(account));
  assert.deepEqual([order.state, order.failures], ['done', 0]);
  bench.ca.staleNonces = 10;
  const refused = await bench.run(await bench.order(account, { certificateName: 'other' }));
  assert.deepEqual([refused.state, refused.failures], ['done', 1]);
});

test('a validation that fails is tried again with a new order of the CA after a rest that grows, then given up', async () => {
  const bench = new Bench();
  const order = await bench.order(await bench.account());
  bench.ca.look = () => ({ type: 'urn:ietf:params:acme:error:dns', detail: 'NXDOMAIN looking up A' });
  const failed = await bench.run(order);
  assert.deepEqual(
    [failed.state, failed.error?.code, failed.failures],
    ['failed', 'ACME_VALIDATION_FAILED', 8],
  );
  assert.match(failed.error?.seen ?? '', /inventory\.acme\.example: .*NXDOMAIN looking up A/);
  assert.match(failed.error?.hint ?? '', /port 80/);
  assert.deepEqual(
    bench.rests.map((ms) => ms / 1000),
    [5, 30, 120, 600, 3600, 14400, 28800],
  );
  assert.equal(bench.ca.orders.length, 8);
  bench.ca.look = () => undefined;
  await using runner = bench.runner();
  await Promise.all([runner.retry(order.id), runner.retry(order.id)]);
  await runner.ended(order.id);
  assert.equal((await bench.kept(order)).state, 'done');
  assert.equal(bench.ca.issued.length, 1, 'asked twice, begun once');
  await assert.rejects(runner.retry(order.id), { code: 'ACME_ORDER_OVER' });
  await assert.rejects(runner.cancel(order.id), { code: 'ACME_ORDER_OVER' });
});

test('Retry-After of a refusal is honoured where it is longer than the rest', async () => {
  const bench = new Bench();
  const account = await bench.account();
  const headers = { 'retry-after': '900' };
  bench.ca.refusals.push({ path: '/new-order', refusal: { status: 429, type: 'rateLimited', headers } });
  bench.ca.refusals.push({ path: '/finalize', refusal: { status: 503, type: 'serverInternal' } });
  const order = await bench.run(await bench.order(account));
  assert.deepEqual([order.state, order.failures], ['done', 2]);
  assert.deepEqual(bench.rests.slice(0, 2), [900_000, 30_000]);
});

const forGood: readonly [string, string, ChallengeKind?][] = [
  ['rejectedIdentifier', 'ACME_NAME_REFUSED'],
  ['caa', 'ACME_CAA_FORBIDS'],
  ['accountDoesNotExist', 'ACME_ACCOUNT_REFUSED'],
  ['userActionRequired', 'ACME_ACTION_REQUIRED'],
  ['badCSR', 'ACME_REQUEST_REFUSED'],
];
for (const [type, code] of forGood) {
  test(`${type} is not tried again, and says what the CA said`, async () => {
    const bench = new Bench();
    const account = await bench.account();
    bench.ca.refusals.push({
      path: '/new-order',
      refusal: { status: 403, type, detail: 'these are its words' },
    });
    const order = await bench.run(await bench.order(account));
    assert.deepEqual([order.state, order.error?.code], ['failed', code]);
    assert.match(order.error?.seen ?? '', /these are its words/);
    assert.deepEqual(bench.rests, []);
  });
}

test('a challenge that the CA does not offer, a certificate for another name and an unknown root are refused', async () => {
  const bench = new Bench();
  const account = await bench.account({ issuerAnchorPem: null });
  bench.ca.offers = ['dns-01'];
  const first = await bench.run(await bench.order(account));
  assert.deepEqual([first.error?.code, first.error?.expected], ['ACME_CHALLENGE_NOT_OFFERED', 'dns-01']);
  const second = await bench.run(await bench.order(account, { challenge: 'dns-01' }));
  assert.deepEqual([second.state, second.error?.code], ['failed', 'ACME_ISSUER_ANCHOR_UNKNOWN']);
  await bench.store.accounts.save({ ...account, issuerAnchorPem: bench.ca.root.certificatePem });
  await using runner = bench.runner();
  await runner.retry(second.id);
  await runner.ended(second.id);
  assert.equal((await bench.kept(second)).state, 'done');
  assert.equal(bench.ca.issued.length, 1, 'the certificate that was there is fetched, no other one');
  bench.ca.issueFor = ['evil.example'];
  const third = await bench.run(await bench.order(account, { challenge: 'dns-01' }));
  assert.deepEqual([third.error?.code, third.error?.kind], ['ACME_CERTIFICATE_UNUSABLE', 'trust']);
});

test('a renewal names the certificate that it replaces, and not where the CA has that replaced already', async () => {
  const bench = new Bench();
  bench.ca.renewalInfo = { suggestedWindow: { start: '2027-01-01T00:00:00Z', end: '2027-01-02T00:00:00Z' } };
  const account = await bench.account();
  const first = await bench.run(await bench.order(account));
  const before = bench.certificates.get(first.certificateId);
  const serial = Buffer.from(new X509Certificate(before?.chainPem ?? '').serialNumber, 'hex');
  const renewal = await bench.order(account, { certificateName: 'web-2' }, before);
  assert.equal(renewal.renews, first.certificateId);
  assert.equal(renewal.replaces?.split('.')[1], serial.toString('base64url'));
  await bench.run(renewal);
  assert.equal(bench.ca.orders.at(-1)?.replaces, renewal.replaces);
  bench.ca.refusals.push({ path: '/new-order', refusal: { status: 409, type: 'alreadyReplaced' } });
  const again = await bench.run(await bench.order(account, { certificateName: 'web-3' }, before));
  assert.deepEqual([again.state, bench.ca.orders.at(-1)?.replaces], ['done', undefined]);
});

test('an order that rests can be cancelled and is not taken up again', async () => {
  const bench = new Bench();
  const account = await bench.account();
  const order = await bench.order(account);
  await bench.store.orders.add({ ...order, nextTryAt: bench.now + 60_000 });
  await using runner = bench.runner();
  const cancelled = await runner.cancel(order.id);
  assert.equal(cancelled.state, 'cancelled');
  await runner.resume();
  assert.equal((await bench.kept(order)).state, 'cancelled');
  await assert.rejects(runner.retry(order.id), { code: 'ACME_ORDER_OVER' });
});
