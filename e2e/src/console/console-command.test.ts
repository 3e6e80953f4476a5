import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { AuditView, ConsoleView } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { Installation } from '../constellation/index.ts';

const ca = createTestCa();
let installation: Installation;

before(async () => {
  installation = await Installation.start();
});
after(() => installation[Symbol.asyncDispose]());

/** A PEM file with a certificate of our CA and its key, and the arguments that hand it in. */
async function fileArguments(name: string, hostname: string): Promise<string[]> {
  const { chainPem, keyPem } = ca.issue({ hostnames: [hostname] });
  const [file, anchor] = [installation.folder.file(`${name}.pem`), installation.folder.file('anchor.pem')];
  await writeFile(file, chainPem + keyPem, { mode: 0o600 });
  await writeFile(anchor, ca.certificatePem);
  return ['--file', file, '--anchor', anchor, '--name', name];
}

async function sessionAnchor(): Promise<string> {
  return JSON.parse(await readFile(installation.folder.file('session.json'), 'utf8')).anchorPem;
}

test('console configure refuses a certificate for another name with exit code 4, and nothing changes', async () => {
  const shown = await installation.json<ConsoleView>(['console', 'show']);
  const args = await fileArguments('other', 'console.acme.example');
  const { code, stderr } = await installation.causeway(['console', 'configure', ...args]);
  assert.equal(code, 4, stderr);
  assert.match(stderr, /PREFLIGHT_FAILED/);
  assert.match(stderr, /CERTIFICATE_NAME_MISMATCH/);
  const after = await installation.json<ConsoleView>(['console', 'show']);
  assert.deepEqual([after.certificate.sha256, after.trial], [shown.certificate.sha256, null]);
});

test('console configure replaces it from a file, confirms it by itself, and session and console.pem follow', async () => {
  const args = await fileArguments('ours', 'localhost');
  const { code, stderr, stdout } = await installation.causeway(['console', 'configure', ...args]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /ours \(imported\)/);
  const view = await installation.json<ConsoleView>(['console', 'show']);
  assert.deepEqual([view.certificate.name, view.trial, view.undone], ['ours', null, null]);
  assert.equal(await sessionAnchor(), ca.certificatePem);
  assert.equal(await readFile(installation.folder.file('data', 'console.pem'), 'utf8'), ca.certificatePem);
});

test('console configure replaces it from the store', async () => {
  await installation.run(['certificate', 'create', 'fresh', '--hostname', 'localhost']);
  await installation.run(['console', 'configure', '--certificate', 'fresh']);
  assert.equal((await installation.json<ConsoleView>(['console', 'show'])).certificate.name, 'fresh');
});

test('a certificate that the command cannot reach ends with exit code 6, and a killed server starts with the one before', async () => {
  const before = await installation.json<ConsoleView>(['console', 'show']);
  const args = await fileArguments('elsewhere', 'console.acme.example');
  const { code, stderr } = await installation.causeway([
    'console',
    'configure',
    ...args,
    ...['--hostname', 'console.acme.example'],
  ]);
  assert.equal(code, 6, stderr);
  assert.match(stderr, /SERVER_UNREACHABLE/);
  assert.match(stderr, /the certificate before is back at .*, by itself/);
  const pems = await readFile(installation.folder.file('data', 'console.pem'), 'utf8');
  assert.ok(pems.includes(before.certificate.anchorPem) && pems.includes(ca.certificatePem));
  await installation.server.stop('SIGKILL');
  await installation.serve();
  const after = await installation.json<ConsoleView>(['console', 'show']);
  assert.deepEqual([after.certificate.sha256, after.trial], [before.certificate.sha256, null]);
  assert.match(after.undone?.reason ?? '', /the server ended before/);
  const deeds = await installation.json<AuditView[]>(['audit']);
  assert.ok(deeds.some(({ actor, action }) => actor === 'system' && action === 'console.certificate.undo'));
});
