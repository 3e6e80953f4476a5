import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { test } from 'node:test';
import { asId, type ClientId, type TenantId } from '@causeway/contract';
import type { ClientAction } from '@causeway/contract/client-messages';
import { hashSharedSecret } from '@causeway/endpoint';
import { ForeignAgent } from '@causeway/endpoint/testing';
import { foreignClientId } from '@causeway/inventory';
import { TENANT } from './testing/offers.ts';
import { openServing } from './testing/serving-scene.ts';
import { TestAgent } from './testing/test-agent.ts';
import type { TestPlatform } from './testing/test-platform.ts';

const intervals = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const DEVICE = 'pc-anna-2026-11-23-10-00-00';
const id = foreignClientId(asId<TenantId>(TENANT), DEVICE);

async function ask({ store }: TestPlatform, clientId: ClientId, kind: 'diagnostics' | 're-enroll') {
  const action: ClientAction = { id: randomUUIDv7(), kind };
  const record = { id: action.id, clientId, action, by: 'anna', at: Date.now() };
  assert.ok(await store.actions.add({ ...record, state: 'waiting', doneAt: null, message: null }));
}

test('foreign agents are taken in when the platform says so, by its secret, also while it is away', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, port, address, open } = await openServing(stack);
  const agent = new ForeignAgent({ port }, DEVICE);
  const headers = { host: `dmz.localhost:${port}` };
  const isOn = async () => (await agent.prolog({ headers })).code !== 'FOREIGN_AGENTS_OFF';
  assert.equal(await isOn(), false);
  const secret = { user: 'agents', passwordHash: await hashSharedSecret('correct horse') };
  platform.foreignAgents = { ...intervals, secret };
  platform.tell();
  await endpoint.untilTrue(isOn, 'switched on');
  assert.equal((await agent.inventory({}, { headers })).status, 401);
  const basic = Buffer.from('agents:correct horse').toString('base64');
  const known = { headers: { ...headers, authorization: `Basic ${basic}` } };
  assert.match((await agent.prolog(known)).text, /SEND/);
  assert.match((await agent.inventory({}, known)).text, /NO_ACCOUNT_UPDATE/);
  assert.match((await agent.prolog(known)).text, /STOP/);
  const hostnameOf = () => platform.store.inventories.computerOf(id)?.hardware?.hostname;
  await endpoint.untilTrue(() => hostnameOf() === 'pc-anna', 'forwarded');
  const standing = await platform.store.clients.standing(id);
  assert.deepEqual([standing?.kind, standing?.evidence[0]?.address], ['foreign', address]);

  await platform.goAway();
  await endpoint.until('platform-away');
  await endpoint.stop();
  const again = open();
  await again.until('serving');
  assert.equal((await agent.inventory({ hostname: 'pc-berta' }, known)).status, 200);
  await platform.listen();
  await again.untilTrue(() => hostnameOf() === 'pc-berta', 'forwarded');

  await platform.store.clients.setStanding(id, 'retired');
  await platform.tellChanged();
  await again.untilTrue(async () => (await agent.prolog(known)).code === 'CLIENT_RETIRED', 'refused');
  platform.foreignAgents = undefined;
  platform.tell();
  await again.untilTrue(async () => !(await isOn()), 'switched off');
});

test('what the platform asks of a client is done by way of the endpoint server, a new key included', async () => {
  await using stack = new AsyncDisposableStack();
  const { platform, endpoint, address } = await openServing(stack);
  const agent = new TestAgent();
  const clientId = asId<ClientId>(
    (await agent.enroll(address, await platform.token('client'))).clientId ?? '',
  );
  assert.equal((await agent.poll()).kind, 'through');
  const keyOf = async () => (await platform.store.clients.find(clientId))?.publicKey;
  const before = await keyOf();
  await ask(platform, clientId, 'diagnostics');
  await ask(platform, clientId, 're-enroll');
  await platform.tellChanged();
  await endpoint.untilTrue(async () => {
    await agent.poll();
    return (await keyOf()) !== before;
  }, 're-enrolled');
  assert.equal((await agent.poll()).kind, 'through', 'by the new key');
  await endpoint.untilTrue(async () => {
    await agent.poll();
    const actions = await platform.store.actions.list({ limit: 9 });
    return actions.every(({ state }) => state === 'done');
  }, 'reported');
  await endpoint.untilTrue(
    async () => (await platform.store.diagnostics.find(clientId)) !== undefined,
    'forwarded',
  );
});
