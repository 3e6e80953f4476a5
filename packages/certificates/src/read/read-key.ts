import { createPrivateKey, type KeyObject } from 'node:crypto';
import { certificateErrors } from '../errors.ts';

/**
 * A private key, PKCS#8 or traditional, plain or encrypted. PEM.
 * @throws CERTIFICATE_KEY_PASSWORD_REQUIRED, CERTIFICATE_KEY_PASSWORD_WRONG, CERTIFICATE_KEY_MALFORMED, CERTIFICATE_KEY_UNSUPPORTED
 */
export function readKey(pem: string, password: string | undefined): KeyObject {
  const isEncrypted = pem.includes('BEGIN ENCRYPTED ') || pem.includes('4,ENCRYPTED');
  if (isEncrypted && (password === undefined || password === '')) {
    throw certificateErrors.error('CERTIFICATE_KEY_PASSWORD_REQUIRED', {
      seen: 'an encrypted private key without a password',
      expected: 'the password of the key',
    });
  }
  const key = decode(pem, isEncrypted ? password : undefined);
  const type = key.asymmetricKeyType ?? 'unknown';
  if (USABLE.has(type)) return key;
  throw certificateErrors.error('CERTIFICATE_KEY_UNSUPPORTED', {
    seen: type,
    expected: 'rsa, ec or ed25519',
  });
}

/** PKCS#8 without a password, PEM. */
export function formatKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const USABLE = new Set(['rsa', 'ec', 'ed25519']);

function decode(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase !== undefined && { passphrase }) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (passphrase === undefined) throw malformed(reason, cause);
    throw certificateErrors.error('CERTIFICATE_KEY_PASSWORD_WRONG', {
      seen: reason,
      expected: 'the password that the key was encrypted with',
      cause,
    });
  }
}

function malformed(seen: string, cause: unknown): Error {
  return certificateErrors.error('CERTIFICATE_KEY_MALFORMED', {
    seen,
    expected: 'a private key, PEM: PKCS#8, or traditional RSA or EC',
    cause,
  });
}
