import { defineErrors } from '@causeway/errors';

/** What can be wrong with certificate material that somebody hands in. What is wrong with a sound one is a Finding. */
export const certificateErrors = defineErrors({
  CERTIFICATE_TOO_LARGE: {
    kind: 'input',
    says: 'The certificate input is too large to be a certificate with its chain and key.',
    hint: 'Give a file with the certificate, its chain and its key only; check that the right file was chosen.',
  },
  CERTIFICATE_TOO_MANY: {
    kind: 'input',
    says: 'The input contains more certificates than a chain can have.',
    hint: 'Give the server certificate with its intermediate certificates only, not a whole store of CAs.',
  },
  CERTIFICATE_FORMAT_UNKNOWN: {
    kind: 'input',
    says: 'The input is neither PEM nor PFX (PKCS#12), PKCS#7 or DER.',
    hint: 'Check that the right file was chosen. Export it as PFX or PEM; a Java key store with `keytool -importkeystore -deststoretype PKCS12`.',
  },
  CERTIFICATE_MALFORMED: {
    kind: 'input',
    says: 'A certificate could not be read.',
    hint: 'Export the certificate again and copy it in binary mode, without editing it.',
  },
  CERTIFICATE_MISSING: {
    kind: 'input',
    says: 'There is no certificate in the input.',
    hint: 'Give the file that the CA sent, or export the certificate again with its chain: PFX, PEM, PKCS#7 or DER.',
  },
  CERTIFICATE_PFX_MALFORMED: {
    kind: 'input',
    says: 'The PFX file (PKCS#12) could not be read.',
    hint: 'Export it again with its private key and copy it in binary mode; its size must stay the same.',
  },
  CERTIFICATE_PFX_PASSWORD_REQUIRED: {
    kind: 'input',
    says: 'The PFX file (PKCS#12) is protected by a password and none was given.',
    hint: 'Give the password that was chosen at the export, with --password-file on the command line.',
  },
  CERTIFICATE_PFX_PASSWORD_WRONG: {
    kind: 'input',
    says: 'The PFX file (PKCS#12) does not open with the password that was given.',
    hint: 'Check the password: upper and lower case, spaces, the keyboard layout and a line break at its end. If it is right, the file was altered: copy it again in binary mode.',
  },
  CERTIFICATE_PKCS7_MALFORMED: {
    kind: 'input',
    says: 'The PKCS#7 file (.p7b) could not be read.',
    hint: 'Export the chain again, as PKCS#7 or PEM, and copy it in binary mode.',
  },
  CERTIFICATE_ENCRYPTION_UNSUPPORTED: {
    kind: 'input',
    says: 'The input is encrypted or protected in a way that is not read here.',
    hint: 'Export it again with AES-256 (on Windows "AES256-SHA256"), protected by a password and not by an account.',
  },
  CERTIFICATE_ENCRYPTION_TOO_COSTLY: {
    kind: 'input',
    says: 'Opening the input would take more computing than any sound file needs.',
    hint: 'Export it again with fewer iterations: 2,048 to 600,000 rounds of PBKDF2 with SHA-256.',
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
    hint: 'Give the key that the certificate was requested with, in the same file or as a file of its own. On Windows, export with "Yes, export the private key".',
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
    says: 'A key of this type cannot be used for TLS certificates here.',
    hint: 'Request the certificate anew with an ECDSA P-256 key, or an RSA key of at least 2048 bits; from another CA, if the key is that of a CA.',
  },
  CERTIFICATE_KEY_MISMATCH: {
    kind: 'input',
    says: 'The private key belongs to another certificate.',
    hint: 'Find the key that was made together with the request of this certificate, or request it anew.',
  },
  CERTIFICATE_ANCHOR_MALFORMED: {
    kind: 'input',
    says: 'The trust anchor could not be read, or is more than one certificate.',
    hint: 'Give the root CA certificate alone, as PEM or DER.',
  },
  CERTIFICATE_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is a certificate of that name already.',
    hint: 'Choose another name, or delete the old certificate first if nothing uses it.',
  },
  AUTHORITY_MISSING: {
    kind: 'not-found',
    says: 'This installation has no CA of its own yet.',
    hint: 'It is made with its first certificate: `causeway certificate create NAME --hostname NAME --issuer internal`.',
  },
  AUTHORITY_GENERATION_TAKEN: {
    kind: 'conflict',
    says: 'Another certificate of the internal CA was made at the same moment.',
    hint: 'Try again.',
  },
  CERTIFICATE_OUTSIDE_DOMAINS: {
    kind: 'input',
    says: "The internal CA issues for the domains of this installation's tenants only.",
    hint: 'Create the tenant first, with the binding http, or use a name in one of the domains listed here.',
  },
  CERTIFICATE_REQUEST_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is a certificate request of that name already.',
    hint: 'Choose another name, or delete the old request first; its key goes with it.',
  },
  SEALING_KEY_INVALID: {
    kind: 'input',
    says: 'Private keys cannot be sealed to what the endpoint server gave as its sealing key.',
    hint: 'Let the endpoint server make a new state folder and join again; its sealing key is made there.',
  },
  SEALED_KEY_UNOPENABLE: {
    kind: 'trust',
    says: 'A private key that was sent sealed does not open: it is sealed for somebody else, or it was altered.',
    hint: 'If the state folder of the endpoint server was restored from an older copy, retire the endpoint server and let it join again.',
  },
});
