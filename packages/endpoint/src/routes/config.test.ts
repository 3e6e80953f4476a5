import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { send } from '../testing/send.ts';
import { type Site, serveEndpoint, somePublishInput, testAddress } from '../testing/serve-endpoint.ts';
import { enrolledClient, type TestClient } from '../testing/test-client.ts';

const get = { method: 'GET', path: '/config.ini', headers: {} };

test('config.ini is served to anybody, byte for byte, and is no evidence', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const { file } = await site.endpoint.publish(somePublishInput());
  const before = await keptOf(site, client);
  site.at += 1_000;
  const reply = await send(site.port, get);
  assert.equal(reply.status, 200);
  assert.equal(reply.body, file.toString());
  assert.equal(reply.headers.etag, '"r1"');
  assert.equal(reply.headers['content-type'], 'text/plain; charset=utf-8');
  assert.deepEqual(await keptOf(site, client), before);
});

test('whoever has the file is told so with 304', async () => {
  await using site = await serveEndpoint();
  await site.endpoint.publish(somePublishInput());
  const held = { ...get, headers: { 'if-none-match': '"r0", "r1"' } };
  const reply = await send(site.port, held);
  assert.deepEqual([reply.status, reply.body, reply.headers.etag], [304, '', '"r1"']);
  await site.endpoint.publish(somePublishInput());
  assert.equal((await send(site.port, held)).status, 200);
});

test('HEAD tells the same without the file, and hands nothing out', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const { file } = await site.endpoint.publish(somePublishInput());
  const reply = await client.config({ method: 'HEAD' });
  assert.deepEqual([reply.status, reply.body], [200, '']);
  assert.equal(reply.headers['content-length'], String(file.length));
  assert.equal((await keptOf(site, client)).record?.fetchedRevision, 0);
});

test('with a good signature it is evidence, and the revision counts as fetched', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  await site.endpoint.publish(somePublishInput());
  site.at += 1_000;
  assert.equal((await client.config()).status, 200);
  const { record, standing } = await keptOf(site, client);
  assert.equal(record?.fetchedRevision, 1);
  assert.deepEqual(standing?.evidence, [{ address: testAddress, trust: 'none', at: site.at }]);
});

test('with a signature that is wrong, late, recorded or no such thing it is served without evidence', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const other = await enrolledClient(site);
  await site.endpoint.publish(somePublishInput());
  const before = await keptOf(site, client);
  site.at += 1_000;
  const requests = [
    client.sign('/config.ini', undefined, { method: 'GET', address: 'https://inventory.acme.example:443' }),
    client.sign('/config.ini', undefined, { method: 'GET', created: site.at / 1000 - 301 }),
    other.sign('/config.ini', undefined, { method: 'GET', keyId: client.id }),
    { ...get, headers: { 'signature-input': 'sig=(', signature: 'nonsense' } },
    { ...get, headers: { 'signature-input': 'sig=()' } },
  ];
  for (const request of requests) assert.equal((await client.send(request)).status, 200);
  assert.deepEqual(await keptOf(site, client), before);
  const recorded = client.sign('/config.ini', undefined, { method: 'GET' });
  await client.send(recorded);
  const afterwards = await keptOf(site, client);
  site.at += 1_000;
  assert.equal((await client.send(recorded)).status, 200);
  assert.deepEqual(await keptOf(site, client), afterwards);
});

test('with ?key= it is the newest file that this key signed', async () => {
  await using site = await serveEndpoint();
  await site.endpoint.publish(somePublishInput());
  const [first = ''] = (await site.store.revisions.current())?.keyIds ?? [];
  await site.endpoint.rotateSigningKey();
  await site.endpoint.rotateSigningKey();
  const reply = await send(site.port, { ...get, path: `/config.ini?key=${first}` });
  assert.equal(reply.headers.etag, '"r2"');
  assert.equal((await send(site.port, get)).headers.etag, '"r3"');
});

test('while there is no such file it is 503, and said when to come back', async () => {
  await using site = await serveEndpoint();
  const nothing = await send(site.port, get);
  await site.endpoint.publish(somePublishInput());
  const unknown = await send(site.port, { ...get, path: '/config.ini?key=0123456789abcdef' });
  const empty = await send(site.port, { ...get, path: '/config.ini?key=' });
  for (const { status, code, headers } of [nothing, unknown, empty]) {
    assert.deepEqual([status, code, headers['retry-after']], [503, 'CONFIG_NOT_PUBLISHED', '60']);
  }
});

test('a store that fails once is asked again', async (t) => {
  await using site = await serveEndpoint();
  const current = t.mock.method(site.store.revisions, 'current', () => Promise.reject(new Error('busy')));
  assert.equal((await send(site.port, get)).code, 'INTERNAL_FAULT');
  current.mock.restore();
  await site.endpoint.publish(somePublishInput());
  assert.equal((await send(site.port, get)).status, 200);
});

async function keptOf(site: Site, { id }: TestClient) {
  await site.endpoint.flush();
  const clientId = asId<ClientId>(id);
  const { clients } = site.store;
  return { record: await clients.find(clientId), standing: await clients.standing(clientId) };
}
