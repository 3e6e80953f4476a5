import { spawnSync } from 'node:child_process';
import { ensureDebianPackage } from '../constellation/index.ts';

const missing = ensureDebianPackage('openssl', 'openssl');

/** For the `skip` of a test: with CI a suite that cannot run is a failure. */
export const withoutOpenssl: string | false = missing !== undefined && process.env.CI !== 'true' && missing;

/** Runs `openssl` to its end. @returns what it printed on either stream @throws unless it ends with 0 */
export function openssl(args: readonly string[], input: string | Uint8Array = ''): string {
  const { status, stdout, stderr, error } = spawnSync('openssl', args, { input, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`openssl ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}
