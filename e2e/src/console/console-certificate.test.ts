import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { test } from 'node:test';
import type { AuditView, ConfigureConsoleAnswer, ConsoleView } from '@causeway/contract/admin';
import type { ErrorDocument } from '@causeway/errors';
import { createTestCa } from '@causeway/testkit';
import { RunningConsole } from './running-console.ts';

const PATH = '/console/certificate';
const CONFIRM = '/console/certificate/confirm';
type Refusal = { error: ErrorDocument & { details?: { findings: { code: string }[] } } };

const newCa = createTestCa();

/** A console that shows the certificate `new`, which waits to be confirmed. */
async function onTrial(): Promise<{ console: RunningConsole; before: ConsoleView; trial: ConsoleView }> {
  const console = await RunningConsole.start();
  const before = await console.show();
  await console.add('new', newCa, ['localhost']);
  const body = { certificate: 'new' };
  const { status, body: trial } = await console.call<ConfigureConsoleAnswer>('PUT', PATH, { body });
  assert.equal(status, 202, JSON.stringify(trial));
  return { console, before, trial };
}

async function newestDeed(console: RunningConsole): Promise<AuditView | undefined> {
  return (await console.call<AuditView[]>('GET', '/audit?limit=1')).body[0];
}

test('a new installation has a self-signed certificate for localhost that commands on this machine trust', async () => {
  await using console = await RunningConsole.start();
  const { certificate, renewsItself, trial, undone } = await console.show();
  assert.equal(certificate.origin, 'self-signed');
  assert.ok(certificate.hostnames.includes('localhost'));
  assert.deepEqual([renewsItself, trial, undone], [true, null, null]);
  assert.equal(await console.shown(), certificate.sha256);
  assert.equal(console.anchorsPem, certificate.anchorPem);
  assert.doesNotMatch(JSON.stringify(certificate), /PRIVATE KEY/);
});

test('a new certificate is shown at once, connections that are open go on, and confirming brings it into force', async () => {
  const { console, before, trial } = await onTrial();
  await using _console = console;
  const sha256 = trial.trial?.certificate.sha256;
  assert.notEqual(sha256, before.certificate.sha256);
  assert.equal(trial.certificate.sha256, before.certificate.sha256);
  assert.equal(await console.shown(), sha256);
  const { status, body, shown } = await console.call<ConsoleView>('POST', CONFIRM, {
    ca: newCa.certificatePem,
  });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(shown, sha256);
  assert.deepEqual(
    [body.certificate.sha256, body.renewsItself, body.trial, body.undone],
    [sha256, false, null, null],
  );
  assert.equal(console.anchorsPem, newCa.certificatePem);
  console.time.pass(120_000);
  assert.equal(await console.shown(), sha256);
  await console.stop();
  await console.serve();
  assert.equal(await console.shown(), sha256);
  assert.equal((await console.show()).certificate.name, 'new');
});

test('a connection from before the swap goes on, and cannot confirm', async () => {
  await using console = await RunningConsole.start();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ca = console.anchorsPem;
  const old = await console.call('GET', '/health', { agent, ca });
  await console.add('new', newCa, ['localhost']);
  await console.call('PUT', PATH, { body: { certificate: 'new' } });
  const again = await console.call<ConsoleView>('GET', PATH, { agent, ca });
  assert.equal(again.shown, old.shown);
  const { status, body } = await console.call<Refusal>('POST', CONFIRM, { agent, ca });
  assert.deepEqual([status, body.error.code], [409, 'CONSOLE_CONNECTION_OLD']);
  assert.notEqual((await console.show()).trial, null);
  agent.destroy();
});

test('what nobody confirms is taken back after a minute, and everybody is told why', async () => {
  const { console, before } = await onTrial();
  await using _console = console;
  console.time.pass(59_999);
  assert.notEqual((await console.show()).trial, null);
  console.time.pass(1);
  const after = await console.show();
  assert.equal(after.certificate.sha256, before.certificate.sha256);
  assert.equal(after.trial, null);
  assert.equal(after.undone?.name, 'new');
  assert.match(after.undone?.reason ?? '', /nobody confirmed it .* within 60 s/);
  assert.equal(await console.shown(), before.certificate.sha256);
  assert.equal(console.anchorsPem, before.certificate.anchorPem);
  const deed = await newestDeed(console);
  assert.deepEqual(
    [deed?.actor, deed?.action, deed?.subject, deed?.outcome],
    ['system', 'console.certificate.undo', 'new', 'done'],
  );
  const { body } = await console.call<Refusal>('POST', CONFIRM);
  assert.equal(body.error.code, 'CONSOLE_TRIAL_OVER');
  assert.match(body.error.seen ?? '', /new was taken back/);
});

test('a server that ends before the confirmation takes it back at its next start', async () => {
  const { console, before } = await onTrial();
  await using _console = console;
  await console.stop();
  await console.serve();
  const after = await console.show();
  assert.equal(after.certificate.sha256, before.certificate.sha256);
  assert.match(after.undone?.reason ?? '', /the server ended before/);
  assert.equal(await console.shown(), before.certificate.sha256);
  assert.equal((await newestDeed(console))?.action, 'console.certificate.undo');
});

test('a certificate for another name is refused with its finding, and nothing changes', async () => {
  await using console = await RunningConsole.start();
  const before = await console.show();
  await console.add('other', newCa, ['console.acme.example']);
  const { status, body } = await console.call<Refusal>('PUT', PATH, { body: { certificate: 'other' } });
  assert.deepEqual([status, body.error.code], [409, 'PREFLIGHT_FAILED']);
  assert.match(body.error.seen ?? '', /CERTIFICATE_NAME_MISMATCH/);
  assert.deepEqual(await console.show(), before);
  assert.equal(await console.shown(), before.certificate.sha256);
});

const refusals = [
  { body: { certificate: 'none' }, status: 404, code: 'CERTIFICATE_NOT_FOUND' },
  { body: { certificate: 'new', hostname: '127.0.0.1' }, status: 400, code: 'HOSTNAME_NOT_QUALIFIED' },
  { body: { certificate: 'new', hostname: 'server1' }, status: 400, code: 'HOSTNAME_NOT_QUALIFIED' },
  { body: { certificate: 'new', hostname: 'a..b' }, status: 400, code: 'HOSTNAME_INVALID' },
  { body: {}, status: 400, code: 'CONSOLE_CERTIFICATE_UNSAID' },
];
test('wrong requests are refused with their codes', async () => {
  await using console = await RunningConsole.start();
  await console.add('new', newCa, ['localhost']);
  const before = await console.show();
  for (const { body, status, code } of refusals) {
    const answer = await console.call<Refusal>('PUT', PATH, { body });
    assert.deepEqual([answer.status, answer.body.error.code], [status, code], JSON.stringify(body));
  }
  assert.deepEqual(await console.show(), before);
});

test('one certificate at a time is on trial, and neither it nor the one before can be deleted', async () => {
  const { console, before } = await onTrial();
  await using _console = console;
  const second = await console.call<Refusal>('PUT', PATH, { body: { certificate: 'new' } });
  assert.deepEqual([second.status, second.body.error.code], [409, 'CONSOLE_TRIAL_RUNNING']);
  for (const name of ['new', before.certificate.name]) {
    const { body } = await console.call<Refusal>('DELETE', `/certificates/${encodeURIComponent(name)}`);
    assert.equal(body.error.code, 'CERTIFICATE_IN_USE');
    assert.match(body.error.seen ?? '', /the console/);
  }
});

test('asking for what is in force already starts nothing', async () => {
  await using console = await RunningConsole.start();
  const { certificate } = await console.show();
  const { status, body } = await console.call<ConfigureConsoleAnswer>('PUT', PATH, {
    body: { certificate: certificate.name },
  });
  assert.deepEqual([status, body.trial], [202, null]);
});

test('the console takes the ciphers of our TLS profile alone, before and after a swap', async () => {
  const { console } = await onTrial();
  await using _console = console;
  const good = 'ECDHE-ECDSA-AES128-GCM-SHA256';
  // Node's own default takes this one, too.
  const weak = 'ECDHE-ECDSA-AES256-SHA';
  for (let swaps = 0; swaps < 2; swaps++) {
    assert.equal(await console.cipher(good), good);
    await assert.rejects(console.cipher(weak), /handshake failure/);
    console.time.pass(60_000);
    assert.equal((await console.show()).trial, null);
  }
});
