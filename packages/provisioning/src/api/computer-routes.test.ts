import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditView, ComputerDetailsView, ComputerView, PageView } from '@causeway/contract/admin';
import { type ComputerInventory, fingerprintOf } from '@causeway/contract/inventory';
import { someClient, someToken } from '@causeway/store/testing';
import { freePorts } from '@causeway/testkit';
import { startSignedInApi } from '../testing/signed-in-api.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const at = '/api/v1/tenants/acme';

/** A tenant with one computer that reported. */
async function startApi() {
  const api = await startSignedInApi(() => NOW);
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  const ports = { httpPort, httpsPort };
  const { tenants } = api.provisioning;
  await tenants.create({ name: 'acme', hostname: 'acme.localhost', binding: 'http', ...ports });
  const store = api.tenantStores.get((await tenants.get('acme')).id) ?? assert.fail('not opened');
  const [token, client] = [someToken(), someClient()];
  await store.tokens.add(token);
  await store.clients.enroll(client, token.id, 0);
  const reported = {
    clientId: client.id,
    receivedAt: NOW,
    address: client.lastAddress ?? 'http://acme.localhost:80',
  };
  await store.inventories.put({ ...reported, format: 'native', document: documentOf(inventory) });
  return api;
}

const inventory: ComputerInventory = {
  hardware: { hostname: 'anna-pc', memoryBytes: 17_179_869_184 },
  operatingSystem: { family: 'linux', name: 'Debian GNU/Linux', version: '13' },
  software: [
    { name: 'bash', version: '5.2', source: 'dpkg' },
    { name: '=cmd', version: '1', source: 'dpkg' },
  ],
};

function documentOf(given: ComputerInventory): string {
  const fingerprint = fingerprintOf(given);
  const head = { format: 2, kind: 'full', collectedAt: NOW, fingerprint, collectors: [] };
  return JSON.stringify({ ...head, inventory: given });
}

type Api = Awaited<ReturnType<typeof startApi>>;

async function get(api: Api, path: string, headers: Readonly<Record<string, string>> = {}) {
  return api.ask({ method: 'GET', path: `${at}${path}`, headers });
}

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

test('what a client reported is listed, shown, found by its software and exported', async () => {
  await using api = await startApi();
  const list: PageView<ComputerView> = JSON.parse(
    (await get(api, "/computers?filter=osFamily%20eq%20'linux'")).text,
  );
  assert.deepEqual(
    list.rows.map(({ name }) => name),
    ['anna-pc'],
  );
  const shown: ComputerDetailsView = JSON.parse((await get(api, '/computers/anna-pc')).text);
  assert.deepEqual(shown.inventory.operatingSystem, inventory.operatingSystem);
  assert.equal(shown.softwareCount, 2);
  const software = JSON.parse((await get(api, '/software?search=bas')).text);
  const having = JSON.parse((await get(api, `/software/${software.rows[0].id}/computers`)).text);
  assert.equal(having.rows[0].id, shown.id);
  const csv = await get(api, '/installations?format=csv');
  assert.match(csv.text, /,'=cmd,1,/);
  assert.equal((await get(api, '/changes?format=jsonl')).text.trimEnd().split('\n').length, 1);
  const feed = JSON.parse((await get(api, '/odata/Computers?$select=name,memoryBytes')).text);
  assert.deepEqual(feed.value, [{ name: 'anna-pc', memoryBytes: 17_179_869_184 }]);
});

test('archive and restore are audited under the name of the tenant', async () => {
  await using api = await startApi();
  const post = (path: string, body?: object) => api.ask({ method: 'POST', path: `${at}${path}`, body });
  const reason = { reason: 'went to the museum' };
  assert.equal(JSON.parse((await post('/computers/anna-pc/archive', reason)).text).archivedAt, NOW);
  assert.equal(JSON.parse((await get(api, '/computers')).text).rows.length, 0);
  assert.equal(JSON.parse((await post('/computers/anna-pc/restore')).text).archivedAt, null);
  const audit: AuditView[] = JSON.parse(
    (await api.ask({ method: 'GET', path: '/api/v1/audit?limit=2' })).text,
  );
  assert.deepEqual(
    audit.map(({ actor, action, subject, outcome, detail }) => [actor, action, subject, outcome, detail]),
    [
      ['ada', 'computer.restore', 'acme/anna-pc', 'done', null],
      ['ada', 'computer.archive', 'acme/anna-pc', 'done', reason],
    ],
  );
});

test('a spreadsheet may send the API token as a password, for feeds and files alone', async () => {
  await using api = await startApi();
  const status = async (path: string, headers: Readonly<Record<string, string>>) =>
    (await get(api, path, headers)).status;
  const right = basic(`anyone:${api.secret}`);
  for (const path of ['/odata', '/odata/', '/odata/$metadata', '/odata/Computers', '/odata/Computers/$count'])
    assert.equal(await status(path, right), 200, path);
  for (const path of ['/computers?format=csv', '/software?format=jsonl', '/changes?format=csv'])
    assert.equal(await status(path, right), 200, path);
  assert.equal(await status('/computers', { ...right, accept: 'text/csv' }), 200);
  assert.equal(await status('/odata', basic(`:${api.secret}`)), 200);
  for (const path of [
    '/computers',
    '/computers?format=json',
    '/computers/anna-pc',
    '/clients',
    '/duplicates',
  ])
    assert.equal(await status(path, right), 401, path);
  assert.equal(
    (await api.ask({ method: 'POST', path: `${at}/computers/1/archive`, headers: right })).status,
    401,
  );
  assert.equal((await api.ask({ method: 'GET', path: '/api/v1/tenants', headers: right })).status, 401);
});

test('nothing but the token as the password opens the feed, a cookie beside it neither', async () => {
  await using api = await startApi();
  const cookie = `__Host-causeway_session=${api.secret}`;
  const wrong = [basic('ada:wrong'), basic(api.secret), basic(`${api.secret}:`), { authorization: 'Basic' }];
  for (const headers of [...wrong, { authorization: 'Basic !!!' }, basic(`ada:${api.secret} `)]) {
    const answer = await get(api, '/odata/Computers', { ...headers, cookie });
    assert.equal(answer.status, 401, headers.authorization);
    assert.match(String(answer.headers['www-authenticate']), /^Basic realm=/);
    assert.equal(JSON.parse(answer.text).error.code, 'SIGNED_OUT');
  }
  const challengeOf = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await get(api, path, { ...wrong[0], ...headers });
    assert.equal(answer.status, 401, path);
    return answer.headers['www-authenticate'];
  };
  assert.match(String(await challengeOf('/computers?format=csv')), /^Basic realm=/);
  assert.equal(await challengeOf('/computers?format=csv', { 'sec-fetch-mode': 'navigate' }), undefined);
  assert.equal(await challengeOf('/computers'), undefined, 'where Basic is not taken it is not asked for');
});

test('the feed of a tenant that is not there is refused as OData says it', async () => {
  await using api = await startApi();
  const answer = await api.ask({ method: 'GET', path: '/api/v1/tenants/nosuch/odata/Computers' });
  assert.equal(answer.status, 404);
  const { error } = JSON.parse(answer.text);
  assert.deepEqual([error.code, error.innererror.kind], ['TENANT_NOT_FOUND', 'not-found']);
  assert.match(error.message, /nosuch/);
});
