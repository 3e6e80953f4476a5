import type { LiveVerdict } from './live-handshake.ts';

/** What a refusal of Node or OpenSSL says, and the findings that say the same. */
const FAMILIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/CERT_HAS_EXPIRED/, ['CERTIFICATE_EXPIRED', 'CERTIFICATE_ISSUER_EXPIRED']],
  [/CERT_NOT_YET_VALID/, ['CERTIFICATE_NOT_YET_VALID', 'CERTIFICATE_ISSUER_NOT_YET_VALID']],
  [
    /ERR_TLS_CERT_ALTNAME|ServerName to an IP address/,
    ['CERTIFICATE_NAME_MISMATCH', 'CERTIFICATE_NAME_MISSING', 'CERTIFICATE_NAME_IS_IP'],
  ],
  // OpenSSL passes over a certificate whose extensions it cannot read, or that contradict one another.
  [
    /UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)/,
    ['CERTIFICATE_CHAIN_INCOMPLETE', 'CERTIFICATE_MALFORMED', 'CERTIFICATE_EXTENSION_UNKNOWN'],
  ],
  [/SELF_SIGNED/, ['CERTIFICATE_ANCHOR_UNTRUSTED', 'CERTIFICATE_MALFORMED']],
  [/CERT_SIGNATURE_FAILURE/, ['CERTIFICATE_SIGNATURE_INVALID']],
  [
    /INVALID_PURPOSE/,
    ['CERTIFICATE_PURPOSE_WRONG', 'CERTIFICATE_KEY_USAGE_WRONG', 'CERTIFICATE_ISSUER_NOT_CA'],
  ],
  [/INVALID_CA|does not include certificate signing/, ['CERTIFICATE_ISSUER_NOT_CA']],
  [/PATH_LENGTH_EXCEEDED/, ['CERTIFICATE_PATH_TOO_LONG']],
  [/subtree violation|name syntax|name constraints/, ['CERTIFICATE_NAME_NOT_PERMITTED']],
  [/unhandled critical extension|proxy/, ['CERTIFICATE_EXTENSION_UNKNOWN']],
  [/key too (small|weak)|handshake failure/, ['CERTIFICATE_KEY_WEAK', 'CERTIFICATE_KEY_MISMATCH']],
  [/digest algorithm too weak/, ['CERTIFICATE_SIGNATURE_WEAK']],
  [/key values mismatch|key type mismatch/, ['CERTIFICATE_KEY_MISMATCH']],
];

/** Whether the check names a reason of the kind that the handshake failed for. A refusal that no line tells of has none. */
export function isSameReason(verdict: LiveVerdict, codes: readonly string[]): boolean {
  if (verdict.kind === 'accepted') return true;
  const said = verdict.kind === 'refused' ? `${verdict.code} ${verdict.message}` : verdict.message;
  return FAMILIES.some(
    ([pattern, family]) => pattern.test(said) && family.some((code) => codes.includes(code)),
  );
}
