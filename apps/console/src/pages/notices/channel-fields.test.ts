import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NoticeChannelView } from '@causeway/contract/admin';
import {
  changesOfEmail,
  changesOfWebhook,
  emailFormOf,
  newEmail,
  newWebhook,
  portOf,
  webhookFormOf,
} from './channel-fields.ts';

const anchor = '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n';
const counts = { waiting: 0, sent: 0, failed: 0, lastError: null };
const ops: NoticeChannelView = {
  ...{ name: 'ops', kind: 'webhook', target: 'https://ops.acme.example/…', email: null, anchor },
  ...{ createdAt: 5, ...counts },
};
const admins: NoticeChannelView = {
  ...{
    name: 'admins',
    kind: 'email',
    target: 'mail.acme.example:465',
    anchor: null,
    createdAt: 5,
    ...counts,
  },
  email: {
    ...{ host: 'mail.acme.example', port: 465, security: 'tls', from: 'causeway@acme.example' },
    ...{ to: ['anna@acme.example', 'ben@acme.example'], user: 'causeway' },
  },
};

describe('A new channel', () => {
  test('is asked for once everything with a star is there, and says nothing of what is empty', () => {
    const form = { ...webhookFormOf(), url: ' https://ops.acme.example/ ' };
    assert.equal(newWebhook(' ', form), undefined);
    assert.equal(newWebhook('ops', webhookFormOf()), undefined);
    assert.deepEqual(newWebhook(' ops ', form), { name: 'ops', url: 'https://ops.acme.example/' });
  });

  test('of e-mail has the port of its encryption until another is typed', () => {
    const typed = { host: 'mail.acme.example', from: 'a@b.example', to: 'c@d.example,\ne@f.example' };
    const form = { ...emailFormOf(), ...typed, security: 'starttls' } as const;
    const wanted = { ...typed, name: 'admins', security: 'starttls', to: ['c@d.example', 'e@f.example'] };
    assert.deepEqual(newEmail('admins', form), { ...wanted, port: 587 });
    assert.deepEqual(newEmail('admins', { ...form, port: 2525 }), { ...wanted, port: 2525 });
    assert.equal(newEmail('admins', { ...form, to: '' }), undefined);
  });
});

describe('The changes of a channel', () => {
  test('are none while nothing was touched', () => {
    assert.deepEqual(changesOfWebhook(ops, webhookFormOf(ops)), {});
    assert.deepEqual(changesOfEmail(admins, emailFormOf(admins)), {});
  });

  test('of a webhook are what was typed, and the anchor when it is another or none', () => {
    const form = webhookFormOf(ops);
    const url = 'https://ops.acme.example/new';
    assert.deepEqual(changesOfWebhook(ops, { ...form, url, secret: ' whsec_new ' }), {
      ...{ url, secret: 'whsec_new' },
    });
    assert.deepEqual(changesOfWebhook(ops, { ...form, anchor: '' }), { anchor: null });
    assert.deepEqual(changesOfWebhook(ops, { ...form, anchor: 'another' }), { anchor: 'another' });
  });

  test('of e-mail are the fields that differ alone, the password when one was typed', () => {
    const form = emailFormOf(admins);
    const to = 'anna@acme.example';
    assert.deepEqual(changesOfEmail(admins, { ...form, to, password: 'new' }), { to: [to], password: 'new' });
    assert.deepEqual(changesOfEmail(admins, { ...form, user: '' }), { user: null });
    assert.equal(changesOfEmail(admins, { ...form, host: '' }), undefined);
  });

  test('of the encryption bring its port along, unless the channel had one of its own', () => {
    const form = emailFormOf(admins);
    const security = 'starttls' as const;
    assert.deepEqual(changesOfEmail(admins, { ...form, security }), { security, port: 587 });
    const own = { ...admins, email: admins.email && { ...admins.email, port: 2525 } };
    assert.equal(portOf(emailFormOf(own)), 2525);
    assert.deepEqual(changesOfEmail(own, { ...emailFormOf(own), security }), { security });
  });
});
