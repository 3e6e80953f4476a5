import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { readSignatures } from '@causeway/message-signatures';
import fc from 'fast-check';
import type { Reply, WireRequest } from '../testing/send.ts';
import { type Site, serveEndpoint } from '../testing/serve-endpoint.ts';
import { enrolledClient, TestClient } from '../testing/test-client.ts';

type Mutation = (text: string) => string;
const parts = ['signature-input', 'signature', 'content-digest', 'body'] as const;

/** More than we read of a field, and less than node:http takes for all of them (16 KiB, then 431 without us). */
const MOST_CHARACTERS = 4_500;

/** All that a field may hold (RFC 9110 section 5.5), and what structured fields are made of more often. */
const character = fc.oneof(
  fc.constantFrom(...'"\\:;,=()?*-. \t09azAZ'),
  fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
);
const text = fc.array(character, { maxLength: 60 }).map((characters) => characters.join(''));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  text.map((replacement) => () => replacement),
  fc.tuple(share, text).map(
    ([at, inserted]) =>
      (before: string) =>
        splice(before, at, 0, inserted),
  ),
  fc.tuple(share, character).map(
    ([at, instead]) =>
      (before: string) =>
        splice(before, at, 1, instead),
  ),
  fc.tuple(share, fc.nat(20)).map(
    ([at, count]) =>
      (before: string) =>
        splice(before, at, count, ''),
  ),
  fc.tuple(share, fc.nat(9)).map(
    ([at, digit]) =>
      (before: string) =>
        moveNumber(before, at, digit),
  ),
  fc.constant((before: string) => `${before}, ${before}`),
  fc.integer({ min: 1, max: 300 }).map((times) => (before: string) => before.repeat(times)),
);
const mutations = fc.array(fc.tuple(fc.constantFrom(...parts), mutation), { minLength: 1, maxLength: 3 });

test('a request that was changed in any way is refused with a code, and nothing else happens', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const token = await site.endpoint.createToken({ uses: 1_000, validMs: 60_000 });
  const makers = [
    () => client.signPoll(),
    () => client.sign('/client/inventory', '{"cpu":"x"}'),
    () => client.sign('/client/prove', ''),
    () => new TestClient(site).signEnroll(token),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...makers), mutations, async (make, changes) => {
      const honest = make();
      const request = changes.reduce(change, honest);
      fc.pre(essenceOf(request) !== essenceOf(honest));
      useFreshAddress(site);
      assertRefused(await client.send(request));
    }),
    { numRuns: 500 },
  );
  await assertUntouched(site, client);
  assert.equal((await site.store.tokens.find(token.id))?.usesLeft, 1_000);
});

test('content that is well signed and is no message is refused with a code', async () => {
  await using site = await serveEndpoint();
  const client = await enrolledClient(site);
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((json) => Buffer.from(json)),
  );
  const path = fc.constantFrom('/client/poll', '/client/enroll');
  await fc.assert(
    fc.asyncProperty(path, content, async (to, body) => {
      useFreshAddress(site);
      assertRefused(await client.send(client.sign(to, body)));
    }),
    { numRuns: 200 },
  );
  await assertUntouched(site, client);
});

function change(
  request: WireRequest,
  [part, mutate]: readonly [(typeof parts)[number], Mutation],
): WireRequest {
  if (part === 'body') return { ...request, body: mutate(String(request.body)) };
  const field = mutate(request.headers[part] ?? '').slice(0, MOST_CHARACTERS);
  return { ...request, headers: { ...request.headers, [part]: field } };
}

/** What is signed and what signs it: spaces around a field and between its members are nobody's business. */
function essenceOf({ headers: sent, body }: WireRequest): string {
  try {
    const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, value.trim()]));
    const signatures = [...readSignatures(headers)].filter(([label]) => ['sig', 'token'].includes(label));
    const claims = signatures.map(([label, { input, value }]) => [label, input, value.toString('base64')]);
    return JSON.stringify([claims.sort(), headers['content-digest'], String(body)]);
  } catch {
    return 'unreadable';
  }
}

function splice(before: string, share: number, count: number, inserted: string): string {
  const at = Math.floor(share * before.length);
  return before.slice(0, at) + inserted + before.slice(at + count);
}

/** Another digit for the next digit after a place: times, lengths, base64. */
function moveNumber(before: string, share: number, digit: number): string {
  const at = Math.floor(share * before.length);
  return before.slice(0, at) + before.slice(at).replace(/\d/, String(digit));
}

/** So that the limit for enrollments does not hide what is behind it. */
let addresses = 0;
function useFreshAddress(site: Site): void {
  site.arrival = { ...site.arrival, remoteAddress: `host ${addresses++}` };
}

function assertRefused({ status, code, body }: Reply): void {
  assert.ok(status >= 400 && status < 500, `${status} ${body}`);
  assert.match(code ?? '', /^[A-Z][A-Z0-9_]+$/);
}

async function assertUntouched(site: Site, client: TestClient): Promise<void> {
  assert.deepEqual(site.faults, []);
  assert.equal(await site.store.clients.count(), 1);
  const id = asId<ClientId>(client.id);
  assert.equal(await site.store.inventories.find(id), undefined);
  site.at += 1_000;
  await site.endpoint.flush();
  assert.equal((await site.store.clients.find(id))?.lastSeenAt, site.at - 1_000);
  assert.equal((await client.poll()).status, 204);
}
