import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ForeignAgent } from '../testing/foreign-agent.ts';
import { serveEndpoint } from '../testing/serve-endpoint.ts';
import { hashSharedSecret } from './shared-secret.ts';

const intervals = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const DEVICE = 'pc-anna-2026-11-23-10-00-00';
let secret: { user: string; passwordHash: string };
let other: { user: string; passwordHash: string };

before(async () => {
  secret = { user: 'agents', passwordHash: await hashSharedSecret('käse: und mehr') };
  other = { user: 'agents', passwordHash: await hashSharedSecret('another') };
});

function basic(user: string, password: string, encoding: BufferEncoding = 'utf8') {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`, encoding).toString('base64')}` };
}

async function serveSecret() {
  const settings = { ...intervals, secret };
  const site = await serveEndpoint({ foreignAgents: () => settings });
  return Object.assign(site, { settings });
}

test('without the secret an agent is asked for it, and nothing of it is kept', async () => {
  await using site = await serveSecret();
  const reply = await new ForeignAgent(site, DEVICE).inventory();
  assert.deepEqual([reply.status, reply.code], [401, 'FOREIGN_SECRET_MISSING']);
  // Agents take everything up to the last quote for the realm.
  assert.equal(reply.headers['www-authenticate'], 'Basic realm="Causeway"');
  const json = await ForeignAgent.ofGlpi(site, DEVICE).contact();
  assert.deepEqual([json.status, JSON.parse(json.text).status], [401, 'error']);
  const asked = await ForeignAgent.ofGlpi(site, DEVICE).say('', { method: 'GET' });
  assert.equal(asked.status, 401);
  assert.equal(await site.store.clients.count(), 0);
});

test('with the secret it is taken in, as UTF-8 or as Latin-1, and a hash is computed once', async () => {
  await using site = await serveSecret();
  const agent = new ForeignAgent(site, DEVICE);
  for (const encoding of ['utf8', 'latin1'] as const) {
    const headers = basic('agents', 'käse: und mehr', encoding);
    for (let count = 0; count < 30; count++) assert.equal((await agent.prolog({ headers })).status, 200);
  }
  site.settings.secret = other;
  const late = await agent.prolog({ headers: basic('agents', 'käse: und mehr') });
  assert.equal(
    late.code,
    'FOREIGN_SECRET_WRONG',
    'what passed once passes no more when the secret is another',
  );
});

test('what is wrong is refused, and too much of it for a minute, but not what is known to be right', async () => {
  await using site = await serveSecret();
  const agent = new ForeignAgent(site, DEVICE);
  const right = basic('agents', 'käse: und mehr');
  assert.equal((await agent.prolog({ headers: right })).status, 200);
  const wrong = [
    ...[basic('agents', ''), basic('agent', 'käse: und mehr'), basic('agents', 'käse')],
    ...[{ authorization: 'Basic' }, { authorization: 'Basic %%%' }, { authorization: 'Bearer abc' }],
    ...[{ authorization: `Basic ${Buffer.from('no colon').toString('base64')}` }, { authorization: '' }],
  ];
  for (const headers of wrong) {
    const { status, code } = await agent.inventory({}, { headers });
    assert.deepEqual([status, code], [401, 'FOREIGN_SECRET_WRONG'], headers.authorization);
  }
  const guesses = Array.from({ length: 20 }, (_, index) =>
    agent.prolog({ headers: { authorization: `Basic guess${index}` } }),
  );
  const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
  assert.deepEqual(statuses, [...Array(12).fill(401), ...Array(8).fill(429)]);
  const limited = await agent.prolog({ headers: basic('agents', 'once more') });
  assert.deepEqual(
    [limited.status, limited.code, limited.headers['retry-after']],
    [429, 'FOREIGN_SECRET_LIMITED', '60'],
  );
  assert.equal((await agent.prolog({ headers: right })).status, 200);
  site.at += 60_000;
  assert.equal((await agent.prolog({ headers: basic('agents', 'once more') })).status, 401);
});

test('agents that show the secret are not limited in number', async () => {
  await using site = await serveSecret();
  const headers = basic('agents', 'käse: und mehr');
  for (let count = 0; count < 602; count++)
    assert.equal((await new ForeignAgent(site, `pc-${count}`).prolog({ headers })).status, 200);
});
