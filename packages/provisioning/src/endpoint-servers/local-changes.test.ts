import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proof } from '@causeway/bindings';
import type { Finding } from '@causeway/certificates';
import type { LocalChange } from '@causeway/contract/upstream-messages';
import { decide } from '@causeway/reachability';
import { decideLocal } from './decide-local.ts';
import { LocalChanges } from './local-changes.ts';
import { branchId, branchSite, NOW, openServerScene, type ServerScene } from './testing/server-scene.ts';

const never = new AbortController().signal;
const offers = { makeAnew: () => assert.fail('nothing to offer') };
const site = { ...branchSite, certificateId: undefined, httpPort: 8081 };
const said: LocalChange = {
  ...{ number: 1, chainPem: null, secondsAgo: 0 },
  site: { hostname: site.hostname, binding: 'http', httpPort: 8081, httpsPort: 443, rescue: true },
};
const address = 'http://branch.acme.example:8081';

function changesIn(scene: ServerScene, code: Proof['code'], limitMs = 60_000, taken: Finding[] = []) {
  const published: string[] = [];
  const proof: Proof = { address, check: 'http', code, seen: 'what was seen', expected: 'e', tookMs: 1 };
  const ports = {
    async ensurePublished(tenantId: string) {
      published.push(tenantId);
      return { revision: 1 };
    },
    checkAddresses: async () => taken,
  };
  const changes = new LocalChanges({
    ...{ ...scene, limitMs, restMs: 5, ports: () => ports, dial: async () => [proof] },
    certificates: { import: () => assert.fail('there is no certificate here') },
    log: { error: (detail) => assert.fail(JSON.stringify(detail)) },
  });
  return { changes, published };
}

async function outcomeOf(scene: ServerScene): Promise<string | undefined> {
  while ((await scene.record()).local?.outcome === 'waiting')
    await scene.news.next(branchId, AbortSignal.timeout(20));
  return (await scene.record()).local?.outcome;
}

test('what comes through from outside stays, and clients are told of it', async () => {
  await using scene = await openServerScene();
  const { changes, published } = changesIn(scene, 'OK');
  await using _changes = changes;
  await changes.note(await scene.record(), said);
  assert.equal(await outcomeOf(scene), 'seen');
  const { serving, inForce, local } = await scene.record();
  assert.deepEqual([serving[0]?.port, inForce.httpPort, local?.at], [8081, 80, NOW]);
  assert.equal(published.length, 1);
});

test('what nobody gets through to within the time is not seen, and why is said', async () => {
  await using scene = await openServerScene();
  const { changes, published } = changesIn(scene, 'PROOF_NAME_MISMATCH', 30);
  await using _changes = changes;
  await changes.note(await scene.record(), said);
  assert.equal(await outcomeOf(scene), 'not-seen');
  const { local, serving } = await scene.record();
  assert.equal(local?.why, `${address}: PROOF_NAME_MISMATCH, what was seen`);
  assert.deepEqual([serving[0]?.port, published], [80, []]);
});

test('where the platform does not get through at all, the proof of the server itself counts', async () => {
  await using scene = await openServerScene();
  const { report } = await scene.record();
  await scene.says({
    report: report && { ...report, proofs: [{ address, code: 'OK', seen: 'status 200' }] },
  });
  const { changes } = changesIn(scene, 'PROOF_NO_ANSWER');
  await using _changes = changes;
  await changes.note(await scene.record(), said);
  assert.equal(await outcomeOf(scene), 'seen');
});

test('a server that went back by itself serves what it is offered', async () => {
  const local = { ...said, certificateId: null, at: NOW, outcome: 'seen' as const };
  await using scene = await openServerScene({ local, serving: [] });
  const { changes, published } = changesIn(scene, 'OK');
  await using _changes = changes;
  await changes.note(await scene.record(), null);
  const record = await scene.record();
  assert.deepEqual([record.local, record.serving], [null, record.offer.listeners]);
  assert.equal(published.length, 1);
});

test('adopted, a local change is what is wanted and offered; overruled, the offer is served again', async () => {
  const local = { number: 1, site: said.site, certificateId: null, at: NOW, outcome: 'seen' as const };
  for (const outcome of ['adopted', 'overruled'] as const) {
    await using scene = await openServerScene({ local });
    const decide = async () => ({ kind: 'allowed' }) as never;
    const ports = { decide, ensurePublished: async () => ({ revision: 2 }) };
    const woken = scene.news.next(branchId, never);
    const makeAnew = async () => scene.says({ applied: 1 });
    await decideLocal(await scene.record(), outcome, { ...scene, ports, offers: { makeAnew } });
    await woken;
    const { saved, inForce, offer } = await scene.record();
    const port = outcome === 'adopted' ? 8081 : 80;
    assert.deepEqual([saved.httpPort, inForce.httpPort, offer.listeners[0]?.port], [port, port, port]);
  }
});

test('one whose clients would lose their last way is not overruled', async () => {
  const local = { number: 1, site: said.site, certificateId: null, at: NOW, outcome: 'seen' as const };
  await using scene = await openServerScene({ local });
  const client = {
    ...({ id: 'c', name: 'anna', kind: 'native', standing: 'enrolled', waiver: null } as const),
    ...{ lastSeenAt: NOW, fetchedRevision: 1, evidence: [], failures: [] },
  };
  const way = { address, trusts: ['none'], serves: 'everything' as const };
  const verdict = decide({ before: [way], after: [], revision: 0 }, [client], { activeWindowMs: 1 }, NOW);
  const ports = { decide: async () => verdict, ensurePublished: () => assert.fail('nothing to publish') };
  await assert.rejects(decideLocal(await scene.record(), 'overruled', { ...scene, ports, offers }), {
    code: 'CLIENTS_NOT_PROVEN',
  });
  assert.equal((await scene.record()).local?.outcome, 'seen');
});

test('without a local change there is nothing to decide', async () => {
  await using scene = await openServerScene();
  const ports = {
    decide: () => assert.fail('nothing to ask'),
    ensurePublished: () => assert.fail('nothing to publish'),
  };
  await assert.rejects(decideLocal(await scene.record(), 'adopted', { ...scene, ports, offers }), {
    code: 'LOCAL_CHANGE_NOT_FOUND',
  });
});

test('an address of another endpoint server, or a name that no config.ini could hold, is not seen, whoever answers there', async () => {
  const finding: Finding = {
    ...{ severity: 'error', code: 'ADDRESS_TAKEN', seen: 'an address of default', expected: '', remedy: '' },
  };
  const misnamed = { ...said, site: { ...said.site, hostname: 'branch\nx' } };
  for (const [change, taken, why] of [
    [said, [finding], /ADDRESS_TAKEN/],
    [misnamed, [], /HOSTNAME_INVALID/],
  ] as const) {
    await using scene = await openServerScene();
    const { changes } = changesIn(scene, 'OK', 30, [...taken]);
    await using _changes = changes;
    await changes.note(await scene.record(), change);
    assert.equal(await outcomeOf(scene), 'not-seen');
    assert.match((await scene.record()).local?.why ?? '', why);
  }
});
