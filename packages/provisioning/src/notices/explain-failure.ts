import type { CausewayError } from '@causeway/errors';
import { provisioningErrors } from '../errors.ts';

const UNTRUSTED =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** An error of a socket on the way to a receiver: not trusted, or not reached. */
export function explainConnection(cause: Error, code: string | undefined, receiver: string): CausewayError {
  const name = UNTRUSTED.test(code ?? '') ? 'NOTICE_RECEIVER_UNTRUSTED' : 'NOTICE_RECEIVER_UNAVAILABLE';
  return provisioningErrors.error(name, { seen: `${receiver}: ${cause.message || code}`, cause });
}

export function tooSlow(receiver: string, limitMs: number, cause: unknown): CausewayError {
  return provisioningErrors.error('NOTICE_RECEIVER_UNAVAILABLE', {
    seen: `${receiver}: no answer within ${limitMs / 1000} s`,
    cause,
  });
}
