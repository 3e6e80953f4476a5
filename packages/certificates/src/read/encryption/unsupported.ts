import { certificateErrors } from '../../errors.ts';

/** @throws CERTIFICATE_ENCRYPTION_UNSUPPORTED */
export function unsupported(seen: string): never {
  throw certificateErrors.error('CERTIFICATE_ENCRYPTION_UNSUPPORTED', {
    seen,
    expected: 'PBES2 with AES or 3DES, or one of the older schemes with 3DES, DES or RC2',
  });
}
