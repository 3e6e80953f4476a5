import type { Address } from '@causeway/contract';
import { clientErrors } from '../../errors.ts';
import { TransportFailure } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** Why an enrollment came to nothing, as an admin has to hear it. What is no failure of the exchange stays as it is. */
export function explainFailure(error: unknown, address: Address): unknown {
  if (!(error instanceof TransportFailure)) return error;
  const certificate = error.certificateSha256 === undefined ? '' : `, certificate ${error.certificateSha256}`;
  const seen = `${address}: ${error.code}, ${error.message}${certificate}`;
  const occurrence = { seen, cause: error };
  if (!(error instanceof Refusal)) return clientErrors.error('ENROLLMENT_FAILED', occurrence);
  if (isPassing(error)) {
    const { retryAfterSeconds } = error;
    return clientErrors.error('ENROLLMENT_FAILED', { ...occurrence, retryAfterSeconds });
  }
  return clientErrors.error(error.document === undefined ? 'ANSWER_UNREADABLE' : 'ENROLLMENT_REFUSED', {
    ...occurrence,
    ...(error.document === undefined && { expected: 'an answer of an endpoint server' }),
  });
}

/** Worth another try as it is (RFC 9110 section 15). */
function isPassing({ status, isBusy }: Refusal): boolean {
  return isBusy || status === 429 || status >= 500;
}
