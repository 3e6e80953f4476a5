import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigureNoticeChannel } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { changeChannel } from './change-channel.ts';
import type { EmailChannel, WebhookChannel } from './notice-store.ts';
import { refusesWith } from './testing/refuses-with.ts';
import { newWebhookSecret } from './webhook-signature.ts';

const anchor = createTestCa().certificatePem;
const webhook: WebhookChannel = {
  ...{ id: '1', name: 'ops', kind: 'webhook', createdAt: 5 },
  ...{ url: 'https://ops.acme.example/hook', secret: newWebhookSecret(), anchorPem: anchor },
};
const email: EmailChannel = {
  ...{ id: '2', name: 'admins', kind: 'email', createdAt: 5 },
  ...{ host: 'mail.acme.example', port: 465, security: 'tls', anchorPem: anchor },
  ...{ from: 'causeway@acme.example', to: ['anna@acme.example'] },
  ...{ user: 'causeway', password: 'p4ssw0rd' },
};
const open: EmailChannel = { ...email, user: null, password: null };

test('what is left out stays as it is', () => {
  for (const channel of [webhook, email, open, { ...webhook, anchorPem: null }])
    assert.deepEqual(changeChannel(channel, {}), channel);
});

test('what is given takes its place, and nothing else changes', () => {
  const [other, secret] = [createTestCa().certificatePem, newWebhookSecret()];
  const url = 'https://ops.acme.example/new';
  assert.deepEqual(changeChannel(webhook, { url, secret }), { ...webhook, url, secret });
  for (const channel of [webhook, email]) {
    assert.deepEqual(changeChannel(channel, { anchor: other }), { ...channel, anchorPem: other });
    assert.deepEqual(changeChannel(channel, { anchor: null }), { ...channel, anchorPem: null });
  }
  for (const part of [
    { to: ['ben@acme.example', 'carla@acme.example'] },
    { from: 'tide@acme.example' },
    { port: 587, security: 'starttls' },
    { user: 'anna' },
    { password: 'another' },
    { host: 'mail2.acme.example', password: 'another' },
  ] satisfies ConfigureNoticeChannel[])
    assert.deepEqual(changeChannel(email, part), { ...email, ...part });
});

test('a sign-in comes whole and goes whole', () => {
  assert.deepEqual(changeChannel(email, { user: null }), open);
  assert.deepEqual(changeChannel(open, { user: 'causeway', password: 'p4ssw0rd' }), email);
  for (const [channel, part] of [
    [open, { user: 'causeway' }],
    [open, { password: 'p4ssw0rd' }],
    [email, { user: null, password: 'p4ssw0rd' }],
  ] as const)
    assert.throws(() => changeChannel(channel, part), refusesWith('NOTICE_SIGN_IN_INCOMPLETE'));
});

test('a password that is kept goes to no server that it was not given for', () => {
  const host = 'mail.evil.example';
  const refused = refusesWith(
    'NOTICE_PASSWORD_OF_OTHER_SERVER',
    /^mail\.evil\.example in place of mail\.acme/,
  );
  assert.throws(() => changeChannel(email, { host }), refused);
  assert.throws(() => changeChannel(email, { host, user: 'anna' }), refused);
  assert.deepEqual(changeChannel(email, { host, user: null }), { ...open, host });
  assert.deepEqual(changeChannel(open, { host }), { ...open, host });
  assert.deepEqual(changeChannel(email, { host: email.host.toUpperCase() }), email);
});

test('the whole is judged: what was fit beside one thing is not beside another', () => {
  const here = { ...open, host: 'localhost', security: 'none' } as const;
  assert.throws(
    () => changeChannel(here, { host: 'mail.acme.example' }),
    refusesWith('NOTICE_PLAIN_REFUSED'),
  );
  assert.throws(() => changeChannel(open, { security: 'none' }), refusesWith('NOTICE_PLAIN_REFUSED'));
  for (const [part, code] of [
    [{ url: 'http://ops.acme.example/' }, 'NOTICE_PLAIN_REFUSED'],
    [{ url: '' }, 'NOTICE_URL_INVALID'],
    [{ secret: '' }, 'NOTICE_SECRET_INVALID'],
    [{ anchor: '' }, 'NOTICE_ANCHOR_INVALID'],
  ] as const)
    assert.throws(() => changeChannel(webhook, part), refusesWith(code));
});

test('what is of the other kind is refused by name', () => {
  const ofEmail = refusesWith('NOTICE_CHANNEL_KIND_OTHER', /^to, password for a channel of kind webhook$/);
  const part = { to: ['anna@acme.example'], anchor, password: 'p4ssw0rd' };
  assert.throws(() => changeChannel(webhook, part), ofEmail);
  const ofWebhook = refusesWith('NOTICE_CHANNEL_KIND_OTHER', /^url, secret for a channel of kind email$/);
  assert.throws(() => changeChannel(email, { url: 'https://a.example/', secret: 'x' }), ofWebhook);
});
