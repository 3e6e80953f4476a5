import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AddEmailChannel, AddWebhookChannel } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { parseEmail, parseWebhook } from './parse-channel.ts';
import { refusesWith } from './testing/refuses-with.ts';
import { newWebhookSecret } from './webhook-signature.ts';

const webhook = (parts: Partial<AddWebhookChannel>) =>
  parseWebhook({ name: 'ops', url: 'https://ops.acme.example/hook', ...parts }, () => 'made');
const email = (parts: Partial<AddEmailChannel>) =>
  parseEmail({
    name: 'admins',
    host: 'mail.acme.example',
    port: 465,
    security: 'tls',
    from: 'causeway@acme.example',
    to: ['anna@acme.example'],
    ...parts,
  });

test('takes https anywhere and http to this machine alone', () => {
  for (const url of [
    'https://ops.acme.example/hook?of=acme',
    'https://10.0.0.5:8443/',
    'http://localhost:8080/',
    'http://hooks.localhost/',
    'http://127.0.0.1/',
    'http://[::1]:9/',
  ])
    assert.equal(webhook({ url }).url, url);
  for (const url of [
    'http://ops.acme.example/',
    'http://10.0.0.5/',
    'http://localhost.acme.example/',
    'http://127.0.0.1.acme.example/',
    'http://[::ffff:10.0.0.5]/',
  ])
    assert.throws(() => webhook({ url }), refusesWith('NOTICE_PLAIN_REFUSED', /without encryption/), url);
});

test('refuses what is no URL for a webhook, and does not repeat a password in it', () => {
  for (const url of ['', 'ops', 'ftp://ops.acme.example/', 'file:///etc/passwd', 'https://a.example/#x'])
    assert.throws(() => webhook({ url }), refusesWith('NOTICE_URL_INVALID'), url);
  assert.throws(
    () => webhook({ url: 'https://anna:hunter2@ops.acme.example/' }),
    refusesWith('NOTICE_URL_INVALID', /^https:\/\/ops\.acme\.example$/),
  );
});

test('takes a secret of Standard Webhooks, makes one when there is none, and never repeats a bad one', () => {
  const secret = newWebhookSecret();
  assert.equal(webhook({ secret }).secret, secret);
  assert.equal(webhook({}).secret, 'made');
  for (const bad of ['', 'hunter2', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_not base64', `${secret}x`])
    assert.throws(
      () => webhook({ secret: bad }),
      refusesWith('NOTICE_SECRET_INVALID', /^\d+ characters, which are not repeated here$/),
      bad,
    );
});

test('takes an anchor in PEM and nothing else', () => {
  const { certificatePem, keyPem } = createTestCa();
  assert.match(webhook({ anchor: certificatePem }).anchorPem ?? '', /^-----BEGIN CERTIFICATE-----/);
  assert.equal(webhook({}).anchorPem, null);
  const { certificatePem: unsupported } = createTestCa({ algorithm: 'ecdsa-secp256k1' });
  for (const anchor of ['', 'garbage', keyPem, unsupported])
    assert.throws(() => webhook({ anchor }), refusesWith('NOTICE_ANCHOR_INVALID'));
});

test('takes mail servers by name and address; plain to this machine alone', () => {
  for (const host of ['mail.acme.example', 'mail', '10.0.0.5', '2001:db8::5'])
    assert.equal(email({ host }).host, host);
  for (const host of ['localhost', '127.0.0.1', '::1'])
    assert.equal(email({ host, security: 'none' }).security, 'none');
  for (const host of ['mail.acme.example', '10.0.0.5', '2001:db8::5'])
    assert.throws(() => email({ host, security: 'none' }), refusesWith('NOTICE_PLAIN_REFUSED'));
});

test('refuses hosts, ports, addresses and half sign-ins, each with its code', () => {
  for (const host of ['', 'a b', 'mail.acme.example.', 'x'.repeat(300), 'mail\r\nEHLO'])
    assert.throws(() => email({ host }), refusesWith('HOSTNAME_INVALID'));
  for (const port of [0, 65_536, 1.5]) assert.throws(() => email({ port }), refusesWith('PORT_INVALID'));
  for (const from of ['', 'anna', 'a@b@c', 'Anna <anna@acme.example>', 'a@b\r\nBcc: c@d', 'a b@c'])
    assert.throws(() => email({ from }), refusesWith('NOTICE_MAIL_ADDRESS_INVALID'), from);
  assert.throws(() => email({ to: ['anna@acme.example', 'x'] }), refusesWith('NOTICE_MAIL_ADDRESS_INVALID'));
  assert.throws(
    () => email({ user: 'anna' }),
    refusesWith('NOTICE_SIGN_IN_INCOMPLETE', /without a password/),
  );
  assert.throws(() => email({ password: 'x' }), refusesWith('NOTICE_SIGN_IN_INCOMPLETE', /without a user/));
});
