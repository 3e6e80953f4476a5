import type { CertificateMaterial } from '@causeway/certificates';

/** What a check is asked about; without a key, none is asked for. */
export type KeyAsked = Pick<CertificateMaterial, 'chainPem' | 'anchorPem'> &
  Partial<Pick<CertificateMaterial, 'keyPem'>>;

/** Where a key that stays elsewhere is no fault. */
export function withoutEmptyKey({ chainPem, anchorPem, keyPem }: Required<KeyAsked>): KeyAsked {
  return { chainPem, anchorPem, ...(keyPem !== '' && { keyPem }) };
}
