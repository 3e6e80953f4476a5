import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { endpointErrors } from '../errors.ts';

// N = 2^14, r = 8, p = 5: what OWASP's Password Storage Cheat Sheet takes for as hard as N = 2^17 in 16 MB of memory.
const COST = { ln: 14, r: 8, p: 5 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Nobody's hash asks for more. */
const MOST = { ln: 17, r: 8, p: 16 } as const;
const MAX_MEMORY_BYTES = 192 * 1024 * 1024;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** `$scrypt$ln=…,r=…,p=…$SALT$HASH`, base64 without padding: the PHC string format. */
const PHC =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** What is kept of the password that foreign agents have to show: scrypt (RFC 7914) in PHC string format. */
export async function hashSharedSecret(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password.normalize('NFC'), salt, HASH_BYTES, optionsOf(COST));
  const { ln, r, p } = COST;
  return `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Takes as long for any password. @throws FOREIGN_SECRET_WRONG, also for a hash that is none */
export async function verifySharedSecret(password: string, passwordHash: string): Promise<void> {
  const [, ln, r, p, salt = '', hash = ''] = PHC.exec(passwordHash) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (!(cost.ln <= MOST.ln && cost.r <= MOST.r && cost.p <= MOST.p))
    throw endpointErrors.error('FOREIGN_SECRET_WRONG');
  const expected = Buffer.from(hash, 'base64');
  const bytes = Buffer.from(salt, 'base64');
  const actual = await derive(password.normalize('NFC'), bytes, expected.length, optionsOf(cost));
  if (!timingSafeEqual(actual, expected)) throw endpointErrors.error('FOREIGN_SECRET_WRONG');
}

function optionsOf({ ln, r, p }: { readonly ln: number; readonly r: number; readonly p: number }) {
  return { N: 2 ** ln, r, p, maxmem: MAX_MEMORY_BYTES };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
