import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { freePorts } from '@causeway/testkit';
import type { Progress } from './local/local-changes.ts';
import {
  httpListener,
  httpsListener,
  makeCertificate,
  offerCertificate,
  offerOf,
  siteOn,
} from './testing/offers.ts';
import type { RunningEndpoint } from './testing/running-endpoint.ts';
import { openServing } from './testing/serving-scene.ts';
import { TestAgent } from './testing/test-agent.ts';

async function errorOf(promise: Promise<unknown>): Promise<CausewayError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CausewayError) return error;
  throw new Error('It was expected to be refused.', { cause: error });
}

test('it joins, waits for an admin, serves what it is offered, and tells the platform', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, folder, address } = await openServing(stack);
  const said = endpoint.kinds.filter((kind) => kind !== 'news' && kind !== 'revision');
  assert.deepEqual(said, ['joined', 'waiting', 'authorized', 'serving', 'proven']);
  await endpoint.untilTrue(
    () => platform.synced.some(({ applied, proofs }) => applied === 1 && proofs?.[0]?.code === 'OK'),
    'known to serve',
  );
  const status = await endpoint.control.status();
  assert.equal(status.state, 'authorized');
  assert.deepEqual(
    status.serving.addresses.map((one) => [one.address, one.proof?.code]),
    [[address, 'OK']],
  );
  assert.equal(status.platform.address, platform.address);
  assert.equal(status.platform.isReached, true);
  await endpoint.stop();
  for (const name of await readdir(folder.file('s'), { recursive: true })) {
    const { mode } = await stat(join(folder.file('s'), name));
    // Nothing is ever written into it.
    if (name !== join('upstream', 'lock')) assert.equal(mode & 0o077, 0, name);
  }
  const [request] = platform.synced;
  assert.equal(request?.proposed.hostname, 'dmz.localhost');
  assert.ok(!JSON.stringify(platform.synced).includes('PRIVATE KEY'));
});

test('a client enrolls, polls and uploads through it, and all of it is at the platform', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, address } = await openServing(stack);
  const agent = new TestAgent({ hardware: { hostname: 'pc-berta' } });
  const { clientId } = await agent.enroll(address, await platform.token('client'));
  const outcome = await agent.poll();
  assert.deepEqual([outcome.kind, outcome.address], ['through', address]);
  const id = asId<ClientId>(clientId ?? '');
  await endpoint.untilTrue(
    async () => platform.store.inventories.computerOf(id)?.hardware?.hostname === 'pc-berta',
    'forwarded',
  );
  await endpoint.untilTrue(async () => {
    const standing = await platform.store.clients.standing(id);
    return standing?.evidence.some((one) => one.address === address) ?? false;
  }, 'known to have been there');
  assert.equal((await platform.store.clients.find(id))?.kind, 'native');
  await endpoint.untilTrue(async () => (await endpoint.control.status()).spool.entries === 0, 'forwarded');
});

test('a registration token enrolls no endpoint server through another', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, address } = await openServing(stack);
  const error = await errorOf(new TestAgent().enroll(address, await platform.token('endpoint-server')));
  assert.equal(error.code, 'ENROLLMENT_REFUSED');
});

test('while the platform is away clients are served on, a restart included, and it is caught up after', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, address, open } = await openServing(stack);
  const agent = new TestAgent();
  const { clientId } = await agent.enroll(address, await platform.token('client'));
  await agent.poll();
  const other = new TestAgent();
  await other.enroll(address, await platform.token('client'));
  await platform.goAway();
  await endpoint.until('platform-away');
  assert.equal((await agent.poll()).kind, 'through');
  const stranger = await other.poll();
  assert.notEqual(stranger.kind, 'refused');
  assert.match(stranger.news.join(), /UPSTREAM_UNREACHABLE/);
  await endpoint.stop();
  const again = open();
  await again.until('serving');
  assert.equal((await agent.poll()).kind, 'through');
  assert.ok((await again.control.status()).spool.entries > 0);
  await again.until('platform-away');
  await platform.listen();
  await again.until('platform-back');
  await again.untilTrue(async () => (await again.control.status()).spool.entries === 0, 'forwarded');
  assert.equal(again.kinds.filter((kind) => kind === 'platform-away').length, 1);
  const { polledAt = null } = agent.state ?? {};
  await again.untilTrue(async () => {
    const client = await platform.store.clients.find(asId<ClientId>(clientId ?? ''));
    return polledAt !== null && (client?.lastSeenAt ?? 0) >= polledAt - 2_000;
  }, 'known to have been there');
});

test('a client that was retired is refused as soon as the platform says so', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, address } = await openServing(stack);
  const agent = new TestAgent();
  const id = asId<ClientId>((await agent.enroll(address, await platform.token('client'))).clientId ?? '');
  await agent.poll();
  await platform.store.clients.setStanding(id, 'retired');
  platform.forgetClients([id]);
  await endpoint.untilTrue(() => platform.synced.some(({ standingsAt }) => standingsAt === 1), 'told');
  const outcome = await agent.poll();
  assert.deepEqual([outcome.kind, outcome.code], ['refused', 'CLIENT_RETIRED']);
});

test('a certificate is served with the key that came sealed, and survives the platform', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, port, folder, open } = await openServing(stack);
  const [https = 0] = await freePorts(1);
  const certificate = makeCertificate();
  const { sealingKey = '' } = platform.synced.at(-1) ?? {};
  const offered = await offerCertificate(certificate, { sealingKey, id: platform.sender?.id ?? '' });
  platform.offer = offerOf(
    2,
    [httpListener(port), httpsListener(https, offered, certificate.anchorSha256)],
    [offered],
  );
  platform.tell();
  const isProven = ({ said }: RunningEndpoint) =>
    said.some((event) => event.kind === 'proven' && event.address === `https://dmz.localhost:${https}`);
  await endpoint.untilTrue(() => isProven(endpoint), 'proven over HTTPS');
  await endpoint.stop();
  const key = certificate.keyPem.split('\n')[1] ?? '';
  assert.ok(!(await readFile(folder.file('s/serving.json'), 'utf8')).includes(key));
  await platform.goAway();
  const again = open();
  await again.untilTrue(() => isProven(again), 'proven again');
});

test('retired, it serves nothing and forwards what is left', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, address } = await openServing(stack);
  const agent = new TestAgent();
  await agent.enroll(address, await platform.token('client'));
  await agent.poll();
  platform.state = 'retired';
  platform.tell();
  await endpoint.until('retired');
  assert.equal((await agent.poll()).kind, 'through', 'by way of the platform');
  await endpoint.untilTrue(async () => (await endpoint.control.status()).spool.entries === 0, 'forwarded');
  const status = await endpoint.control.status();
  assert.deepEqual([status.state, status.serving.addresses], ['retired', []]);
});

test('a local change stays when somebody comes through, also over a restart, until a newer offer comes', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, open, port } = await openServing(stack);
  const [local = 0] = await freePorts(1);
  const progress: Progress[] = [];
  const applying = endpoint.control.apply({ site: siteOn(local), mode: 'checked' }, (one) =>
    progress.push(one),
  );
  await endpoint.untilTrue(() => platform.synced.some(({ local: told }) => told?.number === 1), 'told');
  platform.local = { number: 1, outcome: 'seen' };
  platform.tell();
  const kept = await applying;
  assert.deepEqual(kept, { number: 1, addresses: [`http://dmz.localhost:${local}`] });
  assert.deepEqual(
    progress.map(({ kind }) => kind),
    ['tested', 'serving'],
  );
  await endpoint.stop();
  const again = open();
  await again.until('serving');
  assert.equal((await again.control.status()).serving.what, 'local change 1');
  platform.offer = offerOf(2, [httpListener(port)]);
  platform.tell();
  await again.untilTrue(async () => (await again.control.status()).serving.what === 'offer 2', 'overruled');
  await again.untilTrue(() => platform.synced.at(-1)?.local === null, 'known to be over');
});

test('a local change that is not seen is taken back, with the reason', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint } = await openServing(stack);
  const [local = 0] = await freePorts(1);
  const applying = errorOf(endpoint.control.apply({ site: siteOn(local), mode: 'checked' }, () => {}));
  await endpoint.untilTrue(() => platform.synced.some(({ local: told }) => told?.number === 1), 'told');
  platform.local = { number: 1, outcome: 'not-seen', why: 'the firewall drops it' };
  platform.tell();
  const error = await applying;
  assert.deepEqual(
    [error.code, error.kind, error.seen],
    ['LOCAL_CHANGE_REVERTED', 'conflict', 'the firewall drops it'],
  );
  assert.equal((await endpoint.control.status()).serving.what, 'offer 1');
});

test('stopped before anybody came through, the next start takes the change back', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, open } = await openServing(stack);
  const [local = 0] = await freePorts(1);
  const applying = errorOf(endpoint.control.apply({ site: siteOn(local), mode: 'checked' }, () => {}));
  await endpoint.untilTrue(() => platform.synced.some(({ local: told }) => told?.number === 1), 'told');
  await endpoint.stop();
  assert.equal((await applying).kind, 'unavailable');
  const again = open();
  await again.until('local-reverted');
  await again.until('serving');
  assert.equal((await again.control.status()).serving.what, 'offer 1');
});

test('a change whose test has errors is refused, and applied when it is forced', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint } = await openServing(stack);
  const [local = 0] = await freePorts(1);
  const finding = {
    severity: 'error',
    code: 'LAW_BROKEN',
    seen: 'pc-anna',
    expected: 'none',
    remedy: 'Wait.',
  } as const;
  platform.verdict = { findings: [finding] };
  const site = siteOn(local);
  assert.deepEqual((await endpoint.control.test({ site })).findings[0], finding);
  const error = await errorOf(endpoint.control.apply({ site, mode: 'checked' }, () => {}));
  assert.equal(error.code, 'LOCAL_CHANGE_REFUSED');
  assert.equal((await endpoint.control.status()).local, null);
  platform.local = { number: 1, outcome: 'seen' };
  assert.equal((await endpoint.control.apply({ site, mode: 'forced' }, () => {})).number, 1);
});

test('two at once do not share a state folder', async () => {
  await using stack = new AsyncDisposableStack();
  const { open } = await openServing(stack);
  const second = open();
  assert.equal((await errorOf(second.stop())).code, 'STATE_IN_USE');
});
