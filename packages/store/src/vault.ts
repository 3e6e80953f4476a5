import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { storeErrors } from './errors.ts';

/** Seals secrets before they reach a database, so that a copied database yields none. */
export interface Vault {
  /** Tells installation keys apart without giving them away; a database remembers the one that it belongs to. */
  readonly keyId: string;
  /** `context` says whose secret it is (`certificates/<id>`): a sealed text moved elsewhere does not open. */
  seal(plain: string, context: string): string;
  /** @throws VAULT_KEY_WRONG when another key sealed it, or it was altered or moved. */
  open(sealed: string, context: string): string;
}

export const VAULT_KEY_BYTES = 32;

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D section 5.2.1.1: 96 bits, random; safe for 2^32 secrets under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Begins every sealed text, and no PEM. */
export const SEALED_PREFIX = 'v1.';
const KEY_ID_BYTES = 8;

/** 16 hexadecimal digits. One way: a key has 256 random bits. */
export function keyIdOf(key: Uint8Array): string {
  const digest = createHmac('sha256', key).update('causeway installation key').digest();
  return digest.subarray(0, KEY_ID_BYTES).toString('hex');
}

/** AES-256-GCM under the installation key, 32 bytes. */
export function createVault(key: Uint8Array): Vault {
  if (key.length !== VAULT_KEY_BYTES)
    throw new RangeError(`an installation key has ${VAULT_KEY_BYTES} bytes`);
  return {
    keyId: keyIdOf(key),
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([
        nonce,
        cipher.update(plain, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return SEALED_PREFIX + sealed.toString('base64url');
    },
    open(sealed, context) {
      try {
        return unseal(sealed, context, key);
      } catch (cause) {
        throw storeErrors.error('VAULT_KEY_WRONG', { seen: `${context} does not open`, cause });
      }
    },
  };
}

function unseal(sealed: string, context: string, key: Uint8Array): string {
  if (!sealed.startsWith(SEALED_PREFIX)) throw new RangeError('not a sealed text');
  const bytes = Buffer.from(sealed.slice(SEALED_PREFIX.length), 'base64url');
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(end));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]).toString(
    'utf8',
  );
}
