import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as startRequest } from 'node:http';
import { test } from 'node:test';
import { upstreamPaths } from '@causeway/contract/upstream-messages';
import { enrolledClient } from '../../testing/test-client.ts';
import { type PlatformSite, servePlatform, someSync } from '../testing/test-endpoint-server.ts';

test('a sync says who asks, by the name it was enrolled by and the address it came to', async () => {
  await using platform = await servePlatform();
  const { server, registry, site } = platform;
  assert.equal((await server.sync({ offer: 3 })).status, 200);
  const [synced] = registry.synced;
  assert.deepEqual(synced?.sender, { id: server.id, name: 'pc-anna', upstream: site.arrival.address });
  assert.deepEqual(synced?.request, { ...someSync, isUrgent: true, offer: 3 });
});

test('numbers that no store keeps are refused', async () => {
  await using platform = await servePlatform();
  const numbers = [{ offer: 1e300 }, { applied: 2 ** 53 }, { standingsAt: 1e300 }];
  for (const parts of numbers) assert.equal((await platform.server.sync(parts)).code, 'MESSAGE_INVALID');
});

test('a sync that is held is answered when its listener goes', async () => {
  await using platform = await servePlatform();
  const leaving = new AbortController();
  platform.site.arrival = { ...platform.site.arrival, leaving: leaving.signal };
  const held = nextHeld(platform);
  const reply = platform.server.sync({ isUrgent: false });
  await held;
  leaving.abort();
  assert.equal((await reply).status, 200);
  assert.equal(platform.registry.held, 0);
});

test('a sync that is held is answered when the endpoint is disposed, which waits for no other news', async () => {
  const platform = await servePlatform();
  const held = nextHeld(platform);
  const reply = platform.server.sync({ isUrgent: false });
  await held;
  await platform.site.endpoint[Symbol.asyncDispose]();
  assert.equal((await reply).status, 200);
  assert.equal((await platform.server.sync({ isUrgent: false })).status, 200, 'nothing is held any more');
  await platform[Symbol.asyncDispose]();
});

test('a sync whose sender hangs up is held no longer', async () => {
  await using platform = await servePlatform();
  const { server, site, registry } = platform;
  const { body, ...signed } = server.client.sign(upstreamPaths.sync, JSON.stringify(someSync));
  const held = nextHeld(platform);
  const request = startRequest({ host: '127.0.0.1', port: site.port, agent: false, ...signed });
  request.on('error', () => {});
  request.end(body);
  await held;
  const released = Promise.withResolvers<void>();
  registry.onReleased = released.resolve;
  request.destroy();
  await released.promise;
  assert.equal(registry.held, 0);
  assert.deepEqual(site.faults, []);
});

test('a newer sync of one endpoint server ends the wait of the older one, so one of them is held at most', async () => {
  await using platform = await servePlatform();
  const held = nextHeld(platform);
  const older = platform.server.sync({ isUrgent: false });
  await held;
  const again = nextHeld(platform);
  const newer = platform.server.sync({ isUrgent: false });
  await again;
  assert.equal((await older).status, 200);
  assert.equal(platform.registry.held, 1);
  assert.equal((await platform.server.sync()).status, 200);
  assert.equal((await newer).status, 200);
});

test('whatever is held, clients are answered', async () => {
  await using platform = await servePlatform();
  const client = await enrolledClient(platform.site);
  const held = nextHeld(platform);
  const reply = platform.server.sync({ isUrgent: false });
  await held;
  assert.equal((await client.poll()).status, 200);
  await platform.site.endpoint[Symbol.asyncDispose]();
  await reply;
});

test('a registry that rejects a wait that was ended is no fault: the sender is asked to come back', async (t) => {
  await using platform = await servePlatform();
  const { registry, server, site } = platform;
  const begun = Promise.withResolvers<void>();
  t.mock.method(registry, 'sync', async (_sender: object, _request: object, signal: AbortSignal) => {
    begun.resolve();
    await once(signal, 'abort');
    throw signal.reason;
  });
  const leaving = new AbortController();
  site.arrival = { ...site.arrival, leaving: leaving.signal };
  const reply = server.sync({ isUrgent: false });
  await begun.promise;
  leaving.abort();
  assert.equal((await reply).code, 'ENDPOINT_OVERLOADED');
  assert.deepEqual(site.faults, []);
});

function nextHeld({ registry }: PlatformSite): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  registry.onHeld = resolve;
  return promise;
}
