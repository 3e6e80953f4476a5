import { spawnSync } from 'node:child_process';

/** For the `skip` of a test: false where OpenSSL's command is there or has to be, else what would install it. */
export const withoutOpenssl: string | false =
  spawnSync('openssl', ['version']).error !== undefined && process.env.CI !== 'true'
    ? 'needs openssl: apt-get install -y openssl'
    : false;

/** Runs `openssl` to its end. @returns what it printed on either stream @throws unless it ends with 0 */
export function openssl(args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync('openssl', args, { input, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`openssl ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}
