import {
  type ClaimedSignature,
  contentDigestOf,
  responseComponents,
  signatureFields,
  signComponents,
} from '@causeway/message-signatures';

/**
 * The fields that prove that we hold the token's secret too: over plain HTTP nobody else can hand out a signing key.
 */
export function signEnrollmentAnswer(
  { status, answer }: { readonly status: number; readonly answer: string },
  { created, nonce, keyId, value }: ClaimedSignature,
  secret: Uint8Array,
): Record<string, string> {
  const contentDigest = contentDigestOf(answer);
  const requestSignature = value.toString('base64');
  const components = responseComponents({ status, contentDigest, requestSignature });
  return {
    'content-digest': contentDigest,
    ...signatureFields([signComponents('token', components, { created, nonce, keyId }, { secret })]),
  };
}
