import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { provisioningErrors } from '../errors.ts';

const hash = promisify(argon2);

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_LENGTH = 32;
const SALT_LENGTH = 16;
/** NIST SP 800-63B-4 asks for 15 where the password is the only factor. */
export const MIN_PASSWORD_LENGTH = 15;

/**
 * Hashes a password into the PHC string format.
 * @throws PASSWORD_TOO_SHORT
 */
export async function hashPassword(password: string): Promise<string> {
  requireLongPassword(password);
  const salt = randomBytes(SALT_LENGTH);
  const tag = await derive(password, salt, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** @throws PASSWORD_TOO_SHORT */
export function requireLongPassword(password: string): void {
  const length = [...password].length;
  if (length >= MIN_PASSWORD_LENGTH) return;
  throw provisioningErrors.error('PASSWORD_TOO_SHORT', {
    seen: `${length} characters`,
    expected: `at least ${MIN_PASSWORD_LENGTH} characters`,
  });
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Whether the password is the one that was hashed; takes as long for a wrong one. */
export async function isPassword(password: string, phc: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? [];
  if (salt === undefined || tag === undefined) return false;
  const expected = Buffer.from(tag, 'base64');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const actual = await derive(password, Buffer.from(salt, 'base64'), cost);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

async function derive(
  password: string,
  salt: Buffer,
  cost: { memory: number; passes: number; parallelism: number },
): Promise<Buffer> {
  return hash('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    tagLength: TAG_LENGTH,
    ...cost,
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
