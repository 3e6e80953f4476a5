import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asId, type ClientId, isUuid } from '@causeway/contract';
import type { EnrollAnswer } from '@causeway/contract/client-messages';
import {
  getSignature,
  readSignatures,
  responseComponents,
  verifyContentDigest,
  verifySignature,
} from '@causeway/message-signatures';
import type { Reply, WireRequest } from '../testing/send.ts';
import {
  type Site,
  serveEndpoint,
  somePublishInput,
  testAddress,
  testTenant,
} from '../testing/serve-endpoint.ts';
import { TestClient } from '../testing/test-client.ts';

const oneUse = { uses: 1, validMs: 60_000 };

test('a new client is enrolled: it is told who it is and the key of config.ini', async () => {
  await using site = await serveEndpoint();
  await site.endpoint.publish(somePublishInput());
  const client = new TestClient(site);
  const reply = await client.enroll(await site.endpoint.createToken(oneUse));
  const answer: EnrollAnswer = JSON.parse(reply.body);
  const [key] = await site.store.signingKeys.list();
  assert.equal(reply.status, 201);
  assert.ok(isUuid(answer.clientId));
  assert.deepEqual(answer, {
    clientId: client.id,
    tenant: testTenant,
    signingKey: { id: key?.id, publicKey: key?.publicKey },
    revision: 1,
  });
  const record = await site.store.clients.find(asId<ClientId>(client.id));
  assert.equal(record?.publicKey, client.publicKey);
  assert.equal(record?.name, 'pc-anna');
  await site.endpoint.flush();
  const standing = await site.store.clients.standing(asId<ClientId>(client.id));
  assert.deepEqual(standing?.evidence, [{ address: testAddress, trust: 'none', at: site.at }]);
});

test('the answer is signed with the secret of the token, for this very request', async () => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const client = new TestClient(site);
  const request = client.signEnroll(token);
  const reply = await client.send(request);
  const secret = Buffer.from(token.token.split('.')[1] ?? '', 'base64url');
  verifyAnswer(reply, request, secret);
  const other = client.signEnroll(token);
  assert.throws(() => verifyAnswer(reply, other, secret), { code: 'SIGNATURE_WRONG' });
  assert.throws(() => verifyAnswer(reply, request, Buffer.alloc(32)), { code: 'SIGNATURE_WRONG' });
});

test('a token of another secret, an unknown, an expired and a used up one are refused', async () => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const wrongSecret = { token: `${token.id}.${Buffer.alloc(32).toString('base64url')}` };
  const unknown = { token: `nobody.${token.token.split('.')[1]}` };
  assertRefused(await new TestClient(site).enroll(wrongSecret), 401, 'SIGNATURE_WRONG');
  assertRefused(await new TestClient(site).enroll(unknown), 403, 'TOKEN_UNKNOWN');
  assert.equal((await new TestClient(site).enroll(token)).status, 201);
  assertRefused(await new TestClient(site).enroll(token), 403, 'TOKEN_USED_UP');
  site.at += 60_000;
  assertRefused(await new TestClient(site).enroll(token), 403, 'TOKEN_EXPIRED');
  assert.equal(await site.store.clients.count(), 1);
});

test('a body that was changed on the way is refused and takes no use', async () => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const client = new TestClient(site);
  const sent = JSON.stringify({ publicKey: client.publicKey, name: 'pc-eve', version: '1.0.0' });
  assertRefused(await client.enroll(token, { sent }), 401, 'CONTENT_DIGEST_WRONG');
  assert.equal((await site.store.tokens.find(token.id))?.usesLeft, 1);
});

test('a key that is not the one to be enrolled is refused, whoever names it', async () => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const [client, other] = [new TestClient(site), new TestClient(site)];
  assertRefused(await client.enroll(token, { keyId: other.publicKey }), 400, 'MESSAGE_INVALID');
  const [body, secret] = [
    JSON.stringify({ publicKey: other.publicKey, name: 'x', version: '1' }),
    token.token,
  ];
  const label = { keyId: token.id, secret: Buffer.from(secret.split('.')[1] ?? '', 'base64url') };
  const stolen = client.sign('/client/enroll', body, { keyId: other.publicKey }, label);
  assertRefused(await client.send(stolen), 401, 'SIGNATURE_WRONG');
  assert.equal(await site.store.clients.count(), 0);
});

test('a client whose reply was lost enrolls again, is the same, and takes no second use', async () => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const client = new TestClient(site);
  const [first, second] = [await client.enroll(token), await client.enroll(token)];
  assert.deepEqual([first.status, second.status], [201, 201]);
  assert.equal(first.body, second.body);
  assert.equal(await site.store.clients.count(), 1);
});

test('a recorded enrollment is refused', async () => {
  await using site = await serveEndpoint();
  const client = new TestClient(site);
  const request = client.signEnroll(await site.endpoint.createToken(oneUse));
  assert.equal((await client.send(request)).status, 201);
  assertRefused(await client.send(request), 401, 'REQUEST_REPLAYED');
});

test('whoever is refused too often waits for a minute, and others do not', async () => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const refused = { token: 'nobody.AAAA' };
  for (let count = 0; count < 20; count++)
    assertRefused(await new TestClient(site).enroll(refused), 403, 'TOKEN_UNKNOWN');
  const limited = await new TestClient(site).enroll(token);
  assertRefused(limited, 429, 'ENROLLMENT_LIMITED');
  assert.equal(limited.headers['retry-after'], '60');
  site.arrival = { ...site.arrival, remoteAddress: '192.0.2.2' };
  assert.equal((await new TestClient(site).enroll(token)).status, 201);
  site.arrival = { ...site.arrival, remoteAddress: '192.0.2.1' };
  site.at += 60_000;
  assertRefused(await new TestClient(site).enroll(refused), 403, 'TOKEN_UNKNOWN');
});

test('a refusal long ago does not make the limit any wider', async () => {
  await using site = await serveEndpoint();
  const refused = { token: 'nobody.AAAA' };
  assertRefused(await new TestClient(site).enroll(refused), 403, 'TOKEN_UNKNOWN');
  site.at += 61_000;
  for (let count = 0; count < 20; count++)
    assertRefused(await new TestClient(site).enroll(refused), 403, 'TOKEN_UNKNOWN');
  assertRefused(await new TestClient(site).enroll(refused), 429, 'ENROLLMENT_LIMITED');
});

test('faults of ours are not counted against the one who met them', async (t) => {
  await using site = await serveEndpoint();
  const token = await site.endpoint.createToken(oneUse);
  const find = t.mock.method(site.store.tokens, 'find', () => Promise.reject(new Error('disk full')));
  for (let count = 0; count < 25; count++)
    assertRefused(await new TestClient(site).enroll(token), 500, 'INTERNAL_FAULT');
  find.mock.restore();
  assert.equal(site.faults.length, 25);
  assert.equal((await new TestClient(site).enroll(token)).status, 201);
});

test('first enrollments at once are all told the same key, and it is the one that signs', async (t) => {
  await using site = await serveEndpoint();
  const list = site.store.signingKeys.list;
  // A store that takes its time: nobody has a key before all ten ask for it.
  t.mock.method(site.store.signingKeys, 'list', async () => {
    while ((await site.store.clients.count()) < 10) await nextTurn();
    const keys = await list();
    await nextTurn();
    return keys;
  });
  const token = await site.endpoint.createToken({ uses: 10, validMs: 60_000 });
  const replies = await Promise.all(Array.from({ length: 10 }, () => new TestClient(site).enroll(token)));
  const told = new Set(replies.map(({ body }) => (JSON.parse(body) satisfies EnrollAnswer).signingKey.id));
  await site.endpoint.publish(somePublishInput());
  assert.deepEqual([...told], (await site.store.revisions.current())?.keyIds);
});

test('a client is told the key of the file in force, even while a rotation was cut short', async (t) => {
  await using site = await serveEndpoint();
  await site.endpoint.publish(somePublishInput());
  await site.endpoint.rotateSigningKey();
  const append = t.mock.method(site.store.revisions, 'append', () => Promise.reject(new Error('killed')));
  await assert.rejects(site.endpoint.rotateSigningKey(), { message: 'killed' });
  append.mock.restore();
  const { signingKey, revision } = await introduced(site);
  const newest = await site.store.revisions.current();
  assert.equal(signingKey.id, newest?.keyIds[0]);
  assert.equal(revision, newest?.revision);
});

async function introduced(site: Site): Promise<EnrollAnswer> {
  return JSON.parse((await new TestClient(site).enroll(await site.endpoint.createToken(oneUse))).body);
}

function verifyAnswer({ headers, status, body }: Reply, request: WireRequest, secret: Buffer): void {
  const contentDigest = String(headers['content-digest']);
  verifyContentDigest(contentDigest, Buffer.from(body));
  const asked = getSignature(readSignatures(request.headers), 'token').value.toString('base64');
  const components = responseComponents({ status, contentDigest, requestSignature: asked });
  verifySignature(getSignature(readSignatures(headers), 'token'), components, { secret });
}

function assertRefused({ status, code }: Reply, expected: number, expectedCode: string): void {
  assert.deepEqual({ status, code }, { status: expected, code: expectedCode });
}
