import { EnrollAnswer } from '@causeway/contract/client-messages';
import {
  getSignature,
  readSignatures,
  responseComponents,
  type Signature,
  verifyContentDigest,
  verifySignature,
} from '@causeway/message-signatures';
import { Check } from 'typebox/value';
import { clientErrors } from '../../errors.ts';
import type { TransportAnswer } from '../ports.ts';
import type { EnrollmentToken } from './enrollment-token.ts';

/**
 * The answer to this very request, by somebody who knows the token's secret: over plain HTTP nobody else can hand out
 * a signing key. @throws ENROLLMENT_ANSWER_UNTRUSTED
 */
export function verifyEnrollment(
  { status, headers, body }: TransportAnswer,
  asked: Signature | undefined,
  { secret }: EnrollmentToken,
): EnrollAnswer {
  try {
    const contentDigest = headers['content-digest'] ?? '';
    verifyContentDigest(contentDigest, body);
    const requestSignature = asked?.value.toString('base64') ?? '';
    const claimed = getSignature(readSignatures(headers), 'token');
    verifySignature(claimed, responseComponents({ status, contentDigest, requestSignature }), { secret });
    const answer: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (Check(EnrollAnswer, answer)) return answer;
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : 'an answer without proof';
    throw clientErrors.error('ENROLLMENT_ANSWER_UNTRUSTED', { seen, cause });
  }
  throw clientErrors.error('ENROLLMENT_ANSWER_UNTRUSTED', { seen: 'an answer of another shape' });
}
