import { defineErrors } from '@causeway/errors';

/** Why a signed HTTP message is not accepted. Texts of keys and signatures are never repeated. */
export const signatureErrors = defineErrors({
  SIGNATURE_MISSING: {
    kind: 'access',
    says: 'This message is not signed.',
    hint: 'Send Signature-Input and Signature as RFC 9421 describes; causeway-client does.',
  },
  SIGNATURE_MALFORMED: {
    kind: 'input',
    says: 'The signature fields of this message cannot be read.',
    hint: 'Write them as structured fields (RFC 9651), at most 4,096 characters each.',
  },
  SIGNATURE_INCOMPLETE: {
    kind: 'access',
    says: 'The signature does not cover what it must cover, or lacks a parameter.',
    hint: 'Cover exactly the components and give all the parameters that are named here.',
  },
  SIGNATURE_WRONG: {
    kind: 'access',
    says: 'The signature is not the one of that key over this message.',
    hint: 'Check that nothing between the two changes method, address or body; enroll again if the key was lost.',
  },
  CONTENT_DIGEST_WRONG: {
    kind: 'access',
    says: 'The content is not what the Content-Digest field says.',
    hint: 'Check that nothing between the two changes bodies.',
  },
});
