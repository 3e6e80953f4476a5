import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Makes a program of a Debian package available: installs the package when root on Debian.
 * @returns undefined when it is there, else the sentence that says what to do
 */
export function ensureDebianPackage(name: string, program: string): string | undefined {
  if (isThere(program)) return undefined;
  const remedy = `needs ${program}: apt-get install -y ${name}`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return remedy;
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], {
      stdio: 'ignore',
      timeout: INSTALL_LIMIT_MS,
    });
  } catch {
    return remedy;
  }
  return isThere(program) ? undefined : remedy;
}

const INSTALL_LIMIT_MS = 300_000;

function isThere(program: string): boolean {
  const folders = ['/usr/sbin', ...(process.env.PATH ?? '').split(':')];
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}
