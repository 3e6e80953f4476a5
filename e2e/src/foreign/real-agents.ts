import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TemporaryFolder } from '@causeway/testkit';

const run = promisify(execFile);
/** An inventory takes seconds on an idle machine. */
const LIMIT_MS = 240_000;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Where an agent reports to, as its own configuration says it. */
export interface AgentTarget {
  readonly url: string;
  /** PEM: what it trusts, and nothing else. */
  readonly anchorPem?: string | undefined;
  readonly user?: string;
  readonly password?: string;
}

export interface AgentRun {
  /** Standard output and error together. */
  readonly output: string;
}

/** Debian's own `fusioninventory-agent`; its state is where the package keeps it. */
export async function runFusionInventory(folder: TemporaryFolder, target: AgentTarget): Promise<AgentRun> {
  const args = [
    ...['--server', target.url, '--tasks', 'inventory', '--force', '--debug', '--no-httpd'],
    ...(target.user === undefined ? [] : ['--user', target.user, '--password', target.password ?? '']),
    ...(await anchorOf(folder, target, (file) => ['--ca-cert-file', file])),
  ];
  return runAgent('fusioninventory-agent', args);
}

/** Debian's own `ocsinventory-agent`, with a state folder of its own. */
export async function runOcsInventory(folder: TemporaryFolder, target: AgentTarget): Promise<AgentRun> {
  const state = folder.file('ocs');
  await mkdir(state, { recursive: true });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const args = [
    ...[
      '--server',
      target.url,
      '--nolocal',
      '--basevardir',
      state,
      '--force',
      '--debug',
      '--ssl',
      '1',
      '--snmp',
      '0',
    ],
    ...(target.user === undefined
      ? []
      : ['--user', base64(target.user), '--password', base64(target.password ?? ''), '--realm', 'Causeway']),
    ...(await anchorOf(folder, target, (file) => ['--ca', file])),
  ];
  return runAgent('ocsinventory-agent', args);
}

async function runAgent(program: string, args: readonly string[]): Promise<AgentRun> {
  const { stdout, stderr } = await run(program, args, {
    timeout: LIMIT_MS,
    maxBuffer: MOST_OUTPUT_BYTES,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return { output: `${stdout}${stderr}` };
}

async function anchorOf(
  folder: TemporaryFolder,
  { anchorPem }: AgentTarget,
  option: (file: string) => readonly string[],
): Promise<readonly string[]> {
  if (anchorPem === undefined) return [];
  const file = join(folder.path, 'anchor.pem');
  await writeFile(file, anchorPem);
  return option(file);
}

/** `name version` of every package that is installed here, sorted. */
export async function listDebianPackages(): Promise<string[]> {
  const [status, name, version] = ['db:Status-Status', 'Package', 'Version'].map((field) => `\${${field}}`);
  const format = `${status}\t${name} ${version}\n`;
  const { stdout } = await run('dpkg-query', ['-W', '-f', format], { maxBuffer: MOST_OUTPUT_BYTES });
  const lines = stdout.split('\n').filter((line) => line.startsWith('installed\t'));
  return lines.map((line) => line.slice('installed\t'.length)).sort();
}
