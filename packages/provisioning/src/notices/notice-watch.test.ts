import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someNotice } from '@causeway/store/testing';
import { createTestCa } from '@causeway/testkit';
import { provisioningErrors } from '../errors.ts';
import { noticeIdOf } from './notice.ts';
import { MailServer } from './testing/mail-server.ts';
import { NOON, startWatching } from './testing/watching.ts';
import { WebhookReceiver } from './testing/webhook-receiver.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['localhost'] });
const certificate = { cert: leaf.chainPem, key: leaf.keyPem };
const anchor = ca.certificatePem;

test('looks once a minute, tells each step once over every channel, and goes on with the next step', async () => {
  await using hook = await WebhookReceiver.start(certificate);
  await using mail = await MailServer.start({ security: 'tls', certificate });
  await using watching = await startWatching();
  const { desk, time, sources } = watching;
  await desk.addWebhook({ name: 'ops', url: hook.url(), anchor });
  const address = 'admins@acme.example';
  const smtp = { host: 'localhost', port: mail.port, security: 'tls' } as const;
  await desk.addEmail({ name: 'admins', ...smtp, from: address, to: [address], anchor });
  sources[0].notices = [someNotice({ step: 0 })];
  await time.pass(MINUTE_MS - 1);
  assert.equal(hook.requests.length, 0);
  await time.pass(5 * MINUTE_MS);
  assert.deepEqual([hook.requests.length, mail.mails.length], [1, 1]);
  sources[0].notices = [someNotice({ step: 3 })];
  await time.pass(5 * MINUTE_MS);
  assert.deepEqual([hook.requests.length, mail.mails.length], [2, 2]);
  sources[0].notices = [someNotice({ step: 2 })];
  time.set(NOON - 24 * HOUR_MS);
  await time.pass(5 * MINUTE_MS);
  assert.deepEqual([hook.requests.length, mail.mails.length], [2, 2]);
});

test('a channel that is away holds up no other, is asked again when it said, and misses nothing', async () => {
  await using away = await WebhookReceiver.start(certificate);
  await using live = await WebhookReceiver.start(certificate);
  await using watching = await startWatching();
  const { desk, time, sources } = watching;
  await desk.addWebhook({ name: 'away', url: away.url(), anchor });
  await desk.addWebhook({ name: 'live', url: live.url(), anchor });
  away.answers.push({ status: 503, headers: { 'retry-after': '600' } });
  sources[0].notices = [someNotice({ series: 'a' }), someNotice({ series: 'b' })];
  await time.pass(MINUTE_MS);
  assert.deepEqual([away.requests.length, live.requests.length], [1, 2]);
  const [ofAway] = await desk.listChannels();
  assert.equal(ofAway?.lastError?.code, 'NOTICE_RECEIVER_UNAVAILABLE');
  assert.deepEqual([ofAway?.waiting, ofAway?.sent], [2, 0]);
  await time.pass(9 * MINUTE_MS);
  // The other notice did not fail and is tried at the next look; the refused one waits as long as it was told to.
  const ids = () => away.requests.map(({ headers }) => headers['webhook-id']);
  assert.deepEqual(ids(), ['a/0', 'b/0']);
  await time.pass(2 * MINUTE_MS);
  assert.deepEqual(ids(), ['a/0', 'b/0', 'a/0']);
  assert.equal(live.requests.length, 2);
  assert.equal((await desk.listChannels())[0]?.lastError, null);
});

test('a receiver that hangs for long does not make the others late', async () => {
  const sent: string[] = [];
  const hang = Promise.withResolvers<void>();
  await using watching = await startWatching({
    send: async ({ name }) => {
      if (name === 'hangs') await hang.promise;
      sent.push(name);
    },
  });
  const { desk, time, sources, watch } = watching;
  for (const name of ['hangs', 'live']) await desk.addWebhook({ name, url: 'https://ops.acme.example/' });
  sources[0].notices = [someNotice()];
  const look = watch.look();
  while (!sent.includes('live')) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(sent, ['live']);
  hang.resolve();
  await look;
  assert.deepEqual(sent, ['live', 'hangs']);
  await time.pass(0);
});

test('tries with growing pauses for about a day, then gives up and says so', async () => {
  const triedAt: number[] = [];
  await using watching = await startWatching({
    send: async () => {
      triedAt.push(watching.time.now() - NOON);
      throw provisioningErrors.error('NOTICE_RECEIVER_UNAVAILABLE', { seen: 'ops: status 502' });
    },
  });
  const { desk, time, sources } = watching;
  await desk.addWebhook({ name: 'ops', url: 'https://ops.acme.example/' });
  sources[0].notices = [someNotice()];
  await time.pass(48 * HOUR_MS);
  const pauses = triedAt.slice(1).map((at, index) => Math.round((at - (triedAt[index] ?? 0)) / MINUTE_MS));
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
  const [{ state, attempts, error } = { state: '', attempts: 0, error: null }] =
    (await desk.list({ limit: 1 }))[0]?.deliveries ?? [];
  assert.deepEqual([state, attempts, error?.seen], ['failed', 12, 'ops: status 502']);
});

for (const code of ['NOTICE_RECEIVER_UNTRUSTED', 'NOTICE_SIGN_IN_REFUSED', 'NOTICE_REFUSED'] as const) {
  test(`${code} is not tried into; a test that arrives sends again what was given up`, async () => {
    let isMended = false;
    const sent: string[] = [];
    await using watching = await startWatching({
      send: async (_channel, notice) => {
        if (!isMended) throw provisioningErrors.error(code);
        sent.push(noticeIdOf(notice));
      },
    });
    const { desk, time, sources } = watching;
    await desk.addWebhook({ name: 'ops', url: 'https://ops.acme.example/' });
    sources[0].notices = [someNotice({ series: 'a' })];
    await time.pass(24 * HOUR_MS);
    assert.deepEqual((await desk.listChannels())[0]?.failed, 1);
    assert.equal((await desk.list({ limit: 1 }))[0]?.deliveries[0]?.attempts, 1);
    await assert.rejects(desk.testChannel('ops'), { code });
    isMended = true;
    assert.equal(await desk.testChannel('ops'), 1);
    await time.pass(MINUTE_MS);
    assert.equal(sent.at(-1), 'a/0');
    assert.equal((await desk.listChannels())[0]?.sent, 1);
  });
}

test('a notice that was being sent when the server stopped is sent again, with the same id', async () => {
  const begun = Promise.withResolvers<void>();
  const sent: string[] = [];
  await using watching = await startWatching({
    send: (_channel, _notice, _raisedAt, signal) => {
      begun.resolve();
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const { desk, time, sources, watch, restart } = watching;
  await desk.addWebhook({ name: 'ops', url: 'https://ops.acme.example/' });
  sources[0].notices = [someNotice({ series: 'a' })];
  const cutOff = watch.look();
  await begun.promise;
  await watch[Symbol.asyncDispose]();
  await cutOff;
  const [delivery] = (await desk.list({ limit: 1 }))[0]?.deliveries ?? [];
  assert.deepEqual([delivery?.state, delivery?.attempts, delivery?.error], ['waiting', 1, null]);
  restart(async (_channel, notice) => void sent.push(noticeIdOf(notice)));
  await time.pass(3 * MINUTE_MS);
  assert.deepEqual(sent, ['a/0']);
});

test('a source that fails silences no other and is asked again', async () => {
  const sent: string[] = [];
  await using watching = await startWatching({
    send: async (_channel, { series }) => void sent.push(series),
  });
  const { desk, time, sources, logged } = watching;
  await desk.addWebhook({ name: 'ops', url: 'https://ops.acme.example/' });
  sources[0].failure = new Error('the database is locked');
  sources[1].notices = [someNotice({ series: 'b' })];
  await time.pass(MINUTE_MS);
  assert.deepEqual(sent, ['b']);
  assert.ok(logged.some((line) => line.startsWith('a source of notices failed')));
  sources[0].failure = undefined;
  sources[0].notices = [someNotice({ series: 'a' })];
  await time.pass(MINUTE_MS);
  assert.deepEqual(sent, ['b', 'a']);
});

test('without a channel a notice is kept and listed, and a channel made later is not flooded with old news', async () => {
  await using hook = await WebhookReceiver.start(certificate);
  await using watching = await startWatching();
  const { desk, time, sources } = watching;
  sources[0].notices = [someNotice()];
  await time.pass(MINUTE_MS);
  await desk.addWebhook({ name: 'ops', url: hook.url(), anchor });
  await time.pass(5 * MINUTE_MS);
  assert.deepEqual(
    (await desk.list({ limit: 9 })).map(({ deliveries }) => deliveries),
    [[]],
  );
  assert.deepEqual(hook.requests, []);
});

test('what was told is forgotten after 400 days of silence', async () => {
  await using watching = await startWatching();
  const { desk, time, sources } = watching;
  sources[0].notices = [someNotice()];
  await time.pass(MINUTE_MS);
  sources[0].notices = [];
  const kept = async () => (await desk.list({ limit: 9 })).length;
  time.set(NOON + 400 * 24 * HOUR_MS);
  await time.pass(MINUTE_MS);
  assert.equal(await kept(), 1);
  await time.pass(24 * 60 * MINUTE_MS);
  assert.equal(await kept(), 0);
});
