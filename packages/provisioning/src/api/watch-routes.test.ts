import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  ExpiryView,
  NewWebhookChannel,
  NoticeChannelView,
  NoticeTestView,
  NoticeView,
} from '@causeway/contract/admin';
import { createTestCa, freePorts } from '@causeway/testkit';
import { MailServer } from '../notices/testing/mail-server.ts';
import { WebhookReceiver } from '../notices/testing/webhook-receiver.ts';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { planNotices } from '../watch/plan-notices.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;
const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['localhost'] });
const certificate = { cert: leaf.chainPem, key: leaf.keyPem };

type Api = Awaited<ReturnType<typeof startSignedInApi>>;

async function call<Answer>(
  api: Api,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ status: number; answer: Answer }> {
  const { status, text } = await api.ask({ method, path: `/api/v1${path}`, body });
  // The caller names the shape that the OpenAPI document gives.
  return { status, answer: (text === '' ? undefined : JSON.parse(text)) as Answer };
}

test('lists certificates and anchors with their users, the nearest end first', async () => {
  await using api = await startSignedInApi(() => NOW);
  const { certificates, tenants } = api.provisioning;
  await certificates.create({ name: 'shop', hostnames: ['acme.localhost'], validDays: 90 });
  await certificates.create({ name: 'spare', hostnames: ['acme.localhost'], validDays: 365 });
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  const ports = { httpPort, httpsPort };
  await tenants.create({ name: 'acme', hostname: 'acme.localhost', binding: 'http', ...ports });
  const acme = await tenants.get('acme');
  const { id } = await certificates.get('shop');
  await api.store.tenants.update(acme.id, { saved: { ...acme.saved, certificateId: id } });
  const { status, answer } = await call<ExpiryView[]>(api, 'GET', '/expiry');
  assert.equal(status, 200);
  const rows = answer.map(({ name, kind, daysLeft, severity, users }) => ({
    name,
    kind,
    daysLeft: Math.round(daysLeft),
    severity,
    users: users.map((user) => user.name),
  }));
  assert.deepEqual(rows, [
    { name: 'shop', kind: 'certificate', daysLeft: 90, severity: 'ok', users: ['acme'] },
    { name: 'spare', kind: 'certificate', daysLeft: 365, severity: 'ok', users: [] },
  ]);
  const [shop, spare] = answer;
  const third = ((shop?.notAfter ?? 0) - NOW) / 3;
  assert.ok(Math.abs((shop?.nextStepAt ?? 0) - ((shop?.notAfter ?? 0) - third)) < DAY_MS);
  assert.equal(spare?.nextStepAt, null);
});

test('a webhook is added, its made secret shown once, tested and deleted; the audit has no secret', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  await using api = await startSignedInApi(() => NOW);
  const body = { name: 'ops', url: receiver.url(), anchor: ca.certificatePem };
  const made = await call<NewWebhookChannel>(api, 'POST', '/notice-channels/webhook', body);
  assert.equal(made.status, 201);
  assert.match(made.answer.secret ?? '', /^whsec_/);
  const listed = await call<NoticeChannelView[]>(api, 'GET', '/notice-channels');
  const { secret, ...view } = made.answer;
  assert.deepEqual(listed.answer, [view]);
  assert.equal(JSON.stringify(listed.answer).includes('whsec_'), false);
  const tested = await call<NoticeTestView>(api, 'POST', '/notice-channels/ops/test');
  assert.deepEqual([tested.status, tested.answer], [200, { revived: 0 }]);
  assert.equal(JSON.parse(receiver.requests[0]?.body ?? '').type, 'test');
  assert.equal((await call(api, 'DELETE', '/notice-channels/ops')).status, 204);
  assert.deepEqual((await call(api, 'GET', '/notice-channels')).answer, []);
  const audit = await api.store.audit.list({ limit: 9 });
  assert.deepEqual(
    audit.map(({ action, subject, outcome }) => [action, subject, outcome]),
    [
      ['notice-channel.delete', 'ops', 'done'],
      ['notice-channel.test', 'ops', 'done'],
      ['notice-channel.add', 'ops', 'done'],
    ],
  );
  assert.equal(JSON.stringify(audit).includes(secret ?? '?'), false);
});

test('of the address of a webhook nothing is shown that may be a secret', async () => {
  await using api = await startSignedInApi(() => NOW);
  const url = 'https://hooks.acme.example:8443/services/T0/B0/token?key=password';
  const made = await call<NewWebhookChannel>(api, 'POST', '/notice-channels/webhook', { name: 'ops', url });
  const listed = await call<NoticeChannelView[]>(api, 'GET', '/notice-channels');
  for (const view of [made.answer, listed.answer[0]])
    assert.equal(view?.target, 'https://hooks.acme.example:8443/…');
});

test('an operator sees channels, and neither adds, changes, tests nor deletes one', async () => {
  await using api = await startSignedInApi(() => NOW);
  const { access } = api.provisioning;
  const password = 'correct horse battery staple';
  await access.users.create({ name: 'oda', role: 'operator', password });
  const { secret } = await access.signIn({ name: 'oda', password }, 'here');
  const statusOf = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string) =>
    (await api.ask({ method, path: `/api/v1/notice-channels${path}`, secret })).status;
  assert.equal(await statusOf('GET', ''), 200);
  for (const path of ['/webhook', '/email', '/ops/test'])
    assert.equal(await statusOf('POST', path), 403, path);
  for (const method of ['PATCH', 'DELETE'] as const) assert.equal(await statusOf(method, '/ops'), 403);
});

test('a webhook that was refused is changed, and gets what was given up', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  await using api = await startSignedInApi(() => NOW);
  const body = { name: 'ops', url: receiver.url() };
  const made = await call<NewWebhookChannel>(api, 'POST', '/notice-channels/webhook', body);
  assert.equal((await call(api, 'POST', '/notice-channels/ops/test')).status, 422);
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const part = { url: `${receiver.url()}?token=hidden`, secret, anchor: ca.certificatePem };
  const changed = await call<NoticeChannelView>(api, 'PATCH', '/notice-channels/ops', part);
  const { secret: _, ...view } = made.answer;
  assert.deepEqual([changed.status, changed.answer], [200, { ...view, anchor: ca.certificatePem }]);
  assert.deepEqual((await call(api, 'GET', '/notice-channels')).answer, [changed.answer]);
  assert.equal((await call(api, 'POST', '/notice-channels/ops/test')).status, 200);
  assert.match(receiver.requests[0]?.path ?? '', /token=hidden$/);
  const publicAgain = await call<NoticeChannelView>(api, 'PATCH', '/notice-channels/ops', { anchor: null });
  assert.equal(publicAgain.answer.anchor, null);
  const audit = await api.store.audit.list({ limit: 9 });
  assert.deepEqual(
    audit.filter(({ action }) => action === 'notice-channel.configure').map(({ detail }) => detail),
    [{ anchor: null }, { url: 'another', secret: 'another', anchor: 'another' }],
  );
  const told = JSON.stringify([audit, changed.answer]);
  for (const hidden of ['token=hidden', secret]) assert.equal(told.includes(hidden), false, hidden);
});

test('recipients of e-mail change, and the password that is kept signs in as before', async () => {
  const account = { user: 'causeway', password: 'p4ssw0rd of today' };
  await using server = await MailServer.start({ security: 'starttls', certificate, account });
  await using api = await startSignedInApi(() => NOW);
  const settings = {
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    from: 'causeway@acme.example',
  };
  await call(api, 'POST', '/notice-channels/email', {
    ...{ name: 'admins', ...settings, to: ['anna@acme.example'], ...account, anchor: ca.certificatePem },
  });
  const to = ['ben@acme.example', 'carla@acme.example'];
  const { status, answer } = await call<NoticeChannelView>(api, 'PATCH', '/notice-channels/admins', { to });
  assert.deepEqual([status, answer.email], [200, { ...settings, to, user: 'causeway' }]);
  assert.equal((await call(api, 'POST', '/notice-channels/admins/test')).status, 200);
  assert.deepEqual([server.mails[0]?.to, server.mails[0]?.signedInAs], [to, 'causeway']);
  const password = 'p4ssw0rd of tomorrow';
  assert.equal((await call(api, 'PATCH', '/notice-channels/admins', { password })).status, 200);
  const refused = await call<{ error: { code: string } }>(api, 'POST', '/notice-channels/admins/test');
  assert.equal(refused.answer.error.code, 'NOTICE_SIGN_IN_REFUSED');
  const [, configured] = await api.store.audit.list({ limit: 2 });
  assert.deepEqual(configured?.detail, { password: 'another' });
});

test('a change that is refused changes nothing, and is written down', async () => {
  await using api = await startSignedInApi(() => NOW);
  await call(api, 'POST', '/notice-channels/webhook', { name: 'ops', url: 'https://ops.acme.example/' });
  const before = await api.store.notices.channels.list();
  for (const [name, body, status, code] of [
    ['ops', { url: 'http://ops.acme.example/' }, 400, 'NOTICE_PLAIN_REFUSED'],
    ['ops', { to: ['anna@acme.example'] }, 400, 'NOTICE_CHANNEL_KIND_OTHER'],
    ['none', { anchor: null }, 404, 'NOTICE_CHANNEL_NOT_FOUND'],
  ] as const) {
    const refused = await call<{ error: { code: string } }>(api, 'PATCH', `/notice-channels/${name}`, body);
    assert.deepEqual([refused.status, refused.answer.error.code], [status, code]);
    const [entry] = await api.store.audit.list({ limit: 1 });
    assert.deepEqual([entry?.action, entry?.outcome], ['notice-channel.configure', code]);
  }
  assert.deepEqual(await api.store.notices.channels.list(), before);
});

test('a secret that was given is not given back', async () => {
  await using api = await startSignedInApi(() => NOW);
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const body = { name: 'ops', url: 'https://ops.acme.example/', secret };
  const { answer } = await call<NewWebhookChannel>(api, 'POST', '/notice-channels/webhook', body);
  assert.equal(answer.secret, null);
});

test('an e-mail channel is added and tested; neither view nor audit has its password', async () => {
  const account = { user: 'causeway', password: 'p4ssw0rd of today' };
  await using server = await MailServer.start({ security: 'starttls', certificate, account });
  await using api = await startSignedInApi(() => NOW);
  const body = {
    name: 'admins',
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    from: 'causeway@acme.example',
    to: ['anna@acme.example'],
    anchor: ca.certificatePem,
    ...account,
  };
  const made = await call<NoticeChannelView>(api, 'POST', '/notice-channels/email', body);
  assert.equal(made.status, 201);
  assert.equal((await call(api, 'POST', '/notice-channels/admins/test')).status, 200);
  assert.equal(server.mails[0]?.signedInAs, 'causeway');
  const told = JSON.stringify([
    made.answer,
    (await call(api, 'GET', '/notice-channels')).answer,
    await api.store.audit.list({ limit: 9 }),
  ]);
  assert.equal(told.includes(account.password), false);
});

test('refuses bad channels with their codes, keeps none, and writes the refusal down', async () => {
  await using api = await startSignedInApi(() => NOW);
  const email = {
    name: 'a',
    host: 'mail.acme.example',
    port: 465,
    security: 'tls',
    from: 'a@b.c',
    to: ['a@b.c'],
  };
  const url = 'https://ops.acme.example/';
  await call(api, 'POST', '/notice-channels/webhook', { name: 'taken', url });
  for (const [kind, body, status, code] of [
    ['webhook', { name: 'a', url: 'http://ops.acme.example/' }, 400, 'NOTICE_PLAIN_REFUSED'],
    ['webhook', { name: 'a', url: 'ops' }, 400, 'NOTICE_URL_INVALID'],
    ['webhook', { name: 'a', url, secret: 'x' }, 400, 'NOTICE_SECRET_INVALID'],
    ['webhook', { name: 'a', url, anchor: 'x' }, 400, 'NOTICE_ANCHOR_INVALID'],
    ['webhook', { name: 'taken', url }, 409, 'NOTICE_CHANNEL_NAME_TAKEN'],
    ['email', { ...email, security: 'none' }, 400, 'NOTICE_PLAIN_REFUSED'],
    ['email', { ...email, port: 0 }, 400, 'PORT_INVALID'],
    ['email', { ...email, host: '' }, 400, 'HOSTNAME_INVALID'],
    ['email', { ...email, from: 'anna' }, 400, 'NOTICE_MAIL_ADDRESS_INVALID'],
    ['email', { ...email, user: 'anna' }, 400, 'NOTICE_SIGN_IN_INCOMPLETE'],
    ['email', { ...email, name: 'taken' }, 409, 'NOTICE_CHANNEL_NAME_TAKEN'],
  ] as const) {
    const path = `/notice-channels/${kind}`;
    const refused = await call<{ error: { code: string } }>(api, 'POST', path, body);
    assert.deepEqual([refused.status, refused.answer.error.code], [status, code]);
    assert.equal((await api.store.audit.list({ limit: 1 }))[0]?.outcome, code);
  }
  for (const body of [{ ...email, security: 'maybe' }, { ...email, to: [] }, { ...email, more: 1 }, []]) {
    const refused = await call<{ error: { code: string } }>(api, 'POST', '/notice-channels/email', body);
    assert.deepEqual([refused.status, refused.answer.error.code], [400, 'REQUEST_INVALID']);
  }
  assert.deepEqual(
    (await api.store.notices.channels.list()).map(({ name }) => name),
    ['taken'],
  );
});

test('a test that does not arrive says why, with the code of the failure', async () => {
  await using receiver = await WebhookReceiver.start(certificate);
  await using api = await startSignedInApi(() => NOW);
  await call(api, 'POST', '/notice-channels/webhook', { name: 'ops', url: receiver.url() });
  const untrusted = await call<{ error: { code: string } }>(api, 'POST', '/notice-channels/ops/test');
  assert.deepEqual([untrusted.status, untrusted.answer.error.code], [422, 'NOTICE_RECEIVER_UNTRUSTED']);
  const missing = await call<{ error: { code: string } }>(api, 'POST', '/notice-channels/none/test');
  assert.deepEqual([missing.status, missing.answer.error.code], [404, 'NOTICE_CHANNEL_NOT_FOUND']);
  assert.equal((await call(api, 'DELETE', '/notice-channels/none')).status, 404);
});

test('lists notices, newest first, with what became of them', async () => {
  await using api = await startSignedInApi(() => NOW);
  await call(api, 'POST', '/notice-channels/webhook', { name: 'ops', url: 'https://ops.acme.example/' });
  const watched = {
    kind: 'certificate',
    name: 'shop',
    sha256: 'ab'.repeat(32),
    notBefore: NOW - 80 * DAY_MS,
    notAfter: NOW + 10 * DAY_MS,
    users: [{ kind: 'tenant', name: 'acme', addresses: [] }],
    renewedAtLeftMs: null,
  } as const;
  for (const notice of planNotices([watched], NOW)) await api.store.notices.raise(notice, NOW);
  const { answer } = await call<NoticeView[]>(api, 'GET', '/notices');
  assert.deepEqual(
    answer.map(({ id, severity, deliveries }) => ({ id, severity, deliveries })),
    [
      {
        id: `expiry/certificate/${'ab'.repeat(32)}/1`,
        severity: 'warning',
        deliveries: [
          { channel: 'ops', state: 'waiting', attempts: 0, nextTryAt: NOW, sentAt: null, error: null },
        ],
      },
    ],
  );
  assert.deepEqual((await call(api, 'GET', '/notices?before=1')).answer, []);
  assert.equal((await call(api, 'GET', '/notices?limit=0')).status, 400);
});
