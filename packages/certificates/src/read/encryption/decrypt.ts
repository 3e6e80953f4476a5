import { peekHeader } from '../../der/ber-to-der.ts';
import { expectTag, readElements, readObjectIdentifier } from '../../der/read-der.ts';
import { decipher, type KeyedCipher } from './cipher.ts';
import { derivePbes1, derivePkcs12Cipher, pbes1Schemes, pkcs12Ciphers } from './pbes1.ts';
import { derivePbes2, PBES2 } from './pbes2.ts';
import type { PasswordForm, Unlock } from './unlock.ts';
import { unsupported } from './unsupported.ts';

/** What is encrypted by a password. */
export interface Encrypted {
  /** Content of the AlgorithmIdentifier. */
  readonly algorithm: Buffer;
  readonly data: Buffer;
}

/**
 * The plain text under the first form of the password that fits; undefined when none does. Everything that is encrypted
 * in keys and PFX files is one SEQUENCE, so that a padding which is right by chance is no proof of the password.
 * @throws RangeError, CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY
 */
export function decrypt(
  { algorithm, data }: Encrypted,
  forms: readonly PasswordForm[],
  unlock: Unlock,
): Buffer | undefined {
  for (const form of forms) {
    const plain = decipher(data, deriveCipher(algorithm, { form, unlock }));
    if (plain !== undefined && isOneSequence(plain)) return plain;
  }
  return undefined;
}

function deriveCipher(
  algorithm: Buffer,
  trial: { readonly form: PasswordForm; readonly unlock: Unlock },
): KeyedCipher {
  const [oid, parameters] = readElements(algorithm);
  const scheme = readObjectIdentifier(expectTag(oid, 0x06).content);
  const pkcs12 = pkcs12Ciphers.get(scheme);
  const pbes1 = pbes1Schemes.get(scheme);
  if (scheme !== PBES2 && pkcs12 === undefined && pbes1 === undefined) unsupported(`encryption ${scheme}`);
  const { content } = expectTag(parameters, 0x30);
  if (pkcs12 !== undefined) return derivePkcs12Cipher(pkcs12, content, trial);
  if (pbes1 !== undefined) return derivePbes1(pbes1, content, trial);
  return derivePbes2(content, trial.form.utf8, trial.unlock);
}

function isOneSequence(plain: Buffer): boolean {
  if (plain.length < 2 || plain[0] !== 0x30) return false;
  try {
    const { start, length } = peekHeader(plain, 0);
    return length === undefined || start + length === plain.length;
  } catch {
    return false;
  }
}
