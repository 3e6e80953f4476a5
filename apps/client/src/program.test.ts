import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FileStateStore } from '@causeway/client-core';
import { refuse, serveEndpoint, serveHttps, serverOf } from '@causeway/client-core/testing';
import { FullInventory, fingerprintOf } from '@causeway/contract/inventory';
import { createTestCa, freePorts, RunningProcess, runProcess, TemporaryFolder } from '@causeway/testkit';
import { Check } from 'typebox/value';
import { runCommand } from './testing/command.ts';
import { version } from './version.ts';

const script = join(import.meta.dirname, 'main.ts');
const someToken = `token-1.${'A'.repeat(43)}`;

/** Each line that a tired admin reads. */
function assertSays(stderr: string, code: string, lines: readonly RegExp[]): void {
  assert.match(stderr, new RegExp(`^${code}: [A-Z].+\\.\n`));
  assert.match(stderr, /\n {2}remedy: {3}\S/);
  for (const line of lines) assert.match(stderr, line);
}

const wrong: readonly {
  readonly title: string;
  readonly args: readonly string[];
  readonly code: string;
  readonly lines: readonly RegExp[];
}[] = [
  ...['acme.localhost:8080', 'ftp://acme.localhost', 'http://acme.localhost:99999', 'http://acme/client'].map(
    (server) => ({
      title: `--server ${server}`,
      args: ['--server', server, '--token', someToken],
      code: 'SERVER_INVALID',
      lines: [/ {2}seen: {5}"/, / {2}expected: scheme:\/\/host:port/],
    }),
  ),
  {
    title: 'a token that was cut off',
    args: ['--server', 'http://acme.localhost', '--token', 'token-1.AAAA'],
    code: 'TOKEN_MALFORMED',
    lines: [/ {2}seen: {5}12 characters/, / {2}expected: ID\.SECRET/],
  },
  {
    title: 'an empty name',
    args: ['--server', 'http://acme.localhost', '--token', someToken, '--name', ''],
    code: 'CLIENT_NAME_INVALID',
    lines: [/ {2}seen: {5}""/, / {2}expected: 1 to 255 characters/],
  },
  {
    title: 'an anchor that is not there',
    args: ['--server', 'https://acme.localhost', '--token', someToken, '--anchor', '/nonexistent/ca.pem'],
    code: 'ANCHOR_FILE_UNREADABLE',
    lines: [/ {2}seen: {5}ENOENT.+ca\.pem/],
  },
  {
    title: 'an anchor that is no certificate',
    args: ['--server', 'https://acme.localhost', '--token', someToken, '--anchor', script],
    code: 'ANCHOR_INVALID',
    lines: [/ {2}seen: {5}.+main\.ts: no certificate/, / {2}expected: -----BEGIN CERTIFICATE-----/],
  },
];

for (const { title, args, code, lines } of wrong) {
  test(`enroll with ${title} is refused as ${code}, with exit code 2`, async () => {
    await using folder = await TemporaryFolder.make();
    const ran = await runCommand(['enroll', '--state', folder.file('state'), ...args]);
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    assertSays(ran.stderr, code, lines);
    assert.ok(!ran.stderr.includes('A'.repeat(43)), 'the secret of the token is not shown');
  });
}

test('a state folder that cannot be one, and one without a client, have their codes', async () => {
  const unusable = await runCommand(['poll', '--state', join(script, 'state')]);
  assert.equal(unusable.code, 2);
  assertSays(unusable.stderr, 'STATE_UNWRITABLE', [/main\.ts/]);
  await using folder = await TemporaryFolder.make();
  for (const command of ['poll', 'run', 'status']) {
    const empty = await runCommand([command, '--state', folder.path]);
    assert.equal(empty.code, 4);
    assertSays(empty.stderr, 'NOT_ENROLLED', [/causeway-client enroll --server ADDRESS --token TOKEN/]);
  }
  const usual = await runCommand(['status'], { homeFolder: folder.path });
  assert.equal(usual.code, 4);
});

test('what commander refuses is bad input, and what it answers is done', async () => {
  for (const args of [['enroll'], ['poll', '--insecure'], ['polls'], ['enroll', '--server', 'http://a']]) {
    const ran = await runCommand(args);
    assert.equal(ran.code, 2, args.join(' '));
    assert.match(ran.stderr, /error: /);
  }
  assert.deepEqual(await runCommand(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
  assert.equal((await runCommand(['--help'])).code, 0);
});

test('enroll, poll and status work on one state folder and say what is so, as text and as JSON', async () => {
  await using folder = await TemporaryFolder.make();
  await using served = await serveEndpoint();
  const state = ['--state', folder.path];
  const server = ['--server', `${served.address.toUpperCase()}/`, '--token', served.endpoint.token];
  const enrolled = await runCommand(['enroll', ...state, ...server]);
  assert.deepEqual(enrolled, {
    ...{ code: 0, stderr: '' },
    stdout: `pc-anna is enrolled as client client-anna of tenant ${served.publisher.tenant}.\n`,
  });
  const again = await runCommand(['enroll', ...state, ...server, '--json']);
  assert.equal(again.code, 4);
  assert.equal(JSON.parse(again.stderr).error.code, 'ALREADY_ENROLLED');
  served.endpoint.instead.set('/config.ini', () => refuse(503, 'CONFIG_NOT_PUBLISHED'));
  const polled = await runCommand(['poll', ...state, '--json']);
  assert.equal(polled.code, 0, polled.stderr);
  const { kind, address } = JSON.parse(polled.stdout);
  assert.deepEqual([kind, address], ['through', served.address]);
  const status = await runCommand(['status', ...state]);
  assert.match(status.stdout, /^client {5}pc-anna \(client-anna\)\ntenant .+\nrevision {3}0\n/);
  const shown = JSON.parse((await runCommand(['status', ...state, '--json'])).stdout);
  assert.deepEqual([shown.clientId, shown.revision, shown.candidateRevision], ['client-anna', 0, null]);
  assert.ok(!JSON.stringify(shown).includes('PRIVATE KEY'));
});

test('status names the endpoint servers, which of them is its own, and how each address went', async () => {
  await using folder = await TemporaryFolder.make();
  await using served = await serveEndpoint();
  const [closed = 0] = await freePorts(1);
  const state = ['--state', folder.path];
  const [dmz, own] = ['1', '2'].map((end) => `0191f0c2-5a4e-7b6a-9c1d-00000000000${end}`);
  served.publisher.publish([
    serverOf(dmz ?? '', [`http://dmz.localhost:${closed}`]),
    serverOf(own ?? '', [served.address]),
  ]);
  const token = ['--token', served.endpoint.token];
  await runCommand(['enroll', ...state, '--server', served.address, ...token]);
  assert.equal((await runCommand(['poll', ...state])).code, 0);
  const { stdout } = await runCommand(['status', ...state]);
  const lines = stdout.split('\n').filter((line) => /^ *(server|address) /.test(line));
  assert.equal(lines[0], 'server     server-2 (own)');
  assert.match(lines[1] ?? '', new RegExp(`^  address  ${served.address}: proven 20\\S+$`));
  assert.equal(lines[2], 'server     server-1');
  assert.match(lines[3] ?? '', /^ {2}address {2}http:\S+: proven never; CONNECTION_REFUSED 20\S+: /);
  const shown = JSON.parse((await runCommand(['status', ...state, '--json'])).stdout);
  assert.deepEqual(
    shown.endpointServers.map((one: Record<string, unknown>) => [one.id, one.name, one.isOwn]),
    [
      [own, 'server-2', true],
      [dmz, 'server-1', false],
    ],
  );
});

test('each way in which an endpoint server does not take the client has its exit code', async () => {
  await using folder = await TemporaryFolder.make();
  await using served = await serveEndpoint();
  const state = ['--state', folder.path];
  const enroll = ['enroll', ...state, '--server', served.address, '--token', served.endpoint.token];
  served.endpoint.instead.set('/client/enroll', () => refuse(403, 'TOKEN_USED_UP'));
  const refused = await runCommand(enroll);
  assert.equal(refused.code, 3);
  assertSays(refused.stderr, 'ENROLLMENT_REFUSED', [/ {2}seen: {5}http:.+: TOKEN_USED_UP, /]);
  served.endpoint.instead.clear();
  const stranger = `token-1.${Buffer.alloc(32, 1).toString('base64url')}`;
  served.endpoint.instead.set('/client/enroll', () => ({
    status: 201,
    headers: {},
    body: Buffer.from('{}'),
  }));
  const untrusted = await runCommand([...enroll.slice(0, -1), stranger]);
  assert.equal(untrusted.code, 5);
  assertSays(untrusted.stderr, 'ENROLLMENT_ANSWER_UNTRUSTED', []);
  served.endpoint.instead.clear();
  assert.equal((await runCommand(enroll)).code, 0);
  served.endpoint.instead.set('/client/poll', () => refuse(403, 'CLIENT_RETIRED'));
  const retired = await runCommand(['poll', ...state]);
  assert.equal(retired.code, 3);
  assertSays(retired.stderr, 'POLL_REFUSED', [/CLIENT_RETIRED/]);
  served.endpoint.instead.set('/client/poll', () =>
    refuse(503, 'ENDPOINT_OVERLOADED', { 'retry-after': '30' }),
  );
  const busy = await runCommand(['poll', ...state, '--json']);
  assert.equal(busy.code, 6);
  const { code, retryAfterSeconds } = JSON.parse(busy.stderr).error;
  assert.equal(code, 'POLL_FAILED');
  assert.ok(retryAfterSeconds >= 30 && retryAfterSeconds <= 38, String(retryAfterSeconds));
});

test('a certificate that is not trusted is named; with its anchor the enrollment goes on to the token', async () => {
  await using folder = await TemporaryFolder.make();
  const ca = createTestCa();
  const certificate = ca.issue({ hostnames: ['acme.localhost'] });
  await using server = await serveHttps(
    certificate,
    (_request, response) => void response.writeHead(404).end(),
  );
  const address = `https://acme.localhost:${server.port}`;
  const enroll = ['enroll', '--state', folder.file('state'), '--server', address, '--token', someToken];
  const untrusted = await runCommand(enroll);
  assert.equal(untrusted.code, 6);
  assertSays(untrusted.stderr, 'ENROLLMENT_FAILED', [
    new RegExp(`CERTIFICATE_UNTRUSTED, .+, certificate ${certificate.sha256}`),
  ]);
  const anchor = folder.file('ca.pem');
  await writeFile(anchor, `Some words before it.\n${ca.certificatePem}`);
  const trusted = await runCommand([...enroll, '--anchor', anchor]);
  assert.equal(trusted.code, 6);
  assertSays(trusted.stderr, 'ANSWER_UNREADABLE', [/HTTP_STATUS_404/]);
});

test('the agent as a process: it polls until it is stopped, holds its folder alone, and lets go however it dies', async () => {
  await using folder = await TemporaryFolder.make();
  await using served = await serveEndpoint();
  const state = ['--state', folder.path];
  const token = ['--token', served.endpoint.token];
  const enrolled = await runProcess(script, ['enroll', ...state, '--server', served.address, ...token]);
  assert.equal(enrolled.code, 0, enrolled.stderr);
  await using agent = RunningProcess.start(script, ['run', ...state]);
  await agent.waitFor(/through|at http:.+, revision 0, next in \d+ s/);
  const other = await runProcess(script, ['poll', ...state]);
  assert.equal(other.code, 4);
  assertSays(other.stderr, 'STATE_IN_USE', []);
  await agent.stop('SIGKILL');
  await using next = RunningProcess.start(script, ['run', ...state]);
  await next.waitFor(/next in \d+ s/);
  const { code, stderr } = await next.stop('SIGTERM');
  assert.deepEqual([code, stderr], [0, '']);
});

test('an enrollment that reaches nobody says so', async () => {
  await using folder = await TemporaryFolder.make();
  const [closed = 0] = await freePorts(1);
  const state = ['--state', folder.path];
  const server = ['--server', `http://acme.localhost:${closed}`];
  const failed = await runCommand(['enroll', ...state, ...server, '--token', someToken]);
  assert.equal(failed.code, 6);
  assertSays(failed.stderr, 'ENROLLMENT_FAILED', [/CONNECTION_REFUSED, connect ECONNREFUSED/]);
});

test('status shows the group, the last inventory and what failed of it, and which actions came to an end', async () => {
  await using folder = await TemporaryFolder.make();
  await using served = await serveEndpoint();
  const state = ['--state', folder.path];
  const [own = ''] = ['1'].map((end) => `0191f0c2-5a4e-7b6a-9c1d-00000000000${end}`);
  served.publisher.publish([serverOf(own, [served.address])]);
  served.endpoint.actions = [
    { id: 'a-1', kind: 'join-group', group: 'laptops' },
    { id: 'a-2', kind: 'diagnostics' },
  ];
  const token = ['--token', served.endpoint.token];
  await runCommand(['enroll', ...state, '--server', served.address, ...token]);
  const polled = await runCommand(['poll', ...state]);
  assert.equal(polled.code, 0, polled.stderr);
  for (const line of [
    /action join-group done/,
    /action diagnostics done/,
    /sent the inventory to .+: all of it/,
  ])
    assert.match(polled.stdout, line);
  {
    using store = new FileStateStore(folder.path, 'lock');
    const kept = await store.load();
    assert.ok(kept);
    await store.save({ ...kept, collectors: [{ name: 'services', tookMs: 5, failed: 'exit code 1' }] });
  }
  const { stdout } = await runCommand(['status', ...state]);
  assert.match(stdout, /^group {6}laptops$/m);
  assert.match(stdout, /^inventory {2}20\S+, all of it \(\d+ rows\)$/m);
  assert.match(stdout, /^ {2}failed {3}services: exit code 1$/m);
  assert.match(stdout, /^action {5}diagnostics done 20\S+, not told yet$/m);
  const shown = JSON.parse((await runCommand(['status', ...state, '--json'])).stdout);
  assert.deepEqual([shown.group, shown.lastInventory.kind, shown.retiredAt], ['laptops', 'full', null]);
  assert.deepEqual(shown.collectorsFailed, [{ name: 'services', reason: 'exit code 1' }]);
  const again = await runCommand(['poll', ...state]);
  assert.equal(again.code, 0);
  assert.deepEqual(
    served.endpoint.polls.at(-1)?.done?.map(({ id }) => id),
    ['a-1', 'a-2'],
  );
  assert.equal(served.endpoint.inventory?.operatingSystem?.family !== undefined, true);
});

test('inventory prints what would be sent, without a server and without a state', async () => {
  const ran = await runCommand(['inventory'], { homeFolder: '/nonexistent' });
  assert.deepEqual([ran.code, ran.stderr], [0, '']);
  const said = JSON.parse(ran.stdout);
  assert.ok(Check(FullInventory, said));
  assert.equal(said.fingerprint, fingerprintOf(said.inventory));
  assert.match((await runCommand(['--help'])).stdout, /^ {2}inventory .+JSON/m);
});

test('a client that was retired says so: run ends well, poll does not, and enroll brings it back', async () => {
  await using folder = await TemporaryFolder.make();
  await using served = await serveEndpoint();
  const state = ['--state', folder.path];
  const enroll = ['enroll', ...state, '--server', served.address, '--token', served.endpoint.token];
  await runCommand(enroll);
  {
    using store = new FileStateStore(folder.path, 'lock');
    const kept = await store.load();
    assert.ok(kept);
    await store.save({ ...kept, retiredAt: Date.parse('2026-11-23T10:00:00Z') });
  }
  const ran = await runCommand(['run', ...state]);
  assert.deepEqual(ran, { code: 0, stdout: 'retired 2026-11-23T10:00:00Z: polls no more\n', stderr: '' });
  assert.equal(
    (await runCommand(['run', ...state, '--json'])).stdout,
    '{"kind":"retired","at":"2026-11-23T10:00:00Z"}\n',
  );
  const polled = await runCommand(['poll', ...state]);
  assert.equal(polled.code, 4);
  assertSays(polled.stderr, 'RETIRED', [/retired 2026-11-23/, /causeway-client enroll/]);
  assert.match(
    (await runCommand(['status', ...state])).stdout,
    /^retired {4}2026-11-23T10:00:00Z: polls no more$/m,
  );
  assert.equal((await runCommand(enroll)).code, 0);
  assert.equal(JSON.parse((await runCommand(['status', ...state, '--json'])).stdout).retiredAt, null);
});
