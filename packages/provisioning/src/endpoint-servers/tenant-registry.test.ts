import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateSealingKey, openPrivateKey, type StoredCertificate } from '@causeway/certificates';
import { asId, type EndpointServerId, listenersOf } from '@causeway/contract';
import type { SyncRequest } from '@causeway/contract/upstream-messages';
import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { someCertificate } from '@causeway/store/testing';
import { ForeignDoors } from '../tenants/foreign-doors.ts';
import { LiveSettings } from '../tenants/live-settings.ts';
import { TenantRegistry } from './tenant-registry.ts';
import { branchId, branchSite, NOW, openServerScene, type ServerScene } from './testing/server-scene.ts';

const never = new AbortController().signal;
const sealing = generateSealingKey();
const certificate: StoredCertificate = someCertificate({ keyPem: 'a private key' });
const secure = { ...branchSite, binding: 'http+https', certificateId: certificate.id } as const;
const sender = { id: branchId, name: 'branch', upstream: 'http://acme.localhost:80' } as const;

function requestOf(parts: Partial<SyncRequest> = {}): SyncRequest {
  return {
    ...{ contract: 1, version: '1.2.3', sealingKey: sealing.publicKey, offer: 1, applied: 1, local: null },
    proposed: {
      hostname: 'branch.acme.example',
      binding: 'http',
      httpPort: 80,
      httpsPort: 443,
      rescue: true,
    },
    spool: { backlog: 3, bytes: 9, maxBytes: 99, oldestSecondsAgo: 1, forwardedSecondsAgo: null },
    standingsAt: 0,
    ...parts,
  };
}

function registryOf(scene: ServerScene, { holdMs = 60_000 } = {}) {
  const tenantStore = new MemoryEndpointStore();
  const index = new Map([[certificate.id, certificate]]);
  const registry = new TenantRegistry({
    ...{ ...scene, tenantId: scene.tenant.id, tenantStore, holdMs },
    certificates: { indexOfListeners: async () => index },
    localChanges: { note: async () => {} },
    judge: async () => ({ findings: [] }),
  });
  return { registry, tenantStore };
}

test('the first sync makes an endpoint server known, as pending and with what it proposes; it is offered nothing', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene);
  const id = asId<EndpointServerId>('0191f0c2-0000-7000-8000-0000000000aa');
  const answer = await registry.sync(
    { ...sender, id, name: 'dmz' },
    requestOf({ offer: 0, isUrgent: true }),
    never,
  );
  assert.deepEqual([answer.state, answer.name, answer.offer], ['pending', 'dmz', undefined]);
  const record = await scene.store.endpointServers.find(id);
  assert.deepEqual([record?.saved.hostname, record?.serving], ['branch.acme.example', []]);
  assert.equal(record?.report?.version, '1.2.3');
  assert.equal(await registry.stateOf(id), 'pending');
});

test('a name that is taken, or is none, keeps a new one out', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene);
  const id = asId<EndpointServerId>('0191f0c2-0000-7000-8000-0000000000aa');
  for (const [name, code] of [
    ['branch', 'ENDPOINT_SERVER_NAME_TAKEN'],
    ['default', 'ENDPOINT_SERVER_NAME_INVALID'],
    ['Pc Anna', 'ENDPOINT_SERVER_NAME_INVALID'],
  ] as const)
    await assert.rejects(registry.sync({ ...sender, id, name }, requestOf({ isUrgent: true }), never), {
      code,
    });
  assert.equal(await registry.stateOf(id), undefined);
});

test('a newer offer is answered at once, with keys that this endpoint server alone can open', async () => {
  const offer = { number: 2, listeners: listenersOf(secure) };
  await using scene = await openServerScene({ offer, sealingKey: sealing.publicKey });
  const answer = await registryOf(scene).registry.sync(sender, requestOf(), never);
  const [offered] = answer.offer?.certificates ?? [];
  assert.deepEqual(
    answer.offer?.listeners.map(({ scheme, trust }) => [scheme, trust]),
    [
      ['https', certificate.anchorSha256],
      ['http', 'none'],
    ],
  );
  const context = { tenantId: scene.tenant.id, endpointServerId: branchId, certificateId: certificate.id };
  assert.ok(offered?.sealedKey);
  assert.equal(await openPrivateKey(offered.sealedKey, { ...sealing, context }), 'a private key');
});

test('without news a sync is held until there is some', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene);
  await registry.sync(sender, requestOf({ isUrgent: true }), never);
  const held = registry.sync(sender, requestOf({ spool: { ...requestOf().spool, backlog: 4 } }), never);
  let isAnswered = false;
  void held.then(() => (isAnswered = true));
  while ((await scene.record()).report?.spool.backlog !== 4) await new Promise(setImmediate);
  assert.ok(!isAnswered);
  await scene.says({ offer: { number: 2, listeners: [] } });
  assert.equal((await held).offer?.number, 2);
});

test('what an endpoint server says itself does not end its own wait', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene, { holdMs: 30 });
  const proofs = [{ address: 'http://branch.acme.example:80', code: 'OK', seen: 'status 200' }];
  await registry.sync(sender, requestOf({ isUrgent: true, proofs }), never);
  const startedAt = performance.now();
  await registry.sync(sender, requestOf({ proofs }), never);
  assert.ok(performance.now() - startedAt >= 25);
});

test('a platform that was set back to a backup counts its offers on from where the endpoint server is', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene);
  const answer = await registry.sync(sender, requestOf({ offer: 9, applied: 9 }), never);
  assert.equal(answer.offer?.number, 10);
});

test('news that came between two syncs is answered at once', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene);
  await registry.sync(sender, requestOf({ isUrgent: true }), never);
  scene.news.tell(branchId);
  assert.equal((await registry.sync(sender, requestOf(), never)).state, 'authorized');
});

test('foreign agents come with the answer as soon as they are taken in, and to nobody before', async () => {
  await using scene = await openServerScene();
  const { registry } = registryOf(scene);
  const before = await registry.sync(sender, requestOf({ isUrgent: true }), never);
  assert.ok(!('foreignAgents' in before));
  const held = registry.sync(sender, requestOf({ spool: { ...requestOf().spool, backlog: 4 } }), never);
  while ((await scene.record()).report?.spool.backlog !== 4) await new Promise(setImmediate);
  const secret = { user: 'agents', passwordHash: '$scrypt$…' };
  const foreign = new ForeignDoors(scene.store);
  const settings = new LiveSettings({
    ...{ store: scene.store, foreign, news: scene.news },
    changes: { refuseUnfinished: async () => {} },
    ports: { ensurePublished: async () => ({ revision: 1 }) },
  });
  await settings.change(scene.tenant.name, () => ({ foreignAgents: { secret } }));
  const { pollingIntervalSeconds, inventoryIntervalSeconds } = scene.tenant;
  const taken = { pollingIntervalSeconds, inventoryIntervalSeconds, secret };
  assert.deepEqual((await held).foreignAgents, taken);
  assert.deepEqual(foreign.find(scene.tenant.id), taken);
  await settings.change(scene.tenant.name, () => ({ foreignAgents: null }));
  assert.equal(foreign.find(scene.tenant.id), undefined);
});

test('a held sync ends with its time, and with its request', async () => {
  await using scene = await openServerScene();
  assert.equal(
    (await registryOf(scene, { holdMs: 10 }).registry.sync(sender, requestOf(), never)).state,
    'authorized',
  );
  const gone = AbortSignal.abort();
  assert.equal((await registryOf(scene).registry.sync(sender, requestOf(), gone)).state, 'authorized');
});

test('what an endpoint server says of itself is written down and wakes those who wait for it', async () => {
  await using scene = await openServerScene({ offer: { number: 2, listeners: [] } });
  const { registry } = registryOf(scene);
  const woken = scene.news.next(branchId, never);
  await registry.sync(sender, requestOf({ offer: 2, applied: 2, isUrgent: true }), never);
  await woken;
  const { applied, report } = await scene.record();
  assert.deepEqual([applied, report?.at, report?.upstream], [2, NOW, sender.upstream]);
  const trouble = { code: 'PORT_TAKEN', seen: 'port 80' };
  await registry.sync(sender, requestOf({ offer: 2, trouble, isUrgent: true }), never);
  assert.deepEqual((await scene.record()).report?.trouble, trouble);
});

test('evidence is taken at what it serves and at what it is offered, and not at what it chose itself before somebody saw it', async () => {
  const local = {
    ...{ number: 1, certificateId: null, at: NOW, outcome: 'waiting' as const },
    site: { ...requestOf().proposed, httpPort: 8081 },
  };
  const offer = { number: 2, listeners: listenersOf({ ...branchSite, httpPort: 8080 }) };
  await using scene = await openServerScene({ offer, local });
  const ports = [...(await registryOf(scene).registry.addressesOf(branchId))].map((address) =>
    address.split(':').at(-1),
  );
  assert.deepEqual(ports.sort(), ['80', '8080']);
});
