import { createPrivateKey, type KeyObject } from 'node:crypto';
import { berToDer } from '../der/ber-to-der.ts';
import { expectTag, readSequence } from '../der/read-der.ts';
import { certificateErrors } from '../errors.ts';
import type { KeySource } from './contents.ts';
import { decrypt } from './encryption/decrypt.ts';
import { formsOf, type PasswordForm, type Unlock } from './encryption/unlock.ts';
import { unsupported } from './encryption/unsupported.ts';
import { readAs } from './malformed.ts';
import { refusePassword } from './pfx/read-pfx.ts';

/**
 * The PKCS#8 inside EncryptedPrivateKeyInfo, opened by us and not by node:crypto, which would do any number of iterations.
 * @throws CERTIFICATE_KEY_PASSWORD_REQUIRED, CERTIFICATE_KEY_PASSWORD_WRONG, CERTIFICATE_PFX_PASSWORD_REQUIRED, CERTIFICATE_PFX_PASSWORD_WRONG,
 *   CERTIFICATE_KEY_MALFORMED, CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY
 */
export function openEncryptedKey(
  source: Extract<KeySource, { kind: 'encrypted' | 'pfx' }>,
  unlock: Unlock,
): Buffer {
  if (source.kind === 'encrypted' && !unlock.password) throw passwordRequired();
  const forms = source.kind === 'pfx' ? source.forms : formsOf(unlock.password);
  const opened = readAs('CERTIFICATE_KEY_MALFORMED', 'an encrypted private key, PKCS#8', () =>
    decryptKey(source.der, forms, unlock),
  );
  if (opened !== undefined) return opened;
  if (source.kind === 'pfx') refusePassword(unlock, 'a private key that does not open');
  throw passwordWrong('nothing readable under this password', undefined);
}

function decryptKey(der: Buffer, forms: readonly PasswordForm[], unlock: Unlock): Buffer | undefined {
  const [algorithm, data] = readSequence(der);
  const encrypted = { algorithm: expectTag(algorithm, 0x30).content, data: expectTag(data, 0x04).content };
  const plain = decrypt(encrypted, forms, unlock);
  return plain === undefined ? undefined : berToDer(plain);
}

/** Ciphers of traditional keys (`DEK-Info`, RFC 1421 section 4.6.1.3) that node:crypto has. */
const TRADITIONAL_CIPHERS = /^(AES-(128|192|256)-CBC|DES-EDE3-CBC)$/;

/**
 * A traditional key under header lines that name its cipher. There is one iteration only, which nobody can raise.
 * @throws CERTIFICATE_KEY_PASSWORD_REQUIRED, CERTIFICATE_KEY_PASSWORD_WRONG, CERTIFICATE_ENCRYPTION_UNSUPPORTED
 */
export function openTraditionalKey(pem: string, { password }: Unlock): KeyObject {
  const [, cipher = 'without a name'] = /^DEK-Info: *([^,\s]{1,40})/m.exec(pem) ?? [];
  if (!TRADITIONAL_CIPHERS.test(cipher)) unsupported(`a traditional key with the cipher ${cipher}`);
  if (!password) throw passwordRequired();
  try {
    return createPrivateKey({ key: pem, format: 'pem', passphrase: password });
  } catch (cause) {
    throw passwordWrong(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function passwordRequired(): Error {
  return certificateErrors.error('CERTIFICATE_KEY_PASSWORD_REQUIRED', {
    seen: 'an encrypted private key without a password',
    expected: 'the password of the key',
  });
}

function passwordWrong(seen: string, cause: unknown): Error {
  return certificateErrors.error('CERTIFICATE_KEY_PASSWORD_WRONG', {
    seen,
    expected: 'the password that the key was encrypted with',
    cause,
  });
}
