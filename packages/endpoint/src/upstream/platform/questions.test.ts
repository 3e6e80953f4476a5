import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { EnrollAnswer } from '@causeway/contract/client-messages';
import {
  type EnrollRelay,
  type EnrollRelayAnswer,
  MAX_CLIENTS_ASKED,
} from '@causeway/contract/upstream-messages';
import {
  getSignature,
  readSignatures,
  responseComponents,
  verifySignature,
} from '@causeway/message-signatures';
import type { WireRequest } from '../../testing/send.ts';
import { enrolledClient, TestClient } from '../../testing/test-client.ts';
import {
  type PlatformSite,
  servePlatform,
  serverAddress,
  someSync,
} from '../testing/test-endpoint-server.ts';

const trust = 'ab'.repeat(32);
const uses = { uses: 1, validMs: 60_000 };

test('an endpoint server learns the keys and standings of the tenant’s own clients, and of nobody else', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const [client, retired] = [await enrolledClient(site), await enrolledClient(site)];
  await site.store.clients.setStanding(asId<ClientId>(retired.id), 'retired');
  const unknown = ['0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6f', '', '__proto__', server.id];
  const answer = await server.askVerified('clients', { ids: [client.id, retired.id, ...unknown] });
  const { clients } = answer as { clients: { id: string }[] };
  const expected = [
    { id: client.id, name: 'pc-anna', publicKey: client.publicKey, standing: 'enrolled' },
    { id: retired.id, name: 'pc-anna', publicKey: retired.publicKey, standing: 'retired' },
  ];
  assert.deepEqual(
    clients.sort((one, other) => (one.id < other.id ? -1 : 1)),
    expected,
  );
  const tooMany = Array(MAX_CLIENTS_ASKED + 1).fill('x');
  assert.equal((await server.ask('clients', { ids: tooMany })).code, 'MESSAGE_INVALID');
});

test('an enrollment that came to an endpoint server is carried to the platform, and its answer back', async () => {
  await using platform = await servePlatform();
  const { site } = platform;
  const client = new TestClient(site);
  const request = client.signEnroll(await site.endpoint.createToken(uses), { address: serverAddress });
  const answer = await relay(platform, request);
  const content = Buffer.from(answer.content, 'base64');
  assert.equal(answer.status, 201);
  assert.equal(answer.headers['content-length'], String(content.length));
  const { clientId }: EnrollAnswer = JSON.parse(content.toString());
  assert.ok(getSignature(readSignatures(answer.headers), 'token'));
  const standing = await site.store.clients.standing(asId<ClientId>(clientId));
  assert.equal(standing?.kind, 'native');
  assert.deepEqual(standing?.evidence, [{ address: serverAddress, trust, at: site.at }]);
});

test('the answer of a relayed enrollment proves to the client that the platform gave it', async () => {
  await using platform = await servePlatform();
  const token = await platform.site.endpoint.createToken(uses);
  const request = new TestClient(platform.site).signEnroll(token, { address: serverAddress });
  const { status, headers } = await relay(platform, request);
  const secret = Buffer.from(token.token.split('.')[1] ?? '', 'base64url');
  const requestSignature = getSignature(readSignatures(request.headers), 'token').value.toString('base64');
  const contentDigest = headers['content-digest'] ?? '';
  const components = responseComponents({ status, contentDigest, requestSignature });
  verifySignature(getSignature(readSignatures(headers), 'token'), components, { secret });
});

test('at an address that is not its own a relayed enrollment is no evidence', async () => {
  await using platform = await servePlatform();
  const { site } = platform;
  const address = 'https://inventory.acme.example:443';
  const request = new TestClient(site).signEnroll(await site.endpoint.createToken(uses), { address });
  const answer = await relay(platform, request, { address });
  const { clientId }: EnrollAnswer = JSON.parse(Buffer.from(answer.content, 'base64').toString());
  assert.deepEqual((await site.store.clients.standing(asId<ClientId>(clientId)))?.evidence, []);
});

test('refusals of a relayed enrollment are for the client to hear', async () => {
  await using platform = await servePlatform();
  const { site } = platform;
  const signed = async (overrides: object = {}, purpose: 'client' | 'endpoint-server' = 'client') => {
    const token = await site.endpoint.createToken({ ...uses, purpose });
    return new TestClient(site).signEnroll(token, { address: serverAddress, ...overrides });
  };
  const once = await signed();
  const codes = [
    await codeOf(platform, await signed({}, 'endpoint-server')),
    await codeOf(platform, await signed({ address: 'https://other.acme.example:443' })),
    await codeOf(platform, await signed({ sent: '{}' })),
    await codeOf(platform, await signed({ sent: 'x'.repeat(40_000) })),
    await codeOf(platform, once),
    await codeOf(platform, once),
  ];
  assert.deepEqual(codes, [
    ...['403 TOKEN_PURPOSE_WRONG', '401 SIGNATURE_WRONG', '401 CONTENT_DIGEST_WRONG'],
    ...['413 MESSAGE_TOO_LARGE', '201', '401 REQUEST_REPLAYED'],
  ]);
  const late = await relay(platform, await signed({ created: site.at / 1000 + 1_000 }));
  assert.match(late.headers.date ?? '', / GMT$/, 'a client corrects its clock by it');
  assert.equal(late.status, 401);
});

test('a token of purpose endpoint-server makes an endpoint server, and one of purpose client a client', async () => {
  await using platform = await servePlatform();
  const { site, server } = platform;
  const client = await enrolledClient(site);
  const kinds = await site.store.clients.findMany([asId<ClientId>(client.id), server.clientId]);
  assert.deepEqual(
    new Map(kinds.map(({ id, kind }) => [id as string, kind])),
    new Map<string, string>([
      [client.id, 'native'],
      [server.id, 'endpoint-server'],
    ]),
  );
});

test('a verdict is asked of the registry, after all evidence so far is kept', async (t) => {
  await using platform = await servePlatform();
  const { site, server, registry } = platform;
  const client = await enrolledClient(site);
  await site.endpoint.flush();
  site.at += 1_000;
  assert.equal((await client.prove()).status, 204);
  const lastSeen: (number | null | undefined)[] = [];
  const judge = registry.judge.bind(registry);
  t.mock.method(registry, 'judge', async (...asked: Parameters<typeof judge>) => {
    lastSeen.push((await site.store.clients.find(asId<ClientId>(client.id)))?.lastSeenAt);
    return judge(...asked);
  });
  const finding = { severity: 'error', code: 'X', seen: 'a', expected: 'b', remedy: 'c' } as const;
  registry.verdict = { findings: [finding] };
  const answer = await server.askVerified('judge', { site: someSync.proposed, chainPem: null });
  assert.deepEqual(answer, { findings: [finding] });
  assert.deepEqual(registry.judged, [{ site: someSync.proposed, chainPem: null }]);
  assert.deepEqual(lastSeen, [site.at]);
});

async function relay(
  { server }: PlatformSite,
  { headers, body = '' }: WireRequest,
  { address = serverAddress }: { readonly address?: string } = {},
): Promise<EnrollRelayAnswer> {
  const content = Buffer.from(body).toString('base64');
  const message: EnrollRelay = { address, trust, headers: { ...headers }, content };
  return (await server.askVerified('enroll', message)) as EnrollRelayAnswer;
}

async function codeOf(platform: PlatformSite, request: WireRequest): Promise<string> {
  const { status, content } = await relay(platform, request);
  const { error } = JSON.parse(Buffer.from(content, 'base64').toString());
  return error === undefined ? String(status) : `${status} ${error.code}`;
}
