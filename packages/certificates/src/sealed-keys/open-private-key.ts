import type { SealedKey } from '@causeway/contract/upstream-messages';
import { certificateErrors } from '../errors.ts';
import { authenticatedDataOf, fromBase64Url, info, type SealingContext, suite } from './suite.ts';

/**
 * The private key that was sealed to this sealing key, PEM.
 * @param privateKey raw X25519 private key, base64url
 * @throws SEALED_KEY_UNOPENABLE when it was sealed to another key or for another context, or altered since
 */
export async function openPrivateKey(
  { encapsulated, ciphertext }: SealedKey,
  { privateKey, context }: { readonly privateKey: string; readonly context: SealingContext },
): Promise<string> {
  const [enc, sealed, own] = [encapsulated, ciphertext, privateKey].map(fromBase64Url);
  if (enc === undefined || sealed === undefined || own === undefined) throw unopenable(context);
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(own);
    const recipient = await suite.createRecipientContext({ recipientKey, enc, info });
    return Buffer.from(await recipient.open(sealed, authenticatedDataOf(context))).toString();
  } catch (cause) {
    throw unopenable(context, cause);
  }
}

function unopenable({ certificateId }: SealingContext, cause?: unknown): Error {
  return certificateErrors.error('SEALED_KEY_UNOPENABLE', {
    seen: `the key of certificate ${certificateId}`,
    cause,
  });
}
