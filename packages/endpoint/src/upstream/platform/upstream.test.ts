import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { upstreamPaths } from '@causeway/contract/upstream-messages';
import type { Reply } from '../../testing/send.ts';
import { serveEndpoint } from '../../testing/serve-endpoint.ts';
import { enrolledClient } from '../../testing/test-client.ts';
import { servePlatform, signatureOf, someSync } from '../testing/test-endpoint-server.ts';
import { verifyPlatformAnswer } from '../verify-platform-answer.ts';

const paths = Object.keys(upstreamPaths) as (keyof typeof upstreamPaths)[];

test('without a registry there is nothing at the paths of endpoint servers', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  for (const path of Object.values(upstreamPaths))
    assertRefused(await client.send(client.sign(path, '{}')), 404, 'PATH_UNKNOWN');
});

test('a client is no endpoint server, and whoever is unknown or does not sign is nobody', async () => {
  await using platform = await servePlatform();
  const client = await enrolledClient(platform.site);
  for (const path of paths) {
    assertRefused(await client.send(client.sign(upstreamPaths[path], '{}')), 403, 'ENDPOINT_SERVER_UNKNOWN');
    const { server } = platform;
    const keyId = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f';
    assertRefused(await server.ask(path, {}, { keyId }), 403, 'CLIENT_UNKNOWN');
    assertRefused(await server.ask(path, {}, { keyId: client.id }), 401, 'SIGNATURE_WRONG');
    assertRefused(await server.ask(path, {}, { sent: '{"a":1}' }), 401, 'CONTENT_DIGEST_WRONG');
    const { privateKey } = generateKeyPairSync('ed25519');
    assertRefused(await server.ask(path, {}, { privateKey }), 401, 'SIGNATURE_WRONG');
  }
});

test('an endpoint server polls and proves as a client does, and has no inventory', async () => {
  await using platform = await servePlatform();
  const { client } = platform.server;
  assert.deepEqual([(await client.poll()).status, (await client.prove()).status], [200, 204]);
  assertRefused(await client.inventory('{}'), 403, 'CLIENTS_ONLY');
});

test('until it is authorized an endpoint server may sync and nothing else; a retired one may deliver too', async () => {
  await using platform = await servePlatform();
  const { server, registry } = platform;
  const codesIn = async (state: 'pending' | 'retired' | undefined) => {
    if (state === undefined) registry.states.delete(server.id);
    else registry.states.set(server.id, state);
    const replies = [await server.batch({}), await server.ask('clients', { ids: [] })];
    replies.push(await server.ask('enroll', {}), await server.ask('judge', {}), await server.sync());
    return replies.map(({ code, status }) => code ?? status);
  };
  const pending = 'ENDPOINT_SERVER_PENDING';
  assert.deepEqual(await codesIn(undefined), [pending, pending, pending, pending, 200]);
  assert.deepEqual(await codesIn('pending'), [pending, pending, pending, pending, 200]);
  const retired = 'ENDPOINT_SERVER_RETIRED';
  assert.deepEqual(await codesIn('retired'), [200, retired, retired, retired, 200]);
});

test('what an endpoint server asks is evidence of its own way', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  site.at += 5_000;
  assert.equal((await server.sync()).status, 200);
  await site.endpoint.flush();
  const standing = await site.store.clients.standing(server.clientId);
  assert.deepEqual(standing?.evidence, [{ address: site.arrival.address, trust: 'none', at: site.at }]);
});

test('an answer is signed for its very request, by a key of config.ini', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const request = server.client.sign(upstreamPaths.sync, JSON.stringify({ ...someSync, isUrgent: true }));
  const reply = await server.client.send(request);
  const said = await server.verify(reply, request);
  assert.deepEqual(said, {
    ...{ contract: 1, tenantName: 'acme', name: 'pc-anna', state: 'authorized', revision: 1 },
    ...{ changedClients: [], standingsAt: 0 },
  });
  const keys = await site.store.signingKeys.list();
  const other = server.client.sign(upstreamPaths.sync, JSON.stringify({ ...someSync, isUrgent: true }));
  const check = (parts: Partial<typeof answer>, requestSignature = signatureOf(request), known = keys) =>
    verifyPlatformAnswer({ ...answer, ...parts }, { requestSignature, keys: known });
  const answer = { status: reply.status, headers: reply.headers, body: Buffer.from(reply.body) };
  const { 'signature-input': _input, ...unsigned } = reply.headers;
  const { 'content-digest': _digest, ...undigested } = reply.headers;
  const untrusted = { code: 'UPSTREAM_ANSWER_UNTRUSTED' };
  assert.throws(() => check({}, signatureOf(other)), untrusted, 'to another request');
  assert.throws(() => check({ body: Buffer.from('{}') }), untrusted, 'of another content');
  assert.throws(() => check({ status: 201 }), untrusted, 'of another status');
  assert.throws(() => check({ headers: unsigned }), untrusted, 'without a signature');
  assert.throws(() => check({ headers: undigested }), untrusted, 'without a digest');
  const [first] = keys;
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
  const forged = [{ id: first?.id ?? '', publicKey: Buffer.from(publicKey, 'base64url').toString('base64') }];
  const asKnown = (known: typeof forged) =>
    verifyPlatformAnswer(answer, { requestSignature: signatureOf(request), keys: known });
  assert.throws(() => asKnown(forged), untrusted, 'by another key of that id');
  assert.throws(() => asKnown([]), { code: 'UPSTREAM_KEY_UNKNOWN' });
});

test('through a whole rotation, whoever holds the newest file or the one before it knows the key', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const signedBy = async () => {
    const request = server.client.sign(upstreamPaths.clients, '{"ids":[]}');
    const reply = await server.client.send(request);
    await server.verify(reply, request);
    return /keyid="([0-9a-f]{16})"/.exec(String(reply.headers['signature-input']))?.[1] ?? '';
  };
  for (let step = 0; step < 4; step++) {
    const before = (await site.store.revisions.current())?.keyIds ?? [];
    await site.endpoint.rotateSigningKey();
    const newest = (await site.store.revisions.current())?.keyIds ?? [];
    const key = await signedBy();
    assert.ok(newest.includes(key) && before.includes(key), `step ${step}`);
  }
});

test('a message that is older than what the platform takes is told so, and a newer one is answered', async () => {
  await using platform = await servePlatform();
  const { server } = platform;
  assertRefused(await server.sync({ contract: 0 }), 400, 'UPSTREAM_CONTRACT_UNKNOWN');
  assertRefused(await server.batch({ contract: 0 }), 400, 'UPSTREAM_CONTRACT_UNKNOWN');
  const later = { ...someSync, isUrgent: true, contract: 99, later: [{ more: 1 }] };
  const answer = await server.askVerified('sync', later);
  assert.equal((answer as { contract: number }).contract, 1);
});

function assertRefused({ status, code }: Reply, expected: number, expectedCode: string): void {
  assert.deepEqual({ status, code }, { status: expected, code: expectedCode });
}
