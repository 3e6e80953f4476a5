import { createHash, timingSafeEqual } from 'node:crypto';
import { signatureErrors } from './errors.ts';
import { parseDictionary } from './structured-fields.ts';

/** The Content-Digest field of some content (RFC 9530 section 2), by SHA-256. */
export function contentDigestOf(content: string | Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
}

/** @throws CONTENT_DIGEST_WRONG unless the field gives the SHA-256 of this content; SIGNATURE_MALFORMED */
export function verifyContentDigest(field: string | undefined, content: Uint8Array): void {
  const member = field === undefined ? undefined : parseDictionary(field).get('sha-256');
  const said = member?.items[0]?.item;
  const actual = createHash('sha256').update(content).digest();
  const isRight =
    said?.kind === 'bytes' && said.value.length === actual.length && timingSafeEqual(said.value, actual);
  if (isRight) return;
  throw signatureErrors.error('CONTENT_DIGEST_WRONG', {
    seen: field === undefined ? 'no Content-Digest field' : `${content.length} bytes of another digest`,
    expected: 'the sha-256 of the content as it arrived',
  });
}
