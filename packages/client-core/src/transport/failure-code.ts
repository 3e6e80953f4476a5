/** What went wrong with a connection, by the codes that admins meet in a crossing. */
const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  ETIMEDOUT: 'TIMEOUT',
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  EAI_NODATA: 'NAME_NOT_RESOLVED',
  ENETUNREACH: 'NETWORK_UNREACHABLE',
  EHOSTUNREACH: 'NETWORK_UNREACHABLE',
  ENETDOWN: 'NETWORK_UNREACHABLE',
  CERT_HAS_EXPIRED: 'CERTIFICATE_EXPIRED',
  CERT_NOT_YET_VALID: 'CERTIFICATE_NOT_YET_VALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERTIFICATE_NAME_MISMATCH',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'CERTIFICATE_NAME_MISMATCH',
  HOSTNAME_MISMATCH: 'CERTIFICATE_NAME_MISMATCH',
  ERR_TLS_DH_PARAM_SIZE: 'TLS_FAILED',
  EPROTO: 'TLS_FAILED',
};

type Coded = Error & { readonly code?: string };

export function failureCodeOf(error: Coded): string {
  const { code = '', name, cause } = error;
  if (name === 'TimeoutError') return 'TIMEOUT';
  const known = CODES[code];
  if (known !== undefined) return known;
  if (code.startsWith('ERR_SSL_')) return 'TLS_FAILED';
  if (code.startsWith('HPE_')) return 'ANSWER_UNREADABLE';
  const [inner] = error instanceof AggregateError ? error.errors : [cause];
  return inner instanceof Error ? failureCodeOf(inner) : 'CONNECTION_FAILED';
}

/** Of an error that is known to come from the verification of a certificate: whatever has no code of its own is a chain
 * that leads to no trusted anchor (openssl-verification-options(1) has some fifty names for that). */
export function certificateFailureCodeOf(error: Coded): string {
  const code = failureCodeOf(error);
  return code.startsWith('CERTIFICATE_') ? code : 'CERTIFICATE_UNTRUSTED';
}
