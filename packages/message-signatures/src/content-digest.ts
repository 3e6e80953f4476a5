import { hash } from 'node:crypto';
import { signatureErrors } from './errors.ts';
import { parseDictionary } from './structured-fields.ts';

/** The Content-Digest field of some content (RFC 9530 section 2), by SHA-256. */
export function contentDigestOf(content: string | Uint8Array): string {
  return `sha-256=:${hash('sha256', content, 'base64')}:`;
}

/** @throws CONTENT_DIGEST_WRONG unless the field gives the SHA-256 of this content; SIGNATURE_MALFORMED */
export function verifyContentDigest(field: string | undefined, content: Uint8Array): void {
  const expected = contentDigestOf(content);
  // As our own clients write it. No secret is compared: the content itself is at hand.
  if (field === expected) return;
  const member = field === undefined ? undefined : parseDictionary(field).get('sha-256');
  const said = member?.items[0]?.item;
  if (said?.kind === 'bytes' && `sha-256=:${said.value.toString('base64')}:` === expected) return;
  throw signatureErrors.error('CONTENT_DIGEST_WRONG', {
    seen: field === undefined ? 'no Content-Digest field' : `${content.length} bytes of another digest`,
    expected: 'the sha-256 of the content as it arrived',
  });
}
