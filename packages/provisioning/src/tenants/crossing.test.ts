import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId, listenersOf, type Site } from '@causeway/contract';
import type { Observation } from '@causeway/endpoint';
import type { Change } from '@causeway/reachability';
import { someTenant } from '@causeway/store/testing';
import { startMemoryHost } from '../testing/memory-host.ts';
import { destinationOf, type OpenCrossing, reportCrossing } from './crossing.ts';
import { readStandings } from './crossing-clients.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY_MS = 86_400_000;
const HTTP = 'http://inventory.acme.example:80';
const HTTPS = 'https://inventory.acme.example:443';
const TRUST = 'ab'.repeat(32);
const change: Change = {
  before: [
    { server: 'default id', address: HTTPS, trusts: [TRUST], serves: 'everything' },
    { server: 'default id', address: HTTP, trusts: ['none'], serves: 'everything' },
  ],
  after: [
    { server: 'default id', address: HTTPS, trusts: [TRUST], serves: 'everything' },
    { server: 'default id', address: HTTP, trusts: ['none'], serves: 'rescue' },
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

type Running = Awaited<ReturnType<typeof startFleet>>;

const opened = ({ host }: Running): OpenCrossing => ({
  ...{ tenant, host, change, changeId: null, now: NOW },
  serverNames: new Map([['default id', 'default']]),
});
const report = (running: Running, rows = 1_000) => reportCrossing(opened(running), { rows, samples: [] });

test('an endpoint server is counted as the client that it is, and said to be one', async () => {
  await using running = await startFleet({ a: proven });
  const branch = { ...clientNamed('branch'), kind: 'endpoint-server' } as const;
  await running.store.clients.enroll(branch, 'token', NOW);
  const { counts } = await report(running);
  assert.deepEqual([counts.clients, counts.endpointServers], [2, 1]);
});

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

test('each row says how far the client has come: what it fetched and applied, where it came last, the old way', async () => {
  const both = { ...onlyHttp, at: NOW - 5 };
  await using running = await startFleet({ a: both, b: onlyHttp, c: { ...onlyHttp, fetchedRevision: 1 } });
  await running.store.clients.record([{ clientId: asId<ClientId>('a'), ...proven, appliedRevision: 2 }]);
  const { clients, stages, lastByOldWay, byReason, byEndpointServer } = await report(running);
  assert.deepEqual(
    clients.map((row) => [row.name, row.stage, row.appliedRevision, row.lastAddress, row.oldWayAt]),
    [
      ['b', 'fetched', 0, HTTP, NOW - 1],
      ['c', 'never-heard', 0, HTTP, NOW - 1],
      ['a', 'proven', 2, HTTPS, NOW - 5],
    ],
  );
  assert.deepEqual([stages, lastByOldWay], [{ neverHeard: 1, fetched: 1, proven: 1 }, 2]);
  assert.deepEqual(byReason, [
    { reason: 'never-fetched', count: 1 },
    { reason: 'not-proven', count: 1 },
  ]);
  assert.deepEqual(byEndpointServer, [{ name: 'default', proven: 1, blocking: 2, sleeping: 0, waived: 0 }]);
});

test('clients that never came are of no endpoint server, and all are counted where no row is asked for', async () => {
  const elsewhere = { ...onlyHttp, address: 'http://former.acme.example:80' } as const;
  await using running = await startFleet({ a: elsewhere, b: proven });
  const { clients, byEndpointServer, forecast, goes } = await report(running, 0);
  assert.deepEqual([clients, goes], [[], [HTTP]]);
  assert.deepEqual(
    byEndpointServer.map(({ name }) => name),
    ['default', null],
  );
  assert.deepEqual(
    [forecast.kind, forecast.waiting, forecast.silent, forecast.byHand],
    ['too-early', 1, 0, 0],
  );
});

test('rows are read page by page, as a filter takes them', async () => {
  await using running = await startFleet({ a: onlyHttp, b: proven, c: onlyHttp, d: onlyHttp, e: proven });
  const crossing = opened(running);
  const names = async (filter: Parameters<typeof readStandings>[1], after?: string) => {
    const { rows, next } = await readStandings(crossing, filter, { after, limit: 2 });
    return [rows.map(({ name }) => name).join(), next];
  };
  assert.deepEqual(await names({}), ['a,b', 'b']);
  assert.deepEqual(await names({}, 'd'), ['e', undefined]);
  assert.deepEqual(await names({ state: 'blocking' }), ['a,c', 'c']);
  assert.deepEqual(await names({ state: 'blocking' }, 'c'), ['d', undefined]);
  assert.deepEqual(await names({ stage: 'proven', endpointServer: 'default' }), ['b,e', 'e']);
  assert.deepEqual(await names({ id: 'c' }), ['c', undefined]);
  assert.deepEqual(await names({ id: 'nosuch' }), ['', undefined]);
  assert.deepEqual(await names({ reason: 'failed' }), ['', undefined]);
  assert.deepEqual(await names({ endpointServer: 'elsewhere' }), ['', undefined]);
  assert.deepEqual(await names({ search: 'NOT COME', state: 'blocking' }), ['a,c', 'c']);
  assert.deepEqual(await names({ search: 'D', reason: 'not-proven', state: 'proven' }), ['', undefined]);
});
