import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { someNotice, someWebhookChannel } from '@causeway/store/testing';
import { createTestCa, freePorts } from '@causeway/testkit';
import { parseRetryAfter, sendWebhook } from './send-webhook.ts';
import { refusesWith } from './testing/refuses-with.ts';
import { WebhookReceiver } from './testing/webhook-receiver.ts';
import { newWebhookSecret } from './webhook-signature.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['hooks.localhost', 'localhost'] });
const certificate = { cert: leaf.chainPem, key: leaf.keyPem };
const secret = newWebhookSecret();
const notice = someNotice();

function options(parts: { limitMs?: number; signal?: AbortSignal } = {}) {
  return { now: () => NOW, limitMs: 10_000, signal: new AbortController().signal, ...parts };
}

function channelTo(url: string, anchorPem: string | null = ca.certificatePem) {
  return someWebhookChannel({ url, secret, anchorPem });
}

test('posts a notice that the receiver can verify, under a name that resolves to loopback', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  await sendWebhook(channelTo(receiver.url('hooks.localhost')), notice, NOW - 5_000, options());
  const [request] = receiver.requests;
  assert.ok(request);
  assert.equal(`${request.method} ${request.path}`, 'POST /hook?of=acme');
  assert.equal(request.headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(request.body), {
    id: 'expiry/certificate/ab/0',
    type: 'certificate-expiry',
    timestamp: '2026-11-24T11:59:55.000Z',
    subject: notice.subject,
    severity: 'warning',
    text: notice.text,
    details: notice.details,
  });
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = request.headers;
  assert.equal(id, 'expiry/certificate/ab/0');
  assert.equal(timestamp, String(NOW / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${request.body}`).digest('base64');
  assert.equal(request.headers['webhook-signature'], `v1,${expected}`);
});

test('posts to this machine without encryption', async () => {
  await using receiver = await WebhookReceiver.start();
  await sendWebhook(channelTo(receiver.url(), null), notice, NOW, options());
  assert.equal(receiver.requests.length, 1);
});

test('sends nothing to a receiver that it does not trust', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  const stranger = createTestCa({ name: ca.name });
  for (const [url, anchor] of [
    [receiver.url(), null],
    [receiver.url(), stranger.certificatePem],
    [receiver.url('other.localhost'), ca.certificatePem],
  ] as const) {
    const sending = sendWebhook(channelTo(url, anchor), notice, NOW, options());
    await assert.rejects(sending, refusesWith('NOTICE_RECEIVER_UNTRUSTED', /localhost:\d+: /));
  }
  assert.deepEqual(receiver.requests, []);
});

test('refuses an expired certificate', async () => {
  const expired = ca.issue({ hostnames: ['localhost'], notAfter: Date.now() - 1_000 });
  await using receiver = await WebhookReceiver.start({ cert: expired.chainPem, key: expired.keyPem });
  const sending = sendWebhook(channelTo(receiver.url()), notice, NOW, options());
  await assert.rejects(sending, refusesWith('NOTICE_RECEIVER_UNTRUSTED', /expired/));
});

test('tells what may be tried again from what may not, and passes on when', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  const outcomeOf = async (status: number, headers: Record<string, string> = {}) => {
    receiver.answers.push({ status, headers });
    const error = await sendWebhook(channelTo(receiver.url()), notice, NOW, options()).catch(
      (cause) => cause,
    );
    assert.ok(error instanceof CausewayError);
    return [error.code, error.retryAfterSeconds];
  };
  assert.deepEqual(await outcomeOf(503, { 'retry-after': '7' }), ['NOTICE_RECEIVER_UNAVAILABLE', 7]);
  assert.deepEqual(await outcomeOf(429), ['NOTICE_RECEIVER_UNAVAILABLE', undefined]);
  assert.deepEqual(await outcomeOf(500), ['NOTICE_RECEIVER_UNAVAILABLE', undefined]);
  assert.deepEqual(await outcomeOf(404), ['NOTICE_REFUSED', undefined]);
});

test('does not follow a redirect', async () => {
  await using elsewhere = await WebhookReceiver.start();
  await using receiver = await WebhookReceiver.start(certificate);
  receiver.answers.push({ status: 307, headers: { location: elsewhere.url() } });
  const sending = sendWebhook(channelTo(receiver.url()), notice, NOW, options());
  await assert.rejects(sending, refusesWith('NOTICE_REFUSED', /status 307/));
  assert.deepEqual(elsewhere.requests, []);
});

test('does not wait longer than its limit, and stops at once when it is told to', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  receiver.answers.push('silence', 'silence');
  const slow = sendWebhook(channelTo(receiver.url()), notice, NOW, options({ limitMs: 200 }));
  await assert.rejects(slow, refusesWith('NOTICE_RECEIVER_UNAVAILABLE', /no answer within 0\.2 s/));
  const stop = new AbortController();
  const stopped = sendWebhook(channelTo(receiver.url()), notice, NOW, options({ signal: stop.signal }));
  stop.abort();
  await assert.rejects(stopped, { name: 'AbortError' });
});

test('says when nothing listens', async () => {
  const [port] = await freePorts(1);
  const sending = sendWebhook(channelTo(`http://localhost:${port}/`, null), notice, NOW, options());
  await assert.rejects(sending, refusesWith('NOTICE_RECEIVER_UNAVAILABLE', /ECONNREFUSED/));
});

test('reads Retry-After as seconds and as a date', () => {
  const date = new Date(NOW + 90_000).toUTCString();
  assert.deepEqual(
    ['120', date, 'soon', '-5', new Date(NOW - 9_000).toUTCString(), undefined].map((text) =>
      parseRetryAfter(text, NOW),
    ),
    [120, 90, undefined, undefined, 0, undefined],
  );
});
