import type { SignedFields } from '@causeway/message-signatures';
import type { PlainAnswer } from '../requests/plain-answer.ts';
import type { Arrival } from '../routes/context.ts';

/** The request of one that wants to be enrolled, as it came in; the content fits its digest. */
export interface EnrollmentRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** By lower-case name; at least the signatures and the digest. */
  readonly headers: SignedFields;
  readonly content: Uint8Array;
}

/** Where it came in, as far as it matters for an enrollment. */
export type EnrollmentArrival = Pick<Arrival, 'address' | 'trust'>;

/**
 * Resolves to the answer, which may be a refusal that somebody else made.
 * @throws a refusal of ours, or a fault
 */
export type Enroll = (request: EnrollmentRequest, arrival: EnrollmentArrival) => Promise<PlainAnswer>;
