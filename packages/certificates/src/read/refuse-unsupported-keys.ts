import { isTlsKey, TLS_KEYS } from '@causeway/contract';
import { certificateErrors } from '../errors.ts';
import { describeKey } from './describe-key.ts';
import type { ParsedCertificate } from './parsed-certificate.ts';

/**
 * What is imported is served and published as an anchor, and clients meet every key of it.
 * @throws CERTIFICATE_KEY_UNSUPPORTED
 */
export function refuseUnsupportedKeys(certificates: readonly ParsedCertificate[]): void {
  const unsupported = certificates.filter(({ x509 }) => !isTlsKey(x509.publicKey));
  if (unsupported.length === 0) return;
  throw certificateErrors.error('CERTIFICATE_KEY_UNSUPPORTED', {
    seen: unsupported.map(({ subject, x509 }) => `${subject}: ${describeKey(x509.publicKey)}`).join('; '),
    expected: TLS_KEYS,
  });
}
