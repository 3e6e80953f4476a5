import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { ClientDoor, type ClientDoorOptions } from '../client-door.ts';
import type { ForeignContact, ForeignStanding } from '../endpoint-store.ts';
import { ForeignAgent } from '../testing/foreign-agent.ts';
import { serveEndpoint, startedAt, testAddress, testTenant } from '../testing/serve-endpoint.ts';

const settings = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const DEVICE = 'pc-glpi-2026-11-23-10-00-00';
const content = { hardware: { name: 'pc-glpi' }, softwares: [{ name: 'bash', version: '5.2' }] };
const disabled = ['collect', 'deploy', 'esx', 'netdiscovery', 'netinventory', 'remoteinventory', 'wakeonlan'];

test('an agent of GLPI asks in XML, learns to speak JSON, and brings its inventory', async () => {
  await using site = await serveEndpoint({ foreignAgents: () => settings });
  const agent = ForeignAgent.ofGlpi(site, DEVICE);
  const tasks = { inventory: { server: 'glpi', version: '1.0' } };
  const expected = { status: 'ok', expiration: '600s', tasks, disabled };
  const prolog = await agent.prolog({ path: '/front/inventory.php' });
  assert.deepEqual([prolog.status, JSON.parse(prolog.text)], [200, expected]);
  assert.equal(prolog.headers['content-type'], 'application/x-compress-zlib');
  assert.deepEqual(JSON.parse((await agent.contact()).text), expected);
  const brought = await agent.json({ action: 'inventory', content });
  assert.deepEqual([brought.status, JSON.parse(brought.text)], [200, { status: 'ok', expiration: '600s' }]);
  const [client] = await site.store.clients.list({ limit: 2 });
  assert.ok(client !== undefined);
  assert.deepEqual([client.kind, client.deviceId, client.name], ['foreign', DEVICE, 'pc-glpi']);
  assert.equal(site.store.inventories.computerOf(client.id)?.software?.[0]?.version, '5.2');
  const again = JSON.parse((await agent.contact()).text);
  assert.deepEqual([again.tasks, again.disabled], [{}, ['inventory', ...disabled]], 'it is not due');
});

test('plain JSON is answered in plain JSON', async () => {
  await using site = await serveEndpoint({ foreignAgents: () => settings });
  const message = { action: 'contact', deviceid: DEVICE };
  const headers = { 'content-type': 'application/json' };
  const agent = ForeignAgent.ofGlpi(site, DEVICE);
  const reply = await agent.json({}, { headers, body: ` \n${JSON.stringify(message)}` });
  assert.equal(reply.headers['content-type'], 'application/json');
  assert.equal(JSON.parse(reply.bytes.toString()).status, 'ok');
});

test('errors are said with their code, in no more than 250 characters', async () => {
  await using site = await serveEndpoint({ foreignAgents: () => settings });
  const agent = ForeignAgent.ofGlpi(site, DEVICE);
  for (const [message, status, code] of [
    [{ action: 'register' }, 501, 'FOREIGN_ACTION_UNKNOWN'],
    [{ action: 'x'.repeat(1_000) }, 501, 'FOREIGN_ACTION_UNKNOWN'],
    [{ action: 'inventory' }, 400, 'INVENTORY_MALFORMED'],
    [{ action: 'inventory', deviceid: '', content }, 400, 'INVENTORY_MALFORMED'],
    [{ action: 'contact', deviceid: 'a\nb' }, 400, 'INVENTORY_MALFORMED'],
    [{ action: 'contact', deviceid: 'x'.repeat(256) }, 400, 'INVENTORY_MALFORMED'],
  ] as const) {
    const reply = await agent.json(message);
    const said = JSON.parse(reply.text);
    assert.deepEqual([reply.status, reply.code, said.status], [status, code, 'error'], reply.text);
    assert.ok(said.message.length <= 250 && said.expiration === '3600s', reply.text);
  }
  assert.equal(await site.store.clients.count(), 0);
});

test('a message that came through a proxy twice, or through too many, is refused', async () => {
  await using site = await serveEndpoint({ foreignAgents: () => settings });
  const agent = ForeignAgent.ofGlpi(site, DEVICE);
  const via = (ids: string) => agent.contact({ headers: { 'glpi-proxy-id': ids } });
  for (const ids of ['a,b, A', 'a,b,c,d,e,f']) {
    const { status, code } = await via(ids);
    assert.deepEqual([status, code], [400, 'FOREIGN_PROXY_LOOP']);
  }
  assert.equal((await via('a,b,c,d,e')).status, 200);
});

test('a GET asks for an answer, and for nothing else', async () => {
  await using site = await serveEndpoint({ foreignAgents: () => settings });
  const agent = ForeignAgent.ofGlpi(site, DEVICE);
  const get = { method: 'GET', path: '/front/inventory.php?action=getConfig' };
  const relic = await agent.say('', get);
  assert.deepEqual(
    [relic.status, relic.code, JSON.parse(relic.text).status],
    [400, 'MESSAGE_INVALID', 'error'],
  );
  const asked = await agent.say('', { ...get, headers: { 'glpi-request-id': 'DEADBEEF' } });
  assert.deepEqual([asked.status, asked.code], [404, 'FOREIGN_ANSWER_UNKNOWN']);
});

/** A door behind a real listener that takes agents in when a test says so, and whose patience ends when one says so. */
async function serveSlowDoor(parts: Partial<ClientDoorOptions> = {}) {
  const standing: ForeignStanding = {
    ...{ clientId: '', standing: 'enrolled', isShared: false, inventoryAt: null },
  } as never;
  const scene = {
    at: startedAt,
    contacts: [] as ForeignContact[],
    accepted: Promise.withResolvers<ForeignStanding>(),
    /** Ends the patience of whoever waits. */
    late: Promise.withResolvers<void>(),
    standing,
    faults: [] as object[],
  };
  const unused = () => Promise.reject(new Error('nobody asks'));
  const door = new ClientDoor({
    ...{
      tenantId: testTenant,
      now: () => scene.at,
      findClient: unused,
      record: async () => {},
      enroll: unused,
    },
    ...{ putInventory: unused, putDiagnostics: unused },
    files: { current: async () => undefined, signedBy: async () => undefined },
    log: { error: (detail) => void scene.faults.push(detail) },
    wait: () => scene.late.promise,
    foreign: () => ({
      settings,
      find: async () => ({ isShared: false }),
      accept: (contact) => {
        scene.contacts.push(contact);
        return scene.accepted.promise;
      },
    }),
    ...parts,
  });
  const arrival = {
    address: testAddress,
    trust: 'none',
    remoteAddress: '192.0.2.1',
    serves: 'everything',
  } as const;
  const server = createServer((request, response) => void door.handle(request, response, arrival));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const listening = server.address();
  assert.ok(typeof listening === 'object' && listening !== null);
  return Object.assign(scene, {
    ...{ door, port: listening.port },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await door[Symbol.asyncDispose]();
    },
  });
}

test('what takes long is told to be pending, and handed over later to the same agent alone', async () => {
  await using scene = await serveSlowDoor();
  scene.late.resolve();
  const agent = ForeignAgent.ofGlpi(scene, DEVICE);
  const pending = await agent.json({ action: 'inventory', content });
  assert.deepEqual(
    [pending.status, JSON.parse(pending.text)],
    [202, { status: 'pending', expiration: '10s' }],
  );
  const requestId = String(pending.headers['glpi-request-id']);
  assert.match(requestId, /^[0-9A-F]{8}$/);
  const ask = (who: ForeignAgent) =>
    who.say('', { method: 'GET', headers: { 'glpi-request-id': requestId } });
  const still = await ask(agent);
  assert.deepEqual([still.status, still.headers['glpi-request-id']], [202, requestId]);
  scene.late = Promise.withResolvers();
  scene.accepted.resolve(scene.standing);
  const stranger = await ask(ForeignAgent.ofGlpi(scene, DEVICE));
  assert.deepEqual([stranger.status, stranger.code], [404, 'FOREIGN_ANSWER_UNKNOWN']);
  const nobody = await ask(new ForeignAgent(scene, DEVICE));
  assert.equal(nobody.code, 'FOREIGN_ANSWER_UNKNOWN');
  const ready = await ask(agent);
  assert.deepEqual([ready.status, JSON.parse(ready.text).status], [200, 'ok']);
  assert.equal((await ask(agent)).code, 'FOREIGN_ANSWER_UNKNOWN', 'it was handed over');
  assert.equal(scene.contacts.length, 1);
});

test('an answer that nobody asks for is forgotten after ten minutes, and a fault behind it is told', async () => {
  await using scene = await serveSlowDoor();
  scene.late.resolve();
  const agent = ForeignAgent.ofGlpi(scene, DEVICE);
  const [first, second] = [await agent.contact(), await agent.contact()];
  const ask = (reply: typeof first) =>
    agent.say('', {
      method: 'GET',
      headers: { 'glpi-request-id': String(reply.headers['glpi-request-id']) },
    });
  scene.late = Promise.withResolvers();
  scene.accepted.reject(new Error('the disk is on fire'));
  assert.equal((await ask(first)).status, 500);
  assert.ok(scene.faults.length > 0);
  scene.at += 600_000;
  assert.equal((await ask(second)).code, 'FOREIGN_ANSWER_UNKNOWN');
});

test('an agent that does not speak JSON waits', async () => {
  await using scene = await serveSlowDoor();
  scene.late.resolve();
  const reply = new ForeignAgent(scene, DEVICE).inventory();
  scene.accepted.resolve(scene.standing);
  assert.equal((await reply).status, 200);
});

test('when there is too much to do an agent of GLPI is told to come back, and others that it is so', async () => {
  await using scene = await serveSlowDoor({ mostEvidenceWaiting: 0 });
  const glpi = await ForeignAgent.ofGlpi(scene, DEVICE).contact();
  assert.deepEqual([glpi.status, JSON.parse(glpi.text)], [202, { status: 'pending', expiration: '30s' }]);
  const other = await new ForeignAgent(scene, DEVICE).prolog();
  assert.deepEqual(
    [other.status, other.code, other.headers['retry-after']],
    [503, 'ENDPOINT_OVERLOADED', '30'],
  );
  assert.deepEqual(scene.contacts, []);
});
