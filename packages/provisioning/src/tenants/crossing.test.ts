import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId, listenersOf, type Site } from '@causeway/contract';
import type { Observation } from '@causeway/endpoint';
import type { Change } from '@causeway/reachability';
import { someTenant } from '@causeway/store/testing';
import { startMemoryHost } from '../testing/memory-host.ts';
import { destinationOf, reportCrossing } from './crossing.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY_MS = 86_400_000;
const HTTP = 'http://inventory.acme.example:80';
const HTTPS = 'https://inventory.acme.example:443';
const TRUST = 'ab'.repeat(32);
const change: Change = {
  before: [
    { address: HTTPS, trusts: [TRUST], serves: 'everything' },
    { address: HTTP, trusts: ['none'], serves: 'everything' },
  ],
  after: [
    { address: HTTPS, trusts: [TRUST], serves: 'everything' },
    { address: HTTP, trusts: ['none'], serves: 'rescue' },
  ],
  revision: 2,
};
const base = someTenant();
const site: Site = { ...base.saved, binding: 'http+https' };
const tenant = { ...base, saved: site, inForce: site, serving: listenersOf(site) };

type Seen = Omit<Observation, 'clientId' | 'version'> & { readonly version?: string };

const proven: Seen = { address: HTTPS, trust: TRUST, at: NOW - 1, fetchedRevision: 2 };
const onlyHttp: Seen = { address: HTTP, trust: 'none', at: NOW - 1, fetchedRevision: 2 };

/** A fleet of those clients, each seen once as given. */
async function startFleet(seen: Readonly<Record<string, Seen>>) {
  const running = await startMemoryHost(tenant, () => NOW);
  const { store } = running;
  const token = {
    id: 'token',
    secret: '',
    createdAt: 0,
    expiresAt: NOW + DAY_MS,
    usesLeft: 10_000,
    purpose: 'client',
    group: null,
  } as const;
  await store.tokens.add(token);
  for (const name of Object.keys(seen)) await store.clients.enroll(clientNamed(name), token.id, NOW);
  await store.clients.record(
    Object.entries(seen).map(([name, one]) => ({ clientId: asId<ClientId>(name), ...one })),
  );
  return running;
}

function clientNamed(name: string) {
  return {
    id: asId<ClientId>(name),
    name,
    kind: 'native',
    publicKey: name,
    standing: 'enrolled',
    waiver: null,
    enrolledAt: 0,
    lastSeenAt: null,
    lastAddress: null,
    fetchedRevision: 0,
    appliedRevision: 0,
    clockSkewSeconds: 0,
    version: '1',
    group: null,
    deviceId: null,
  } as const;
}

const report = (running: Awaited<ReturnType<typeof startFleet>>) =>
  reportCrossing({ tenant, host: running.host, change, now: NOW });

test('on the road to HTTPS the destination is HTTPS; elsewhere everyone stands where they are', () => {
  assert.equal(destinationOf(tenant).binding, 'https');
  for (const binding of ['http', 'https'] as const)
    assert.equal(destinationOf({ ...tenant, saved: { ...site, binding } }).binding, binding);
});

test('each client has its row, those that have not crossed first, with the reason and the remedy', async () => {
  await using running = await startFleet({ a: proven, b: onlyHttp, c: { ...onlyHttp, fetchedRevision: 1 } });
  const { verdict, counts, clients, from, to } = await report(running);
  assert.equal(verdict, 'refused');
  assert.deepEqual(
    clients.map(({ name, state, reason }) => [name, state, reason]),
    [
      ['b', 'blocking', 'not-proven'],
      ['c', 'blocking', 'never-fetched'],
      ['a', 'proven', undefined],
    ],
  );
  for (const { explanation, remedy } of clients.slice(0, 2)) assert.ok(explanation && remedy);
  assert.deepEqual([counts.clients, counts.proven, counts.blocking], [3, 1, 2]);
  assert.deepEqual(
    [from, to],
    [
      [HTTPS, HTTP],
      [HTTPS, HTTP],
    ],
  );
});

test('a waived client says by whom and why; a sleeping one that the rescue path waits; a retired one is gone', async () => {
  const long = { at: NOW - 365 * DAY_MS };
  await using running = await startFleet({
    asleep: { ...onlyHttp, ...long },
    left: onlyHttp,
    out: onlyHttp,
  });
  const { clients: kept } = running.store;
  await kept.setWaiver(asId<ClientId>('left'), { reason: 'scrapped', by: 'ada', at: NOW });
  await kept.setStanding(asId<ClientId>('out'), 'retired');
  const { verdict, counts, clients } = await report(running);
  assert.equal(verdict, 'allowed');
  assert.deepEqual(
    clients.map(({ name, state }) => [name, state]),
    [
      ['asleep', 'sleeping'],
      ['left', 'waived'],
    ],
  );
  assert.match(clients[1]?.explanation ?? '', /ada: scrapped/);
  assert.deepEqual([counts.sleeping, counts.waived, counts.retired], [1, 1, 1]);
});

test('a foreign agent has its row with its kind, and with what to write where', async () => {
  await using running = await startFleet({});
  const { store } = running;
  const agent = 'FusionInventory-Agent_v2.6';
  const seen = { address: HTTP, trust: 'none', at: NOW - 1 } as const;
  const { clientId } = await store.foreign.accept({ deviceId: 'pc-2026-11-25-10-00-00', agent, ...seen });
  await store.clients.record([{ clientId, version: agent, ...seen }]);
  const blocked = await report(running);
  assert.equal(blocked.verdict, 'refused');
  const [row] = blocked.clients;
  assert.deepEqual(
    [row?.kind, row?.agent, row?.state, row?.reason],
    ['foreign', agent, 'blocking', 'foreign'],
  );
  assert.deepEqual(row?.repoint, {
    file: '/etc/fusioninventory/agent.cfg',
    lines: ['server = https://inventory.acme.example/ocsinventory', 'ca-cert-file = /etc/ssl/causeway.pem'],
  });
  await store.clients.record([{ clientId, ...proven }]);
  const { verdict, clients } = await report(running);
  assert.deepEqual([verdict, clients[0]?.state, clients[0]?.kind], ['allowed', 'proven', 'foreign']);
});

test('a large fleet is counted whole and shown in part, those that block before those that have crossed', async () => {
  const seen = Object.fromEntries(
    Array.from({ length: 1_500 }, (_, at) => [`client ${at}`, at % 2 === 0 ? proven : onlyHttp]),
  );
  await using running = await startFleet(seen);
  const { counts, clients } = await report(running);
  assert.deepEqual([counts.clients, counts.proven, counts.blocking], [1_500, 750, 750]);
  assert.equal(clients.length, 1_000);
  assert.equal(clients.filter(({ state }) => state === 'blocking').length, 750);
});

test('an empty fleet may cross', async () => {
  await using running = await startFleet({});
  const { verdict, clients } = await report(running);
  assert.deepEqual([verdict, clients], ['allowed', []]);
});
