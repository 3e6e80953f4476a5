import { execFileSync } from 'node:child_process';
import { ensureDebianPackage } from '@causeway/e2e/constellation';
import { TemporaryFolder } from '@causeway/testkit';

/** What the goal is stated for. */
const LEAST_PACKAGES = 900;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
const LIMIT_MS = 240_000;

/** An inventory as `ocsinventory-agent` sends it from this machine. */
export interface RealInventory {
  /** The text of CONTENT's children. */
  readonly content: string;
  readonly packages: number;
}

/**
 * Runs the agent twice on this machine, so that what varies from one day to the next does.
 * @throws when this machine has too few packages to measure the goal by
 */
export async function collectRealInventories(): Promise<{ first: RealInventory; second: RealInventory }> {
  const missing = ensureDebianPackage('ocsinventory-agent', 'ocsinventory-agent');
  if (missing !== undefined) throw new Error(missing);
  const first = await collect();
  return { first, second: await collect() };
}

async function collect(): Promise<RealInventory> {
  await using folder = await TemporaryFolder.make();
  const args = ['--stdout', '--force', '--local', folder.path, '--basevardir', folder.path];
  const text = execFileSync('ocsinventory-agent', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: LIMIT_MS,
    maxBuffer: MOST_OUTPUT_BYTES,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const content = /<CONTENT>([\s\S]*)<\/CONTENT>/.exec(text)?.[1];
  if (content === undefined) throw new Error('the agent printed no inventory');
  const packages = content.split('<SOFTWARES>').length - 1;
  if (packages < LEAST_PACKAGES)
    throw new Error(
      `this machine has ${packages} packages; the goal is stated for ${LEAST_PACKAGES}: install some more`,
    );
  return { content, packages };
}
