import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freePorts, RunningProcess, runProcess, TemporaryFolder } from '@causeway/testkit';
import { type CommandRun, type Place, runCommand } from './run-command.ts';

const NOBODY = 65_534;
const script = join(import.meta.dirname, 'serve-as-nobody.ts');
const FIRST_FREE_PORT_FILE = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
const skip =
  firstFreePort() > 80 ? false : `every account may listen on port 80 here (${FIRST_FREE_PORT_FILE})`;

describe('an account without the right to low ports', {
  skip: process.env.CI === 'true' ? false : skip,
}, () => {
  it('is told so by `serve`, and nothing is left listening', async () => {
    await using folder = await folderOfNobody();
    const args = ['serve', '--data', folder.file('data'), '--listen', 'localhost:81'];
    const { code, stderr } = await runProcess(script, args, { cwd: folder.path });
    assert.equal(code, 3, stderr);
    assert.match(
      stderr,
      /^CONSOLE_PORT_PRIVILEGED: .*\n {2}seen: +localhost:81: .*\n {2}expected: .*\n {2}remedy: +\S/m,
    );
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

  it('is told so by the preflight, and no tenant is made or changed', async () => {
    await using folder = await folderOfNobody();
    const [consolePort = 0, http = 0, https = 0] = await freePorts(3);
    const place: Place = { folder, dataFolder: folder.file('data'), consolePort };
    const args = [
      'serve',
      '--data',
      place.dataFolder,
      '--listen',
      `localhost:${consolePort}`,
      '--log-level',
      'warn',
    ];
    await using server = RunningProcess.start(script, args, { cwd: folder.path });
    const [, link = ''] = await server.waitFor(/setup '(https:[^']+)'/);
    await must(['setup', link, '--name', 'ada', '--password-file', '-'], place, crypto.randomUUID());

    const create = [
      'tenant',
      'create',
      'acme',
      '--hostname',
      'acme.localhost',
      '--https-port',
      String(https),
    ];
    refusesPort80(await runCommand({ args: create }, place));
    assert.equal((await must(['tenant', 'list', '--json'], place)).trim(), '[]');

    await must([...create, '--http-port', String(http)], place);
    const before = await must(['tenant', 'show', 'acme', '--json'], place);
    refusesPort80(await runCommand({ args: ['tenant', 'configure', 'acme', '--http-port', '80'] }, place));
    assert.equal(await must(['tenant', 'show', 'acme', '--json'], place), before);
  });
});

function refusesPort80({ code, stderr }: CommandRun): void {
  assert.equal(code, 4, stderr);
  assert.match(stderr, /^PREFLIGHT_FAILED: /m);
  assert.match(stderr, /seen: +PORT_PRIVILEGED: port 80/);
  assert.match(stderr, /remedy: .*CAP_NET_BIND_SERVICE/);
}

/** @returns standard output */
async function must(args: readonly string[], place: Place, stdin?: string): Promise<string> {
  const { code, stdout, stderr } = await runCommand({ args, stdin }, place);
  assert.equal(code, 0, stdout + stderr);
  return stdout;
}

async function folderOfNobody(): Promise<TemporaryFolder> {
  const folder = await TemporaryFolder.make();
  if (process.getuid?.() === 0) await chown(folder.path, NOBODY, NOBODY);
  return folder;
}

function firstFreePort(): number {
  try {
    return Number(readFileSync(FIRST_FREE_PORT_FILE, 'utf8'));
  } catch {
    // Another system than Linux, where 1024 is the first.
    return 1_024;
  }
}
