import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { provisioningErrors } from '@causeway/provisioning';
import { createVault, keyIdOf, storeErrors, VAULT_KEY_BYTES, type Vault } from '@causeway/store';
import { serverErrors } from '../errors.ts';
import { formatKey, parseKey } from './key-text.ts';

/** OWASP's first choice for scrypt: 128 MiB and about half a second a guess. Part of the format: `v1`. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const SALT_BYTES = 16;
/** As long as an admin's password: whoever finds the file may guess as often as they like. */
const MIN_PASSWORD_LENGTH = 15;
const LINE = /^causeway-installation-key-backup v1 ([0-9a-f]{16}) ([\w-]{22}) (v1\.[\w-]{1,500})\r?\n?$/;

/**
 * One printable line: what it is, its version, the id of the key, a salt, and the key sealed under the password.
 * @throws PASSWORD_TOO_SHORT
 */
export async function formatKeyBackup(key: Uint8Array, password: string): Promise<string> {
  refuseShort(password);
  const salt = randomBytes(SALT_BYTES);
  const id = keyIdOf(key);
  const sealed = (await vaultOf(password, salt)).seal(formatKey(key), contextOf(id));
  return `causeway-installation-key-backup v1 ${id} ${salt.toString('base64url')} ${sealed}\n`;
}

/** @throws KEY_BACKUP_UNREADABLE, KEY_BACKUP_PASSWORD_WRONG */
export async function parseKeyBackup(text: string, password: string, file: string): Promise<Buffer> {
  const [, id, salt, sealed] = LINE.exec(text) ?? [];
  if (id === undefined || salt === undefined || sealed === undefined) {
    throw serverErrors.error('KEY_BACKUP_UNREADABLE', {
      seen: `${file}: ${text.length} characters that are no backup of an installation key`,
      expected: 'the one line that `causeway installation-key backup` wrote, unchanged',
    });
  }
  const vault = await vaultOf(password, Buffer.from(salt, 'base64url'));
  try {
    return parseKey(vault.open(sealed, contextOf(id)), file);
  } catch (cause) {
    if (!storeErrors.is(cause)) throw cause;
    throw serverErrors.error('KEY_BACKUP_PASSWORD_WRONG', {
      seen: `${file}, of installation key ${id}`,
      cause,
    });
  }
}

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

async function vaultOf(password: string, salt: Buffer): Promise<Vault> {
  return createVault(await derive(password.normalize('NFKC'), salt, VAULT_KEY_BYTES, COST));
}

function contextOf(id: string): string {
  return `installation-key-backup/${id}`;
}

function refuseShort(password: string): void {
  const length = [...password].length;
  if (length >= MIN_PASSWORD_LENGTH) return;
  throw provisioningErrors.error('PASSWORD_TOO_SHORT', {
    seen: `${length} characters`,
    expected: `at least ${MIN_PASSWORD_LENGTH} characters`,
  });
}
