import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { Change, Way } from '@causeway/reachability';
import { someClient, someTenant, someToken } from '@causeway/store/testing';
import { startMemoryHost } from '../testing/memory-host.ts';
import { openTestStore } from '../testing/open-store.ts';
import type { OpenCrossing } from './crossing.ts';
import { CrossingSampler, type CrossingSamplerOptions } from './crossing-sampler.ts';

const START = Date.UTC(2026, 10, 24);
const MINUTE_MS = 60_000;
const HTTP = 'http://inventory.acme.example:80';
const HTTPS = 'https://inventory.acme.example:443';

const way = (address: string, trust: string, serves: Way['serves'] = 'everything'): Way => ({
  ...{ address, trusts: [trust], serves },
});
const toHttps: Change = {
  before: [way(HTTPS, 'one'), way(HTTP, 'none')],
  after: [way(HTTPS, 'one'), way(HTTP, 'none', 'rescue')],
  revision: 1,
};

/** A tenant on the road to HTTPS with one client, and a sampler with a clock to set. */
async function start() {
  await using stack = new AsyncDisposableStack();
  const store = stack.use(await openTestStore());
  const base = someTenant({ name: 'acme' });
  const tenant = { ...base, saved: { ...base.saved, binding: 'http+https' as const } };
  await store.tenants.add(tenant);
  const clock = { now: START, opened: 0, walkMs: 0 };
  const running = stack.use(await startMemoryHost(tenant, () => clock.now));
  const client = someClient();
  const token = someToken();
  await running.store.tokens.add(token);
  await running.store.clients.enroll(client, token.id, START);
  const world = { change: toHttps };
  const open = async (): Promise<OpenCrossing> => {
    clock.opened++;
    const now = clock.now;
    clock.now += clock.walkMs;
    const { change } = world;
    return { tenant, host: running.host, change, changeId: null, serverNames: new Map(), now };
  };
  const errors: object[] = [];
  const options: CrossingSamplerOptions = {
    ...{ store, hosts: { find: () => running.host }, crossings: { open }, now: () => clock.now },
    log: { error: (detail) => errors.push(detail) },
  };
  const sampler = new CrossingSampler(options);
  const samples = async () =>
    (await store.crossings.list(tenant.id)).map(({ at, proven, blocking }) => [at - START, proven, blocking]);
  const see = (address: typeof HTTP | typeof HTTPS, trust: string) =>
    running.store.clients.record([
      { clientId: asId<ClientId>(client.id), at: clock.now, address, trust, fetchedRevision: 1 },
    ]);
  const rest = stack.move();
  return {
    ...{ store, tenant, clock, world, options, sampler, samples, see, errors },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

test('what a crossing has come to is noted once a minute', async () => {
  await using started = await start();
  const { sampler, samples, see, clock } = started;
  await see(HTTP, 'none');
  await sampler.keepUp();
  clock.now += 10_000;
  await see(HTTPS, 'one');
  await sampler.keepUp();
  assert.deepEqual(await samples(), [[0, 0, 1]]);
  clock.now += 50_000;
  await sampler.keepUp();
  assert.deepEqual(await samples(), [
    [0, 0, 1],
    [MINUTE_MS, 1, 0],
  ]);
});

test('a fleet that takes long to walk through is walked through less often', async () => {
  await using started = await start();
  const { sampler, clock } = started;
  clock.walkMs = 10_000;
  await sampler.keepUp();
  clock.now = START + 199_999;
  await sampler.keepUp();
  assert.equal(clock.opened, 1);
  clock.now = START + 200_000;
  await sampler.keepUp();
  assert.equal(clock.opened, 2);
});

test('another crossing begins a curve of its own, and so does a clock that was set back', async () => {
  await using started = await start();
  const { sampler, samples, world, clock } = started;
  await sampler.keepUp();
  clock.now += MINUTE_MS;
  world.change = { ...toHttps, after: [way(HTTPS, 'two')] };
  await sampler.keepUp();
  assert.deepEqual(
    (await samples()).map(([at]) => at),
    [MINUTE_MS],
  );
  clock.now += 60 * MINUTE_MS;
  await sampler.keepUp();
  clock.now -= 30 * MINUTE_MS;
  const again = new CrossingSampler(started.options);
  await again.keepUp();
  assert.deepEqual(
    (await samples()).map(([at]) => at),
    [MINUTE_MS, 31 * MINUTE_MS],
  );
});

test('when the crossing is over nothing of it is kept, and the fleet is not looked at any more', async () => {
  await using started = await start();
  const { sampler, samples, world, clock, store, tenant } = started;
  await sampler.keepUp();
  clock.now += MINUTE_MS;
  world.change = { ...toHttps, before: toHttps.after };
  await sampler.keepUp();
  assert.deepEqual(await samples(), []);
  world.change = toHttps;
  clock.now += MINUTE_MS;
  await sampler.keepUp();
  assert.equal((await samples()).length, 1);
  const { opened } = clock;
  await store.tenants.update(tenant.id, { saved: { ...tenant.saved, binding: 'https' } });
  clock.now += MINUTE_MS;
  await sampler.keepUp();
  assert.deepEqual([await samples(), clock.opened], [[], opened]);
});

test('what fails is logged, and a walk that is stopped leaves no sample', async () => {
  await using started = await start();
  const { sampler, samples, errors } = started;
  const failing = new CrossingSampler({
    ...started.options,
    crossings: { open: async () => assert.fail('not served') },
  });
  await failing.keepUp();
  assert.equal(errors.length, 1);
  sampler.stop();
  await sampler.keepUp();
  assert.deepEqual(await samples(), []);
});
