import { readCertificateAside } from '@causeway/certificates';
import { endpointServerErrors } from '../errors.ts';
import type { ServedListener } from '../serving/served-listener.ts';
import type { LocalCertificate } from '../state/serving-state.ts';
import type { LocalRequest } from './local-request.ts';

/**
 * The certificate that a request wants to be served, with its key: the one that it brings, else the one that is
 * served. Null where none is needed.
 * @throws CERTIFICATE_FILES_INCOMPLETE, and the CERTIFICATE_… codes of what cannot be read
 */
export async function certificateFor(
  { site, certificate, key, anchor }: LocalRequest,
  served: readonly ServedListener[],
): Promise<LocalCertificate | null> {
  if (site.binding === 'http') return null;
  if (certificate === undefined) return certificateServed(served);
  const { chainPem, keyPem, sha256, anchorPem, anchorSha256 } = await readCertificateAside({
    pem: Buffer.from(certificate, 'base64'),
    ...(key !== undefined && { key: Buffer.from(key, 'base64') }),
    ...(anchor !== undefined && { anchor: Buffer.from(anchor, 'base64') }),
  });
  return { chainPem, keyPem, sha256, anchorPem, anchorSha256 };
}

function certificateServed(served: readonly ServedListener[]): LocalCertificate {
  const shown = served.find(({ certificate }) => certificate !== undefined)?.certificate;
  if (shown === undefined || shown.keyPem === '') {
    throw endpointServerErrors.error('CERTIFICATE_FILES_INCOMPLETE', {
      seen: 'no certificate, and none is served now whose key is here',
    });
  }
  const { chainPem, keyPem, sha256, anchorPem, trust } = shown;
  // Evidence of several anchors is named by all of them; the first is that of the certificate itself.
  return { chainPem, keyPem, sha256, anchorPem, anchorSha256: trust.split('+')[0] ?? trust };
}
