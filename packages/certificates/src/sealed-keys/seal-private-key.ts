import type { SealedKey } from '@causeway/contract/upstream-messages';
import { certificateErrors } from '../errors.ts';
import { authenticatedDataOf, fromBase64Url, info, type SealingContext, suite, toBytes } from './suite.ts';

/**
 * Makes a private key readable for the holder of a sealing key alone, in that context alone.
 * @param sealingKey raw X25519 public key, base64url
 * @throws SEALING_KEY_INVALID
 */
export async function sealPrivateKey(
  keyPem: string,
  { sealingKey, context }: { readonly sealingKey: string; readonly context: SealingContext },
): Promise<SealedKey> {
  const sender = await createSender(sealingKey);
  const sealed = await sender.seal(toBytes(keyPem), authenticatedDataOf(context));
  return {
    encapsulated: Buffer.from(sender.enc).toString('base64url'),
    ciphertext: Buffer.from(sealed).toString('base64url'),
  };
}

async function createSender(sealingKey: string) {
  const raw = fromBase64Url(sealingKey);
  if (raw === undefined) throw invalid('text that is not base64url');
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(raw);
    // A point of low order has no secret in common with anybody: it is refused here (RFC 9180 section 7.1.4).
    return await suite.createSenderContext({ recipientPublicKey, info });
  } catch (cause) {
    throw invalid(`${raw.byteLength} bytes`, cause);
  }
}

function invalid(seen: string, cause?: unknown): Error {
  return certificateErrors.error('SEALING_KEY_INVALID', {
    seen,
    expected: 'a raw X25519 public key of 32 bytes, base64url',
    cause,
  });
}
