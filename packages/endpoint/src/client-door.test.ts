import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asId, type ClientId } from '@causeway/contract';
import { ClientDoor, type ClientDoorOptions } from './client-door.ts';
import type { Inventory, Observation } from './endpoint-store.ts';
import { endpointErrors } from './errors.ts';
import { toServedConfig } from './publishing/served-config.ts';
import { type Reply, send } from './testing/send.ts';
import { startedAt, testAddress, testTenant } from './testing/serve-endpoint.ts';
import { TestClient } from './testing/test-client.ts';

const file = toServedConfig({ revision: 7, file: 'the file' });
const arrival = {
  address: testAddress,
  trust: 'none',
  remoteAddress: '192.0.2.1',
  serves: 'everything',
} as const;

/** A door without a store or a publisher behind a real listener, and a client that it knows. */
async function serveDoor(parts: Partial<ClientDoorOptions> = {}) {
  const [recorded, inventories] = [[] as Observation[], [] as Inventory[]];
  const scene = { at: startedAt, recorded, inventories };
  const door = new ClientDoor({
    ...{ tenantId: testTenant, now: () => scene.at },
    findClient: async (id) => (id === client.id ? knownOf(client) : undefined),
    record: async (observations) => void recorded.push(...observations),
    putInventory: async (inventory) => void inventories.push(inventory),
    putDiagnostics: async () => {},
    files: { current: async () => file, signedBy: async (keyId) => (keyId === 'known' ? file : undefined) },
    enroll: async () => ({ status: 201, headers: { 'x-from': 'platform' }, body: Buffer.from('as it came') }),
    ...parts,
  });
  const server = createServer((request, response) => void door.handle(request, response, arrival));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const { port } = address;
  const client = new TestClient({
    port,
    get at() {
      return scene.at;
    },
  });
  client.id = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f';
  return Object.assign(scene, {
    ...{ door, client, port },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await door[Symbol.asyncDispose]();
    },
  });
}

function knownOf({ publicKey }: TestClient) {
  return { name: 'pc-anna', kind: 'native', publicKey, standing: 'enrolled', actions: [] } as const;
}

test('a door needs neither a store nor a publisher to be what clients talk to', async () => {
  await using scene = await serveDoor();
  const { client, door, inventories, recorded } = scene;
  const poll = await client.poll();
  assert.deepEqual([poll.status, poll.body], [200, '{"revision":7}']);
  assert.equal((await client.config()).body, 'the file');
  assert.equal((await client.config({ path: '/config.ini?key=known' })).status, 200);
  assert.equal((await client.config({ path: '/config.ini?key=other' })).code, 'CONFIG_NOT_PUBLISHED');
  assert.deepEqual([(await client.prove()).status, (await client.inventory('{"a":1}')).status], [204, 204]);
  assert.equal(inventories[0]?.document, '{"a":1}');
  await door.flush();
  assert.deepEqual(new Set(recorded.map(({ clientId }) => clientId)), new Set([client.id]));
});

test('an answer that somebody else gave to an enrollment goes to the client byte for byte', async () => {
  await using scene = await serveDoor();
  const reply = await scene.client.enroll({ token: 'an.id' }).catch(() => undefined);
  assert.equal(reply, undefined, 'it is no answer of an enrollment');
  const { status, headers, body } = await scene.client.send(scene.client.signEnroll({ token: 'an.id' }));
  assert.deepEqual([status, headers['x-from'], body], [201, 'platform', 'as it came']);
});

test('refusals that somebody else answered count against the one who met them', async () => {
  const refusal = { status: 403, headers: {}, body: '{"error":{"code":"TOKEN_UNKNOWN"}}' };
  await using scene = await serveDoor({ enroll: async () => refusal });
  const codes: unknown[] = [];
  for (let count = 0; count < 21; count++)
    codes.push((await scene.client.send(scene.client.signEnroll({ token: 'an.id' }))).code);
  assert.deepEqual(codes.slice(-2), ['TOKEN_UNKNOWN', 'ENROLLMENT_LIMITED']);
});

test('when the platform cannot be asked a client is told to come back, never that it is unknown', async () => {
  const unreachable = () =>
    Promise.reject(endpointErrors.error('UPSTREAM_UNREACHABLE', { retryAfterSeconds: 60 }));
  await using scene = await serveDoor({ findClient: unreachable, enroll: unreachable });
  const { client } = scene;
  for (const reply of [await client.poll(), await client.prove(), await client.inventory('{}')])
    assertBusy(reply, 'UPSTREAM_UNREACHABLE', '60');
  for (let count = 0; count < 25; count++)
    assertBusy(await client.send(client.signEnroll({ token: 'an.id' })), 'UPSTREAM_UNREACHABLE', '60');
  assert.equal((await client.config()).status, 200, 'the file is for anybody');
});

test('an inventory that finds no room is refused and may come again', async () => {
  let isFull = true;
  const putInventory = async () => {
    if (isFull) throw endpointErrors.error('SPOOL_FULL');
  };
  await using scene = await serveDoor({ putInventory });
  assertBusy(await scene.client.inventory('{}'), 'SPOOL_FULL', '30');
  isFull = false;
  assert.equal((await scene.client.inventory('{}')).status, 204);
});

test('a spool without room fills the evidence buffer; clients are asked to come back until there is room', async (t) => {
  let isFull = true;
  const kept: number[] = [];
  const record = async (observations: readonly Observation[]) => {
    if (isFull) throw endpointErrors.error('SPOOL_FULL', { retryAfterSeconds: 300 });
    kept.push(...observations.map(({ at }) => at));
  };
  await using scene = await serveDoor({ record, mostEvidenceWaiting: 2 });
  const { client, door } = scene;
  t.mock.timers.enable({ apis: ['setTimeout'] });
  assert.equal((await client.prove()).status, 204);
  scene.at += 1;
  assert.equal((await client.prove()).status, 204);
  assertBusy(await client.prove(), 'ENDPOINT_OVERLOADED', '30');
  await assert.rejects(door.flush(), { code: 'SPOOL_FULL' });
  assertBusy(await client.prove(), 'ENDPOINT_OVERLOADED', '30');
  isFull = false;
  t.mock.timers.tick(1_000);
  await nextTurn();
  assert.deepEqual(
    kept,
    [startedAt, startedAt + 1],
    'nothing was lost, and nobody had to come for it to be kept',
  );
  assert.equal((await client.prove()).status, 204);
});

test('a client that is forgotten is asked for again', async () => {
  let asked = 0;
  let standing: 'enrolled' | 'retired' = 'enrolled';
  const findClient: ClientDoorOptions['findClient'] = async () => {
    asked++;
    return { ...knownOf(scene.client), standing };
  };
  await using scene = await serveDoor({ findClient });
  const { client, door } = scene;
  for (let count = 0; count < 3; count++) assert.equal((await client.prove()).status, 204);
  assert.equal(asked, 1);
  standing = 'retired';
  door.forget([asId<ClientId>(client.id)]);
  assert.equal((await client.prove()).code, 'CLIENT_RETIRED');
  assert.equal(asked, 2);
});

test('a route of its own stands beside those of clients', async () => {
  const routes = {
    '/own': {
      methods: ['GET'],
      route: async (_request: object, response: { end(text: string): void }) => response.end('mine'),
    },
  };
  await using scene = await serveDoor({ routes });
  assert.equal((await send(scene.port, { method: 'GET', path: '/own', headers: {} })).body, 'mine');
  assert.equal((await send(scene.port, { method: 'POST', path: '/own', headers: {} })).code, 'METHOD_WRONG');
  assert.equal((await scene.client.prove()).status, 204);
});

function assertBusy({ status, code, headers }: Reply, expected: string, retryAfter: string): void {
  assert.deepEqual([status, code, headers['retry-after']], [503, expected, retryAfter]);
}
