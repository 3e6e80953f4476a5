import { certificateErrors } from '../errors.ts';

type MalformedCode =
  | 'CERTIFICATE_MALFORMED'
  | 'CERTIFICATE_KEY_MALFORMED'
  | 'CERTIFICATE_PFX_MALFORMED'
  | 'CERTIFICATE_PKCS7_MALFORMED';

/** Runs a reader; what is not sound in the bytes (a RangeError) becomes that code. Coded errors pass. */
export function readAs<Result>(code: MalformedCode, expected: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw certificateErrors.error(code, { seen: cause.message, expected, cause });
  }
}
