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
  HOSTNAME_MISMATCH: 'CERTIFICATE_NAME_MISMATCH',
};

/** OpenSSL's names for chains that do not lead to a trusted anchor (openssl-verification-options(1)). */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_|PATH_LENGTH|AUTHORITY_|NO_|EE_|CA_)/;

export function failureCodeOf(error: Error & { readonly code?: string }): string {
  const { code = '', name, cause } = error;
  if (name === 'TimeoutError') return 'TIMEOUT';
  const known = CODES[code];
  if (known !== undefined) return known;
  if (UNTRUSTED.test(code)) return 'CERTIFICATE_UNTRUSTED';
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return 'TLS_FAILED';
  if (code.startsWith('HPE_')) return 'ANSWER_UNREADABLE';
  const [inner] = error instanceof AggregateError ? error.errors : [cause];
  return inner instanceof Error ? failureCodeOf(inner) : 'CONNECTION_FAILED';
}
