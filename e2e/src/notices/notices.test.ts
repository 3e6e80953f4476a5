import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { ExpiryView, NoticeChannelView, NoticeView } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { runCommand } from '../bad-input/run-command.ts';
import { Installation } from '../constellation/installation.ts';

const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['localhost'] });

/** A receiver that keeps what it is sent, until it is disposed. */
async function startReceiver() {
  const bodies: string[] = [];
  const server: Server = createServer(
    { cert: leaf.chainPem, key: leaf.keyPem },
    async (request, response) => {
      bodies.push(await text(request));
      response.writeHead(204).end();
    },
  );
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    bodies,
    url: `https://localhost:${port}/hook`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Commands in this process: a process of its own for each would cost more than what is tested. */
function commandsOn(installation: Installation) {
  const causeway = (args: readonly string[]) => runCommand({ args }, installation);
  const run = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await causeway(args);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  // The caller names the shape that the OpenAPI document gives.
  const json = async <Answer>(args: readonly string[]) =>
    JSON.parse(await run([...args, '--json'])) as Answer;
  return { causeway, run, json };
}

test('the commands of expiry and notices, on a real server', async () => {
  await using receiver = await startReceiver();
  await using installation = await Installation.start();
  const { folder } = installation;
  const { causeway, run, json } = commandsOn(installation);
  await writeFile(folder.file('ca.pem'), ca.certificatePem);
  await writeFile(folder.file('password'), 'p4ssw0rd of today\n');
  await writeFile(folder.file('next-password'), 'p4ssw0rd of tomorrow\n');
  const anchor = ['--anchor', folder.file('ca.pem')];

  const webhook = ['notice', 'channel', 'add', 'webhook', 'ops', '--to-url', receiver.url, ...anchor];
  const added = await run(webhook);
  assert.match(added, /^Notices go to https:\/\/localhost:\d+\/…\./);
  const [secret = ''] = /^whsec_\S+$/m.exec(added) ?? [];
  assert.ok(secret.length > 40);
  const smtp = ['--smtp', 'mail.acme.example:465', '--security', 'tls', '--from', 'causeway@acme.example'];
  const people = ['--to', 'anna@acme.example', 'ben@acme.example'];
  const signIn = ['--user', 'causeway', '--password-file', folder.file('password')];
  const email = ['notice', 'channel', 'add', 'email', 'admins', ...smtp, ...people, ...signIn];
  assert.match(await run(email), /anna@acme\.example ben@acme\.example/);

  assert.match(await run(['notice', 'channel', 'test', 'ops']), /^The test was taken\./);
  assert.equal(JSON.parse(receiver.bodies[0] ?? '').type, 'test');
  const channels = await json<NoticeChannelView[]>(['notice', 'channel', 'list']);
  assert.deepEqual(
    channels.map(({ name, kind }) => [name, kind]),
    [
      ['admins', 'email'],
      ['ops', 'webhook'],
    ],
  );
  assert.match(await run(['notice', 'channel', 'list']), /^ops +webhook +0 +0 +0 +- /m);

  const expiry = await json<ExpiryView[]>(['expiry', 'list']);
  assert.deepEqual(
    expiry.map(({ users }) => users.map(({ kind }) => kind)),
    [['console']],
  );
  assert.match(await run(['expiry', 'list']), /^certificate +console-.* ok +\d{4}-\S+ +the console$/m);
  assert.deepEqual(await json<NoticeView[]>(['notice', 'list']), []);
  assert.match(await run(['notice', 'list']), /^Nobody had to be told/);

  const untrusted = ['notice', 'channel', 'add', 'webhook', 'public', '--to-url', receiver.url];
  await run(untrusted);
  const refused = await causeway(['notice', 'channel', 'test', 'public']);
  assert.equal(refused.code, 5);
  assert.match(refused.stderr, /^NOTICE_RECEIVER_UNTRUSTED: /);
  assert.match(refused.stderr, /causeway notice channel configure NAME --anchor FILE/);

  const configure = ['notice', 'channel', 'configure'];
  assert.match(await run([...configure, 'public', ...anchor]), /^Notices go to https:\/\/localhost:/);
  assert.match(await run(['notice', 'channel', 'test', 'public']), /^The test was taken\./);
  await run([...configure, 'public', '--no-anchor']);
  assert.equal((await causeway(['notice', 'channel', 'test', 'public'])).code, 5);
  const eve = ['--to', 'eve@acme.example', '--smtp', 'mail.acme.example:587', '--security', 'starttls'];
  const next = ['--user', 'tide', '--password-file', folder.file('next-password')];
  const changed = await json<NoticeChannelView>([...configure, 'admins', ...eve, ...next]);
  assert.deepEqual(changed.email, {
    ...{ host: 'mail.acme.example', port: 587, security: 'starttls' },
    ...{ from: 'causeway@acme.example', to: ['eve@acme.example'], user: 'tide' },
  });
  const elsewhere = await causeway([...configure, 'admins', '--smtp', 'mail.evil.example:465']);
  assert.match(elsewhere.stderr, /^NOTICE_PASSWORD_OF_OTHER_SERVER: /);
  const withoutSignIn = await json<NoticeChannelView>([...configure, 'admins', '--no-user']);
  assert.equal(withoutSignIn.email?.user, null);

  await run(['notice', 'channel', 'delete', 'ops']);
  assert.equal((await causeway(['notice', 'channel', 'delete', 'ops'])).code, 4);

  const told = installation.server.output + (await run(['audit', '--json']));
  const database = await readFile(folder.file('data', 'provisioning.sqlite-wal'), 'latin1');
  for (const hidden of [secret, 'p4ssw0rd of today', 'p4ssw0rd of tomorrow'])
    assert.ok(!told.includes(hidden) && !database.includes(hidden));
});
