import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type DerElement,
  expectTag,
  readCount,
  readElements,
  readObjectIdentifier,
  readSequence,
} from '../../der/read-der.ts';
import { digests } from '../encryption/hashes.ts';
import { derivePbkdf2, hmacOf, positive } from '../encryption/pbkdf2.ts';
import { derivePkcs12, purposes } from '../encryption/pkcs12-kdf.ts';
import type { PasswordForm, Unlock } from '../encryption/unlock.ts';
import { unsupported } from '../encryption/unsupported.ts';

/** RFC 8018 appendix A.5. */
const PBMAC1 = '1.2.840.113549.1.5.14';
const PBKDF2 = '1.2.840.113549.1.5.12';

/**
 * Whether MacData (RFC 7292 section 4) fits the content under that form of the password.
 * @throws RangeError, CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY
 */
export function fitsMac(macData: DerElement, content: Buffer, { form, unlock }: MacTrial): boolean {
  const [digestInfo, salt, count] = readElements(macData.content);
  const [algorithm, expected] = readElements(expectTag(digestInfo, 0x30).content);
  const [oid, parameters] = readElements(expectTag(algorithm, 0x30).content);
  const name = readObjectIdentifier(expectTag(oid, 0x06).content);
  const key =
    name === PBMAC1
      ? derivePbmac1(expectTag(parameters, 0x30).bytes, { form, unlock })
      : derivePlain(name, { salt, count, form, unlock });
  const mac = createHmac(key.hash, key.bytes).update(content).digest();
  const seen = expectTag(expected, 0x04).content;
  return seen.length === mac.length && timingSafeEqual(seen, mac);
}

export interface MacTrial {
  readonly form: PasswordForm;
  readonly unlock: Unlock;
}

interface MacKey {
  readonly hash: string;
  readonly bytes: Buffer;
}

interface PlainMac extends MacTrial {
  readonly salt: DerElement | undefined;
  readonly count: DerElement | undefined;
}

/** The key of RFC 7292 appendix A; the count of iterations is 1 when absent. */
function derivePlain(name: string, { salt, count, form, unlock }: PlainMac): MacKey {
  const hash = digests.get(name) ?? unsupported(`MAC ${name}`);
  const iterations = count === undefined ? 1 : positive(readCount(count));
  const kdf = { salt: expectTag(salt, 0x04).content, iterations, hash, unlock, purpose: purposes.mac };
  return { hash: hash.name, bytes: derivePkcs12(form, { ...kdf, bytes: hash.outputBytes }) };
}

/** RFC 9579: the salt and count beside it are not looked at, the password is UTF-8, the key length is required. */
function derivePbmac1(parameters: Buffer, { form, unlock }: MacTrial): MacKey {
  const [derivation, scheme] = readSequence(parameters);
  const [oid, kdf] = readElements(expectTag(derivation, 0x30).content);
  const name = readObjectIdentifier(expectTag(oid, 0x06).content);
  if (name !== PBKDF2) unsupported(`key derivation ${name} of a MAC`);
  const hash = hmacOf(expectTag(scheme, 0x30));
  const keyBytes = readCount(readSequence(expectTag(kdf, 0x30).bytes)[2]);
  if (keyBytes < MIN_KEY_BYTES || keyBytes > hash.blockBytes)
    throw new RangeError('MAC key length is not usable');
  return {
    hash: hash.name,
    bytes: derivePbkdf2(expectTag(kdf, 0x30).content, form.utf8, { keyBytes, unlock }),
  };
}

/** RFC 9579 section 9: shorter ones are not to be accepted. */
const MIN_KEY_BYTES = 20;
