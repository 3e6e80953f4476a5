import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import { foreignClientId } from '@causeway/inventory';
import { ForeignAgent, someXmlInventory } from '../testing/foreign-agent.ts';
import { type Site, serveEndpoint, testAddress, testTenant } from '../testing/serve-endpoint.ts';
import { enrolledClient } from '../testing/test-client.ts';
import { foreignPaths } from './foreign-route.ts';
import { pack } from './packing.ts';

const settings: ForeignAgents = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const DEVICE = 'pc-anna-2026-11-23-10-00-00';
const id = foreignClientId(testTenant, DEVICE);

function serveForeign(): Promise<Site> {
  return serveEndpoint({ foreignAgents: () => settings });
}

test('an agent says it is there, is asked for its inventory, and brings it', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const prolog = await agent.prolog();
  assert.equal(prolog.status, 200);
  assert.match(prolog.text, /<REPLY><PROLOG_FREQ>1<\/PROLOG_FREQ><RESPONSE>SEND<\/RESPONSE><\/REPLY>/);
  assert.deepEqual([...prolog.bytes.subarray(0, 2)], [0x78, 0x9c], 'agents know zlib by these');
  assert.equal(prolog.headers['content-type'], 'application/x-compress-zlib');
  site.at += 5_000;
  const brought = await agent.inventory();
  assert.match(brought.text, /<REPLY><RESPONSE>NO_ACCOUNT_UPDATE<\/RESPONSE><\/REPLY>/);
  await site.endpoint.flush();
  const record = await site.store.clients.find(id);
  assert.deepEqual(
    [record?.kind, record?.name, record?.publicKey, record?.deviceId, record?.version, record?.lastSeenAt],
    ['foreign', 'pc-anna', '', DEVICE, 'FusionInventory-Agent_v2.6', site.at],
  );
  const standing = await site.store.clients.standing(id);
  assert.deepEqual(standing?.evidence, [{ address: testAddress, trust: 'none', at: site.at }]);
  assert.deepEqual([standing?.fetchedRevision, standing?.agent], [0, 'FusionInventory-Agent_v2.6']);
  assert.equal(site.store.inventories.computerOf(id)?.software?.[0]?.name, 'bash');
});

test('an inventory is asked for again when it would be too old by the next time', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  await agent.inventory();
  assert.match((await agent.prolog()).text, /STOP/);
  site.at += (86_400 - 301) * 1000;
  assert.match((await agent.prolog()).text, /STOP/);
  site.at += 1_000;
  assert.match((await agent.prolog()).text, /SEND/);
});

test('one that comes by without news costs no write but its evidence', async (t) => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  await agent.prolog();
  const accept = t.mock.method(site.store.foreign, 'accept');
  site.at += 60_000;
  await agent.prolog();
  assert.equal(accept.mock.callCount(), 0);
  await site.endpoint.flush();
  assert.equal((await site.store.clients.find(id))?.lastSeenAt, site.at);
  await agent.prolog({ headers: { 'user-agent': 'FusionInventory-Agent_v2.7' } });
  assert.equal(accept.mock.callCount(), 1);
  await site.endpoint.flush();
  assert.equal((await site.store.clients.find(id))?.version, 'FusionInventory-Agent_v2.7');
});

test('every path of every agent is served, and none while they are not taken in', async () => {
  let isOn = true;
  await using site = await serveEndpoint({ foreignAgents: () => (isOn ? settings : undefined) });
  const agent = new ForeignAgent(site, DEVICE);
  for (const path of foreignPaths) assert.equal((await agent.prolog({ path })).status, 200, path);
  assert.equal((await agent.prolog({ path: '/front/inventory.php?a=b' })).status, 200);
  isOn = false;
  for (const path of foreignPaths) {
    const { status, code } = await agent.prolog({ path });
    assert.deepEqual([status, code], [404, 'FOREIGN_AGENTS_OFF'], path);
  }
});

test('other methods are refused', async () => {
  await using site = await serveForeign();
  for (const method of ['OPTIONS', 'PUT', 'DELETE']) {
    const reply = await new ForeignAgent(site, DEVICE).prolog({ method });
    assert.deepEqual([reply.status, reply.code, reply.headers.allow], [405, 'METHOD_WRONG', 'GET, POST']);
  }
});

for (const [type, how, answered] of [
  ['application/x-compress', 'zlib', 'application/x-compressed'],
  ['application/x-compressed', 'zlib', 'application/x-compressed'],
  ['application/x-compressed', 'gzip', 'application/x-compressed'],
  ['application/x-zlib', 'zlib', 'application/x-zlib'],
  ['application/octet-stream', 'zlib', 'application/x-compress-zlib'],
  ['application/x-compress-gzip', 'gzip', 'application/x-compress-gzip'],
  // The name is wrong, and the bytes are right.
  ['application/x-compress-zlib', 'gzip', 'application/x-compress-gzip'],
  ['application/x-compress-br', 'br', 'application/x-compress-br'],
  ['application/x-deflate', 'deflate', 'application/x-deflate'],
  ['Application/XML; charset=utf-8', 'none', 'application/xml'],
  ['text/plain', 'none', 'application/xml'],
] as const) {
  test(`${type} in ${how} is answered as ${answered}, in the same way`, async () => {
    await using site = await serveForeign();
    const text = someXmlInventory(DEVICE);
    const reply = await new ForeignAgent(site, DEVICE).say(text, {
      headers: { 'content-type': type },
      body: pack(text, how),
    });
    assert.deepEqual([reply.status, reply.headers['content-type']], [200, answered], reply.text);
    assert.match(reply.text, /NO_ACCOUNT_UPDATE/);
    assert.ok(await site.store.inventories.find(id));
  });
}

test('a query that is none of ours is answered without harm', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const reply = await agent.say(
    `<REQUEST><DEVICEID>${DEVICE}</DEVICEID><CONTENT/><QUERY>UPDATE</QUERY></REQUEST>`,
  );
  assert.deepEqual([reply.status, /<REPLY>/.test(reply.text)], [200, true]);
});

test('a retired one is told so in its own words, and nothing of it is kept', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  await agent.inventory();
  await site.store.clients.setStanding(id, 'retired');
  site.endpoint.forget(id);
  const before = await site.store.clients.find(id);
  site.at += 1_000;
  for (const reply of [await agent.prolog(), await agent.inventory({ software: 'zsh' })]) {
    assert.deepEqual([reply.status, reply.code], [403, 'CLIENT_RETIRED']);
    assert.match(reply.text, /^<\?xml.*\n<REPLY><ERROR>CLIENT_RETIRED: /);
  }
  await site.endpoint.flush();
  assert.deepEqual(await site.store.clients.find(id), before);
  assert.equal(site.store.inventories.computerOf(id)?.software?.[0]?.name, 'bash');
});

test('another machine under the same device id overwrites nothing, and from then on a contact alone proves nothing', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  await agent.inventory();
  const other = {
    hostname: 'pc-clone',
    serialNumber: 'S-0002',
    uuid: '4c4c4544-0042-3510-8053-b2c04f4d3433',
  };
  site.at += 1_000;
  assert.equal((await agent.inventory(other)).status, 200);
  assert.equal(site.store.inventories.computerOf(id)?.hardware?.hostname, 'pc-anna');
  const names = (await site.store.clients.list({ limit: 9 })).map(({ name }) => name);
  assert.deepEqual(names, ['pc-anna', 'pc-clone']);
  site.at += 1_000;
  assert.match((await agent.prolog()).text, /SEND/, 'nobody knows whose inventory is missing');
  await site.endpoint.flush();
  const seen = (await Array.fromAsync(site.store.clients.fleet())).map(({ lastSeenAt }) => lastSeenAt);
  assert.deepEqual(seen.sort(), [site.at - 2_000, site.at - 1_000]);
});

test('a device id that names a native client is a claim to be somebody else', async () => {
  await using site = await serveForeign();
  const client = await enrolledClient(site);
  await client.inventory('{"kept":true}');
  await site.endpoint.flush();
  const before = await site.store.clients.find(asId<ClientId>(client.id));
  site.at += 1_000;
  for (const claim of [client.id, client.publicKey])
    assert.equal((await new ForeignAgent(site, claim).inventory({ hostname: claim })).status, 200);
  await site.endpoint.flush();
  assert.deepEqual(await site.store.clients.find(asId<ClientId>(client.id)), before);
  assert.equal(site.store.inventories.documentOf(asId<ClientId>(client.id)), '{"kept":true}');
  assert.equal(await site.store.clients.count(), 3);
  const foreign = foreignClientId(testTenant, client.id);
  const impostor = await client.poll({}, { keyId: foreign });
  assert.deepEqual([impostor.status, impostor.code], [403, 'CLIENT_UNKNOWN']);
});

test('a rescue listener and a rehearsal take no agent', async () => {
  await using site = await serveForeign();
  for (const [serves, code] of [
    ['rescue', 'RESCUE_ONLY'],
    ['rehearsal', 'REHEARSAL_ONLY'],
  ] as const) {
    site.arrival = { ...site.arrival, serves };
    const reply = await new ForeignAgent(site, DEVICE).prolog({ path: '/' });
    assert.deepEqual([reply.status, reply.code], [403, code]);
  }
});

test('without a secret 600 new devices an hour may come from one address, and known ones as they like', async () => {
  await using site = await serveForeign();
  for (let count = 0; count < 600; count++)
    assert.equal((await new ForeignAgent(site, `pc-${count}`).prolog()).status, 200);
  const late = await new ForeignAgent(site, 'pc-late').prolog();
  assert.deepEqual(
    [late.status, late.code, late.headers['retry-after']],
    [429, 'FOREIGN_REGISTRATIONS_LIMITED', '3600'],
  );
  assert.equal(await site.store.clients.count(), 600);
  assert.equal((await new ForeignAgent(site, 'pc-7').inventory()).status, 200);
  site.arrival = { ...site.arrival, remoteAddress: '192.0.2.2' };
  assert.equal((await new ForeignAgent(site, 'pc-late').prolog()).status, 200);
  site.arrival = { ...site.arrival, remoteAddress: '192.0.2.1' };
  site.at += 3_600_000;
  assert.equal((await new ForeignAgent(site, 'pc-later').prolog()).status, 200);
});

test('nor can they come as ever new machines of a device that several claim', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const claim = (number: number) =>
    agent.inventory({ hostname: `pc-${number}`, serialNumber: `SN-${number}`, uuid: uuidOf(number) });
  const statuses = [];
  for (let number = 0; number < 602; number++) statuses.push((await claim(number)).status);
  assert.deepEqual(statuses.slice(-2), [200, 429]);
});

function uuidOf(number: number): string {
  return `4c4c4544-0042-3510-8053-${String(number).padStart(12, '0')}`;
}
