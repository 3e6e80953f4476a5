import { defineErrors } from '@causeway/errors';

/** What can be wrong with certificate material that somebody hands in. What is wrong with a sound one is a Finding. */
export const certificateErrors = defineErrors({
  CERTIFICATE_TOO_LARGE: {
    kind: 'input',
    says: 'The certificate input is too large to be a certificate with its chain and key.',
    hint: 'Give a PEM file with the certificate, its chain and its key only; check that the right file was chosen.',
  },
  CERTIFICATE_MALFORMED: {
    kind: 'input',
    says: 'A certificate could not be read.',
    hint: 'Export the certificate again as PEM (Base64) and copy it in binary mode, without editing it.',
  },
  CERTIFICATE_MISSING: {
    kind: 'input',
    says: 'There is no certificate in the input.',
    hint: 'Give a PEM file that contains a block "BEGIN CERTIFICATE". A PFX or DER file has to be converted to PEM.',
  },
  CERTIFICATE_SEVERAL_LEAVES: {
    kind: 'input',
    says: 'The input contains several server certificates, and it is not clear which one is meant.',
    hint: 'Keep one server certificate with its chain in the file and import the others one by one.',
  },
  CERTIFICATE_CHAIN_FOREIGN: {
    kind: 'input',
    says: 'The input contains certificates that do not belong to the chain of the server certificate.',
    hint: 'Remove the certificates that are named from the file and import it again.',
  },
  CERTIFICATE_CHAIN_INCOMPLETE: {
    kind: 'input',
    says: 'The chain does not reach a trust anchor.',
    hint: 'Add the missing intermediate certificates, and the root of a private CA as the anchor.',
  },
  CERTIFICATE_KEY_MISSING: {
    kind: 'input',
    says: 'There is no private key in the input.',
    hint: 'Give the key that the certificate was requested with, in the same PEM file or as a file of its own.',
  },
  CERTIFICATE_KEY_SEVERAL: {
    kind: 'input',
    says: 'The input contains more than one private key.',
    hint: 'Keep only the key of the server certificate.',
  },
  CERTIFICATE_KEY_MALFORMED: {
    kind: 'input',
    says: 'The private key could not be read.',
    hint: 'Export the key again as PEM (PKCS#8, or traditional RSA or EC) and copy it without editing it.',
  },
  CERTIFICATE_KEY_PASSWORD_REQUIRED: {
    kind: 'input',
    says: 'The private key is encrypted and no password was given.',
    hint: 'Give the password of the key, with --password-file on the command line.',
  },
  CERTIFICATE_KEY_PASSWORD_WRONG: {
    kind: 'input',
    says: 'The private key cannot be decrypted with the password that was given.',
    hint: 'Check the password: upper and lower case, spaces, the keyboard layout and a line break at its end.',
  },
  CERTIFICATE_KEY_UNSUPPORTED: {
    kind: 'input',
    says: 'A private key of this type cannot be used for a TLS server certificate here.',
    hint: 'Request the certificate anew with an ECDSA P-256 key, or an RSA key of at least 2048 bits.',
  },
  CERTIFICATE_KEY_MISMATCH: {
    kind: 'input',
    says: 'The private key belongs to another certificate.',
    hint: 'Find the key that was made together with the request of this certificate, or request it anew.',
  },
  CERTIFICATE_ANCHOR_MALFORMED: {
    kind: 'input',
    says: 'The trust anchor could not be read, or is more than one certificate.',
    hint: 'Give the root CA certificate alone, as PEM.',
  },
  CERTIFICATE_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is a certificate of that name already.',
    hint: 'Choose another name, or delete the old certificate first if nothing uses it.',
  },
});
