import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someEmailChannel, someNotice } from '@causeway/store/testing';
import { createTestCa, freePorts } from '@causeway/testkit';
import type { EmailChannel } from './notice-store.ts';
import { sendEmail } from './send-email.ts';
import { MailServer } from './testing/mail-server.ts';
import { refusesWith } from './testing/refuses-with.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['localhost', 'mail.localhost'] });
const certificate = { cert: leaf.chainPem, key: leaf.keyPem };
const account = { user: 'causeway', password: 'p4ssw0rd of today' };
const notice = someNotice({ text: 'Certificate "shop" ends soon.\n.\nRenew it: Käse 🧀.' });

function channelTo({ port, options }: MailServer, parts: Partial<EmailChannel> = {}): EmailChannel {
  const { security, account: known } = options;
  const signIn = { user: known?.user ?? null, password: known?.password ?? null };
  return someEmailChannel({
    host: 'localhost',
    port,
    security,
    ...signIn,
    anchorPem: ca.certificatePem,
    ...parts,
  });
}

function send(
  channel: EmailChannel,
  { limitMs = 10_000, signal = new AbortController().signal } = {},
): Promise<void> {
  return sendEmail(channel, notice, NOW, { now: () => NOW, limitMs, signal });
}

for (const security of ['tls', 'starttls'] as const) {
  test(`${security}: the mail arrives encrypted, from whom and to whom it should`, async () => {
    await using server = await MailServer.start({ security, certificate, account });
    await send(channelTo(server, { host: 'mail.localhost' }));
    const [mail] = server.mails;
    assert.ok(mail);
    assert.equal(mail.isEncrypted, true);
    assert.equal(mail.signedInAs, account.user);
    assert.equal(mail.from, 'causeway@acme.example');
    assert.deepEqual(mail.to, ['anna@acme.example', 'ben@acme.example']);
    assert.match(mail.data, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(mail.data, /^X-Causeway-Notice: expiry\/certificate\/ab\/0\r$/m);
    assert.match(mail.data, /Certificate "shop" ends soon\.\r\n\.\.\r\nRenew it: K=C3=A4se =F0=9F=A7=80\./);
    assert.doesNotMatch(server.plainLines.join('\n'), /AUTH|MAIL FROM/);
  });

  test(`${security}: a server that is not trusted gets neither mail nor password`, async () => {
    await using server = await MailServer.start({ security, certificate, account });
    const stranger = createTestCa({ name: ca.name }).certificatePem;
    for (const parts of [{ anchorPem: null }, { anchorPem: stranger }, { host: 'other.localhost' }])
      await assert.rejects(send(channelTo(server, parts)), refusesWith('NOTICE_RECEIVER_UNTRUSTED'));
    assert.deepEqual(server.mails, []);
    assert.doesNotMatch(server.plainLines.join('\n'), /AUTH/);
  });

  test(`${security}: an expired certificate is refused`, async () => {
    const expired = ca.issue({ hostnames: ['localhost'], notAfter: Date.now() - 1_000 });
    await using server = await MailServer.start({
      security,
      certificate: { cert: expired.chainPem, key: expired.keyPem },
    });
    await assert.rejects(send(channelTo(server)), refusesWith('NOTICE_RECEIVER_UNTRUSTED', /expired/));
  });
}

test('starttls: a server that does not encrypt, or takes it back, gets nothing', async () => {
  for (const answers of [{}, { STARTTLS: '454 not now' }]) {
    await using server = await MailServer.start({ security: 'none', account, answers });
    const sending = send(channelTo(server, { security: 'starttls' }));
    await assert.rejects(sending, refusesWith('NOTICE_RECEIVER_UNTRUSTED', /STARTTLS/));
    assert.deepEqual(
      server.plainLines.filter((line) => /^(AUTH|MAIL)/.test(line)),
      [],
    );
  }
});

test('none: plain text to this machine', async () => {
  await using server = await MailServer.start({ security: 'none' });
  await send(channelTo(server, { anchorPem: null }));
  assert.equal(server.mails[0]?.isEncrypted, false);
});

test('a wrong password has its code, and the answer that repeats it is not passed on', async () => {
  await using server = await MailServer.start({ security: 'tls', certificate, account });
  const wrong = 'wr0ng of today';
  await assert.rejects(send(channelTo(server, { password: wrong })), (error: Error) => {
    refusesWith('NOTICE_SIGN_IN_REFUSED', /535 for user causeway/)(error);
    const encoded = Buffer.from(`\0causeway\0${wrong}`).toString('base64');
    const told = JSON.stringify(error) + String(error.cause) + error.stack;
    assert.ok(!told.includes(wrong) && !told.includes(encoded));
    return true;
  });
});

test('a server that offers no way to sign in is not sent to unsigned', async () => {
  await using server = await MailServer.start({ security: 'tls', certificate });
  const sending = send(channelTo(server, account));
  await assert.rejects(sending, refusesWith('NOTICE_SIGN_IN_REFUSED'));
  assert.deepEqual(server.mails, []);
});

test('a refusal for good differs from one for now', async () => {
  for (const [answers, code] of [
    [{ RCPT: '550 no such user' }, 'NOTICE_REFUSED'],
    [{ MAIL: '553 not you' }, 'NOTICE_REFUSED'],
    [{ RCPT: '451 grey-listed' }, 'NOTICE_RECEIVER_UNAVAILABLE'],
    [{ AUTH: '454 later' }, 'NOTICE_RECEIVER_UNAVAILABLE'],
    [{ DATA: '452 full' }, 'NOTICE_RECEIVER_UNAVAILABLE'],
  ] as const) {
    await using server = await MailServer.start({ security: 'tls', certificate, account, answers });
    await assert.rejects(send(channelTo(server)), refusesWith(code, /^localhost:\d+: /));
  }
});

test('a mail sent twice has one Message-ID', async () => {
  await using server = await MailServer.start({ security: 'tls', certificate });
  const channel = channelTo(server);
  await send(channel);
  await send(channel);
  const ids = server.mails.map(({ data }) => /^Message-ID: (.*)\r$/im.exec(data)?.[1]);
  assert.match(ids[0] ?? '', /^<[0-9a-f]{32}@acme\.example>$/);
  assert.equal(ids[0], ids[1]);
});

test('a subject from elsewhere adds no header', async () => {
  await using server = await MailServer.start({ security: 'tls', certificate });
  const evil = someNotice({ subject: 'x\r\nBcc: eve@evil.example\r\n\r\nhello' });
  await sendEmail(channelTo(server), evil, NOW, {
    now: () => NOW,
    limitMs: 10_000,
    signal: new AbortController().signal,
  });
  const [head = ''] = (server.mails[0]?.data ?? '').split('\r\n\r\n');
  assert.doesNotMatch(head, /^Bcc:/m);
  assert.equal(server.mails[0]?.to.length, 2);
});

test('does not wait longer than its limit, and stops at once when it is told to', async () => {
  await using server = await MailServer.start({ security: 'none', isSilent: true });
  const slow = send(channelTo(server), { limitMs: 200 });
  await assert.rejects(slow, refusesWith('NOTICE_RECEIVER_UNAVAILABLE', /no answer within 0\.2 s/));
  const stop = new AbortController();
  const stopped = send(channelTo(server), { signal: stop.signal });
  stop.abort();
  await assert.rejects(stopped, { name: 'AbortError' });
});

test('says when nothing listens', async () => {
  const [port = 0] = await freePorts(1);
  const channel = someEmailChannel({ host: 'localhost', port, security: 'none', user: null, password: null });
  await assert.rejects(send(channel), refusesWith('NOTICE_RECEIVER_UNAVAILABLE', /ECONNREFUSED/));
});
