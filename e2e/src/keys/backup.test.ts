import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { CertificateView, TenantView } from '@causeway/contract/admin';
import { defaultKeyFile } from '@causeway/server';
import { type ProcessResult, runProcess } from '@causeway/testkit';
import { causewayScript, Installation } from '../constellation/index.ts';
import { filesWith, secretsOf } from './secrets-of.ts';

const PASSWORD = 'a whole sentence of words';
let installation: Installation;
let folder = '';

before(async () => {
  installation = await Installation.start();
  folder = installation.folder.file('backup');
  const { httpPort } = installation;
  await installation.run(['certificate', 'create', 'acme', '--hostname', 'acme.localhost']);
  await installation.run([
    ...['tenant', 'create', 'acme', '--hostname', 'acme.localhost', '--http-port', `${httpPort}`],
  ]);
  await installation.run(['backup', 'create', folder, '--with-key', '--password-file', '-'], PASSWORD);
});
after(() => installation[Symbol.asyncDispose]());

function backup(...args: readonly string[]): Promise<ProcessResult> {
  return runProcess(causewayScript, ['backup', ...args], { cwd: installation.folder.path });
}

test('a backup of a running installation is for its owner alone, and without the password yields no secret', async () => {
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  const names = await readdir(folder, { recursive: true });
  assert.equal(names.filter((name) => name.endsWith('.sqlite')).length, 2);
  assert.ok(!names.some((name) => /-wal|-shm|journal|\.new/.test(name)), names.join());
  for (const name of names.filter((name) => name !== 'tenants'))
    assert.equal((await stat(`${folder}/${name}`)).mode & 0o777, 0o600, name);
  const { id } = await installation.json<TenantView>(['tenant', 'show', 'acme']);
  await installation.server.stop();
  const key = await readFile(defaultKeyFile(installation.dataFolder));
  const traces = [...(await secretsOf(installation, id)), Buffer.from('PRIVATE KEY'), key];
  assert.deepEqual(await filesWith(folder, traces), []);
  await installation.serve();
});

test('a backup never goes over a folder, nor a restore over an installation', async () => {
  const again = await installation.causeway(['backup', 'create', folder]);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /FILE_UNWRITABLE/);
  const running = await backup('restore', folder, '--data', installation.dataFolder);
  assert.match(running.stderr, /DATA_IN_USE/);
  assert.equal(running.code, 4);
  await installation.server.stop();
  const resting = await backup('restore', folder, '--data', installation.dataFolder);
  assert.match(resting.stderr, /BACKUP_WOULD_OVERWRITE/);
  assert.equal(resting.code, 4);
  await installation.serve();
});

test('a backup with a byte changed, or with a manifest that leads elsewhere, is refused before anything is written', async () => {
  const target = installation.folder.file('refused');
  for (const [name, change] of damages) {
    const file = `${folder}/${name}`;
    const whole = await readFile(file);
    await writeFile(file, change(Buffer.from(whole)));
    const { code, stderr } = await backup('restore', folder, '--data', target);
    await writeFile(file, whole);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /BACKUP_(DAMAGED|UNREADABLE)/);
    await assert.rejects(stat(target), /ENOENT/);
  }
});

const damages: readonly [string, (bytes: Buffer) => Buffer][] = [
  ['provisioning.sqlite', (bytes) => bytes.fill(1, 200, 201)],
  ['provisioning.sqlite', (bytes) => bytes.subarray(0, 4096)],
  ['manifest.json', (bytes) => Buffer.from(bytes.toString().replace('"tenants/', '"../tenants/'))],
  ['manifest.json', (bytes) => bytes.subarray(0, 30)],
];

test('an installation that is lost with its key comes back from the backup and serves again', async () => {
  const before = await installation.json<CertificateView>(['certificate', 'show', 'acme']);
  await installation.server.stop();
  await rm(installation.dataFolder, { recursive: true });
  await rm(defaultKeyFile(installation.dataFolder));
  const restored = await backup('restore', folder);
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stderr, /It needs installation key [0-9a-f]{16}: causeway installation-key restore/);
  const keyBackup = `${folder}/installation-key.backup`;
  await installation.run(['installation-key', 'restore', keyBackup, '--password-file', '-'], PASSWORD);
  await installation.serve();
  const after = await installation.json<CertificateView>(['certificate', 'show', 'acme']);
  assert.equal(after.sha256, before.sha256);
  assert.equal((await installation.json<TenantView>(['tenant', 'show', 'acme'])).trouble, null);
});

test('a data folder without an installation is not backed up', async () => {
  const { code, stderr } = await backup('create', installation.folder.file('another'), '--data', 'none');
  assert.equal(code, 4);
  assert.match(stderr, /DATA_MISSING/);
  assert.deepEqual(
    (await readdir(installation.folder.path)).filter((name) => name.startsWith('another')),
    [],
  );
});
