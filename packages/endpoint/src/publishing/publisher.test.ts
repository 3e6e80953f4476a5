import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Held,
  type PublicSigningKey,
  parseConfig,
  type VerifiedConfig,
  verifyConfig,
} from '@causeway/config-file';
import { createTestCa } from '@causeway/testkit';
import { MemoryEndpointStore } from '../testing/memory-endpoint-store.ts';
import { somePublishedServer, somePublishInput, startedAt, testTenant } from '../testing/serve-endpoint.ts';
import { Publisher } from './publisher.ts';
import { publicPart } from './signing-keys.ts';

const DAY_MS = 86_400_000;

function open() {
  const clock = { at: startedAt };
  const store = new MemoryEndpointStore();
  const options = { tenantId: testTenant, store, now: () => clock.at };
  return { clock, store, options, publisher: new Publisher(options) };
}

test('a file says what was asked for, and is verified by the key that new clients are told', async () => {
  const { publisher, clock } = open();
  const { certificatePem, sha256 } = createTestCa({ name: 'Acme' });
  const addresses = ['https://inventory.acme.example:443', 'http://inventory.acme.example:80'] as const;
  const anchors = [{ name: 'acme', sha256, certificatePem }];
  const served = await publisher.publish(
    somePublishInput({
      endpointServers: [{ ...somePublishedServer, addresses, trust: anchors.map(({ name }) => name) }],
      anchors,
    }),
  );
  const { signingKey, revision } = await publisher.introduce();
  const held: Held = { tenant: testTenant, keys: [signingKey], revision };
  const { config, stale } = verifyConfig(served.file, held, clock.at);
  assert.equal(stale, false);
  assert.equal(config.revision, served.revision);
  assert.deepEqual([config.issued, config.expires], [clock.at, clock.at + 30 * DAY_MS]);
  assert.deepEqual(config.endpointServers[0]?.addresses, addresses);
  assert.deepEqual(config.endpointServers[0]?.trust, ['acme']);
  assert.equal(config.anchors[0]?.sha256, sha256);
});

test('what clients would refuse is not published', async () => {
  const { publisher, store } = open();
  const addresses = ['https://inventory.acme.example:443'] as const;
  await assert.rejects(
    publisher.publish(somePublishInput({ endpointServers: [{ ...somePublishedServer, addresses }] })),
    { code: 'CONFIG_ANCHOR_MISSING' },
  );
  assert.equal(await store.revisions.current(), undefined);
  assert.equal((await publisher.publish(somePublishInput())).revision, 1);
});

test('publishes at once go one after the other, each with a revision of its own', async () => {
  const { publisher, store } = open();
  const inputs = Array.from({ length: 10 }, (_, index) =>
    somePublishInput({ pollingIntervalSeconds: 100 + index }),
  );
  const served = await Promise.all(inputs.map((input) => publisher.publish(input)));
  assert.deepEqual(
    served.map(({ revision, file }) => [revision, parseConfig(file).config.pollingInterval]),
    inputs.map(({ pollingIntervalSeconds }, index) => [index + 1, pollingIntervalSeconds]),
  );
  assert.equal((await publisher.current())?.revision, 10);
  assert.equal((await store.signingKeys.list()).length, 1);
});

test('revisions go on where they were after a restart', async () => {
  const { publisher, options } = open();
  await publisher.publish(somePublishInput());
  assert.equal((await new Publisher(options).publish(somePublishInput())).revision, 2);
});

test('a file that cannot be kept is not served, and the next one is', async (t) => {
  const { publisher, store } = open();
  await publisher.publish(somePublishInput());
  const append = t.mock.method(store.revisions, 'append', () => Promise.reject(new Error('disk full')));
  await assert.rejects(publisher.publish(somePublishInput()), { message: 'disk full' });
  append.mock.restore();
  assert.equal((await publisher.current())?.revision, 1);
  assert.equal((await publisher.publish(somePublishInput())).revision, 2);
});

test('a file is published again when two thirds of its time are gone, and not before', async () => {
  const { publisher, clock } = open();
  await publisher.ensureFresh();
  assert.equal(await publisher.current(), undefined, 'there is nothing to publish again');
  const first = await publisher.publish(somePublishInput({ validityMs: 30 * DAY_MS }));
  clock.at += 20 * DAY_MS - 1;
  await publisher.ensureFresh();
  assert.equal((await publisher.current())?.revision, 1);
  clock.at += 1;
  await Promise.all([publisher.ensureFresh(), publisher.ensureFresh()]);
  const second = await publisher.current();
  assert.equal(second?.revision, 2);
  const [before, after] = [first.file, second.file].map((file) => parseConfig(file).config);
  const times = { issued: clock.at, expires: clock.at + 30 * DAY_MS };
  assert.deepEqual(after, { ...before, ...times, revision: 2 });
});

test('a rotation announces a key in a file that both sign, and then lets it take over', async () => {
  const { publisher, store } = open();
  await publisher.publish(somePublishInput());
  const { current, next } = await publisher.rotate();
  const announcing = await store.revisions.current();
  assert.ok(next);
  assert.deepEqual(announcing?.keyIds, [current.id, next.id]);
  assert.deepEqual(parseConfig(announcing.file).config.nextKey, publicPart(next));
  await publisher.publish(somePublishInput());
  assert.deepEqual((await store.revisions.current())?.keyIds, [current.id, next.id]);
  const after = await publisher.rotate();
  assert.deepEqual([after.current.id, after.next], [next.id, undefined]);
  const taken = await store.revisions.current();
  assert.deepEqual(taken?.keyIds, [next.id]);
  assert.equal(parseConfig(taken.file).config.nextKey, undefined);
  const roles = (await store.signingKeys.list()).map(({ id, role }) => [id, role]);
  assert.deepEqual(
    new Map(roles.map(([id, role]) => [id, role])),
    new Map([
      [current.id, 'former'],
      [next.id, 'current'],
    ]),
  );
});

test('a key does not take over before a file that announces it was published', async (t) => {
  const { publisher, store, options } = open();
  await publisher.publish(somePublishInput());
  const { signingKey, revision } = await publisher.introduce();
  const append = t.mock.method(store.revisions, 'append', () => Promise.reject(new Error('killed')));
  await assert.rejects(publisher.rotate(), { message: 'killed' });
  append.mock.restore();
  const restarted = new Publisher(options);
  const { current, next } = await restarted.rotate();
  assert.equal(current.id, signingKey.id);
  assert.deepEqual((await store.revisions.current())?.keyIds, [current.id, next?.id]);
  await restarted.rotate();
  const walked = await walk(restarted, { tenant: testTenant, keys: [signingKey], revision });
  assert.equal(walked.config.revision, (await restarted.current())?.revision);
});

test('nor while nothing is published at all', async () => {
  const { publisher } = open();
  const { signingKey, revision } = await publisher.introduce();
  for (let step = 0; step < 3; step++) await publisher.rotate();
  await publisher.publish(somePublishInput());
  await publisher.rotate();
  const walked = await walk(publisher, { tenant: testTenant, keys: [signingKey], revision });
  assert.equal(walked.config.revision, 2);
});

for (const published of ['nothing', 'a file', 'two files']) {
  test(`a client that knows the first key alone walks over five rotations with ${published} between`, async () => {
    const { publisher, clock } = open();
    await publisher.publish(somePublishInput());
    const { signingKey, revision } = await publisher.introduce();
    for (let step = 0; step < 10; step++) {
      clock.at += 30 * DAY_MS;
      if (published !== 'nothing') await publisher.publish(somePublishInput());
      await publisher.rotate();
      if (published === 'two files') await publisher.publish(somePublishInput());
    }
    const walked = await walk(publisher, { tenant: testTenant, keys: [signingKey], revision }, clock.at);
    assert.equal(walked.config.revision, (await publisher.current())?.revision);
    assert.notEqual(walked.keys[0]?.id, signingKey.id);
  });
}

/** What a client does: the newest file, and where its key is unknown the newest that a held key signed. */
async function walk(publisher: Publisher, from: Held, now = startedAt): Promise<VerifiedConfig> {
  let held = from;
  for (let step = 0; step < 20; step++) {
    const newest = await publisher.current();
    assert.ok(newest);
    const isKnown = parseConfig(newest.file).signatures.some(
      ({ key }, index) => index === 0 && holds(held, key),
    );
    if (isKnown) return verifyConfig(newest.file, held, now);
    const newestKey = held.keys.at(-1);
    const served = await publisher.signedBy(newestKey?.id ?? '');
    assert.ok(served, `no file of key ${newestKey?.id}`);
    const { keys, config } = verifyConfig(served.file, held, now);
    held = { ...held, keys, revision: config.revision };
  }
  return assert.fail('the client does not arrive');
}

function holds({ keys }: { readonly keys: readonly PublicSigningKey[] }, id: string): boolean {
  return keys.some((key) => key.id === id);
}
