import assert from 'node:assert/strict';
import { chmod, cp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { NewEnrollmentToken, TenantView } from '@causeway/contract/admin';
import { defaultKeyFile } from '@causeway/server';
import { type ProcessResult, runProcess } from '@causeway/testkit';
import { causewayScript, Installation } from '../constellation/index.ts';
import { filesWith, secretsOf } from './secrets-of.ts';

const PASSWORD = 'a whole sentence of words';
let installation: Installation;
let keyFile = '';
let secrets: readonly Buffer[] = [];
let token = '';

before(async () => {
  installation = await Installation.start();
  keyFile = defaultKeyFile(installation.dataFolder);
  const { httpPort, httpsPort } = installation;
  await installation.run(['certificate', 'create', 'acme', '--hostname', 'acme.localhost']);
  await installation.run([
    ...['tenant', 'create', 'acme', '--hostname', 'acme.localhost', '--binding', 'http+https'],
    ...['--certificate', 'acme', '--http-port', `${httpPort}`, '--https-port', `${httpsPort}`],
  ]);
  ({ token } = await installation.json<NewEnrollmentToken>(['enrollment-token', 'create', 'acme']));
  const { id } = await installation.json<TenantView>(['tenant', 'show', 'acme']);
  await cp(installation.dataFolder, installation.folder.file('copied-while-running'), { recursive: true });
  await installation.server.stop();
  secrets = await secretsOf(installation, id);
});
after(() => installation[Symbol.asyncDispose]());

/** Starts a server that is expected to refuse. */
function serve(...args: readonly string[]): Promise<ProcessResult> {
  const place = ['--data', installation.dataFolder, '--listen', `localhost:${installation.consolePort}`];
  return runProcess(causewayScript, ['serve', ...place, ...args], { cwd: installation.folder.path });
}

async function withKeyFile(change: () => Promise<void>, look: () => Promise<void>): Promise<void> {
  await cp(keyFile, `${keyFile}.kept`);
  await change();
  await look();
  await rm(keyFile, { force: true });
  await rename(`${keyFile}.kept`, keyFile);
}

test('a data folder copied without the key, from a server that runs or rests, yields no private key and no token', async () => {
  assert.ok(secrets.length > 10);
  const copies = [installation.folder.file('copied-while-running'), installation.dataFolder];
  const traces = [...secrets, Buffer.from('PRIVATE KEY'), Buffer.from(token), await readFile(keyFile)];
  for (const copy of copies) {
    assert.deepEqual(
      await filesWith(copy, [Buffer.from('acme.localhost')]).then((all) => all.length > 1),
      true,
    );
    assert.deepEqual(await filesWith(copy, traces), []);
  }
});

test('the key is its owner’s alone', async () => {
  assert.equal((await stat(keyFile)).mode & 0o777, 0o600);
});

test('a server without its key refuses to start and makes no new one', async () => {
  await withKeyFile(
    () => rm(keyFile),
    async () => {
      const { code, stderr } = await serve();
      assert.equal(code, 4, stderr);
      assert.match(stderr, /INSTALLATION_KEY_MISSING/);
      await assert.rejects(stat(keyFile), /ENOENT/);
    },
  );
});

test('a server with another installation’s key refuses to start', async () => {
  await using other = await Installation.start();
  const { code, stderr } = await serve('--key-file', defaultKeyFile(other.dataFolder));
  assert.equal(code, 4, stderr);
  assert.match(stderr, /INSTALLATION_KEY_WRONG/);
});

test('a server with a key cut short, or one that others may read, refuses to start', async () => {
  const whole = await readFile(keyFile);
  await withKeyFile(
    () => writeFile(keyFile, whole.subarray(0, 60)),
    async () => {
      const { code, stderr } = await serve();
      assert.equal(code, 2, stderr);
      assert.match(stderr, /INSTALLATION_KEY_DAMAGED/);
    },
  );
  await withKeyFile(
    () => chmod(keyFile, 0o644),
    async () => {
      const { code, stderr } = await serve();
      assert.equal(code, 2, stderr);
      assert.match(stderr, /INSTALLATION_KEY_EXPOSED/);
      assert.match(stderr, /chmod 600/);
    },
  );
});

test('the key is backed up under a password, lost, restored, and the server starts and serves again', async () => {
  const file = installation.folder.file('key-backup');
  const key = (action: string, ...args: readonly string[]) =>
    installation.causeway(['installation-key', action, ...args], PASSWORD);
  assert.equal((await key('backup', file, '--password-file', '-')).code, 0);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await filesWith(installation.folder.path, [await readFile(keyFile)]), ['data.key']);
  assert.equal((await key('backup', file, '--password-file', '-')).code, 2, 'never over a file');
  const { stdout: before } = await key('show');
  await rm(keyFile);
  assert.equal((await serve()).code, 4);
  const wrong = await installation.causeway(
    ['installation-key', 'restore', file, '--password-file', '-'],
    'another whole sentence',
  );
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /KEY_BACKUP_PASSWORD_WRONG/);
  const { code, stderr } = await key('restore', file, '--password-file', '-');
  assert.equal(code, 0, stderr);
  const { stdout } = await key('show');
  assert.equal(stdout, before);
  assert.match(stdout, /which it opens/);
  await installation.serve();
  const tenant = await installation.json<TenantView>(['tenant', 'show', 'acme']);
  assert.equal(tenant.trouble, null);
});
