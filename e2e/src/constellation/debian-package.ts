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
  // A machine that never updated its lists knows no package; one that did is spared the time.
  if (!tryInstall(name) && tryApt('update')) tryInstall(name);
  return isThere(program) ? undefined : remedy;
}

const INSTALL_LIMIT_MS = 300_000;

function tryInstall(name: string): boolean {
  return tryApt('install', '-y', '--no-install-recommends', name);
}

function tryApt(...args: readonly string[]): boolean {
  try {
    // Suites that run at the same time wait for each other's lock.
    const waiting = ['-o', `DPkg::Lock::Timeout=${INSTALL_LIMIT_MS / 1000}`];
    execFileSync('apt-get', [...waiting, ...args], { stdio: 'ignore', timeout: INSTALL_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

function isThere(program: string): boolean {
  const folders = ['/usr/sbin', ...(process.env.PATH ?? '').split(':')];
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}
