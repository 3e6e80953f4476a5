import { createPrivateKey, type KeyObject } from 'node:crypto';
import { expectTag, readCount, readObjectIdentifier, readSequence } from '../der/read-der.ts';
import { certificateErrors } from '../errors.ts';
import type { KeySource } from './contents.ts';
import { createUnlock, type Unlock } from './encryption/unlock.ts';
import { readAs } from './malformed.ts';
import { openEncryptedKey, openTraditionalKey } from './open-key.ts';
import { readFile } from './read-file.ts';

/**
 * A private key of its own in PEM, as it is kept or was handed in.
 * @throws what `openKey` throws
 */
export function readKey(pem: string, password: string | undefined): KeyObject {
  const unlock = createUnlock(password);
  const [source] = readFile(pem, unlock).keys;
  if (source === undefined) throw malformed('no private key', undefined);
  return openKey(source, unlock);
}

/**
 * A private key, PKCS#8 or traditional, plain or encrypted, of a kind that a TLS server can use.
 * @throws CERTIFICATE_KEY_PASSWORD_REQUIRED, CERTIFICATE_KEY_PASSWORD_WRONG, CERTIFICATE_PFX_PASSWORD_REQUIRED, CERTIFICATE_PFX_PASSWORD_WRONG,
 *   CERTIFICATE_KEY_MALFORMED, CERTIFICATE_KEY_UNSUPPORTED, CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY
 */
export function openKey(source: KeySource, unlock: Unlock): KeyObject {
  switch (source.kind) {
    case 'plain':
      return decode(source.der, source.type);
    case 'encrypted':
    case 'pfx':
      return decode(openEncryptedKey(source, unlock), 'pkcs8');
    case 'traditional':
      return usable(openTraditionalKey(source.pem, unlock));
    case 'foreign':
      throw unusable(source.label);
  }
}

/** PKCS#8 without a password, PEM. */
export function formatKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** RSA of more bits takes a server a tenth of a second for every handshake. */
const MAX_RSA_BITS = 8192;
/** That key takes five thousand; numbers of any size are work for OpenSSL before anybody asks for it. */
const MAX_KEY_BYTES = 16_384;

/** rsaEncryption, id-ecPublicKey and id-Ed25519. OpenSSL computes with others (DSA) while it reads them. */
const USABLE = new Set(['1.2.840.113549.1.1.1', '1.2.840.10045.2.1', '1.3.101.112']);

function decode(der: Buffer, type: 'pkcs8' | 'pkcs1' | 'sec1'): KeyObject {
  if (der.length > MAX_KEY_BYTES) throw unusable(`a key of ${der.length} bytes`);
  if (type === 'pkcs8') refuseForeignAlgorithm(der);
  try {
    return usable(createPrivateKey({ key: der, format: 'der', type }));
  } catch (cause) {
    if (certificateErrors.is(cause)) throw cause;
    throw malformed(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function refuseForeignAlgorithm(der: Buffer): void {
  const algorithm = readAs('CERTIFICATE_KEY_MALFORMED', EXPECTED, () => {
    const [version, identifier] = readSequence(der);
    readCount(version);
    return readObjectIdentifier(expectTag(readSequence(expectTag(identifier, 0x30).bytes)[0], 0x06).content);
  });
  if (!USABLE.has(algorithm)) throw unusable(`algorithm ${algorithm}`);
}

function usable(key: KeyObject): KeyObject {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits > MAX_RSA_BITS) throw unusable(`RSA ${bits} bits`);
  return key;
}

function unusable(seen: string): Error {
  const expected = `RSA of at most ${MAX_RSA_BITS} bits, EC or Ed25519`;
  return certificateErrors.error('CERTIFICATE_KEY_UNSUPPORTED', { seen, expected });
}

const EXPECTED = 'a private key: PKCS#8, or traditional RSA or EC';

function malformed(seen: string, cause: unknown): Error {
  return certificateErrors.error('CERTIFICATE_KEY_MALFORMED', { seen, expected: EXPECTED, cause });
}
