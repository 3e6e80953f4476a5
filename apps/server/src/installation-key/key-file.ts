import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { VAULT_KEY_BYTES } from '@causeway/store';
import { serverErrors } from '../errors.ts';
import { formatKey, parseKey } from './key-text.ts';
import { writeNewFile } from './write-new-file.ts';

/** Bits by which the group or others may do anything with a file. */
const NOT_THE_OWNER = 0o077;

/** @throws INSTALLATION_KEY_MISSING, INSTALLATION_KEY_EXPOSED, INSTALLATION_KEY_DAMAGED */
export async function loadKey(file: string): Promise<Buffer> {
  const key = await findKey(file);
  if (key !== undefined) return key;
  throw serverErrors.error('INSTALLATION_KEY_MISSING', { seen: `no file at ${file}` });
}

/** Makes the key of a new installation. It is on disk, whole, before the promise resolves. */
export async function createKey(file: string): Promise<Buffer> {
  const key = randomBytes(VAULT_KEY_BYTES);
  await saveKey(file, key);
  return key;
}

/** Undefined when there is no such file. @throws INSTALLATION_KEY_EXPOSED, INSTALLATION_KEY_DAMAGED */
export async function findKey(file: string): Promise<Buffer | undefined> {
  try {
    await refuseExposed(file);
    return parseKey(await readFile(file, 'latin1'), file);
  } catch (cause) {
    if (serverErrors.is(cause)) throw cause;
    if (isMissing(cause)) return undefined;
    throw unusable(file, cause);
  }
}

/** Writes a key where there is none. @throws INSTALLATION_KEY_UNUSABLE when there is a file, or none can be written */
export async function saveKey(file: string, key: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(resolve(file)), { recursive: true, mode: 0o700 });
    await writeNewFile(file, formatKey(key));
  } catch (cause) {
    throw unusable(file, cause);
  }
}

async function refuseExposed(file: string): Promise<void> {
  // Windows keeps access lists; Node shows them as modes that mean nothing.
  if (process.platform === 'win32') return;
  const mode = (await stat(file)).mode & 0o777;
  if ((mode & NOT_THE_OWNER) === 0) return;
  throw serverErrors.error('INSTALLATION_KEY_EXPOSED', {
    seen: `${file} has mode ${mode.toString(8).padStart(4, '0')}`,
    expected: 'mode 0600',
    hint: `Run: chmod 600 ${file}. If others could read it for long, take the secrets as known and make new ones.`,
  });
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

function unusable(file: string, cause: unknown): Error {
  const seen = cause instanceof Error ? cause.message : String(cause);
  return serverErrors.error('INSTALLATION_KEY_UNUSABLE', { seen, expected: `a key file at ${file}`, cause });
}
