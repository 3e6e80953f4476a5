/** ub-common-name, RFC 5280 appendix A.1. */
const MAX_COMMON_NAME = 64;

/** For people to read: the first hostname that fits. Clients look at subjectAltName alone (RFC 9525 section 6). */
export function commonNameOf(hostnames: readonly string[]): string {
  return hostnames.find(({ length }) => length <= MAX_COMMON_NAME) ?? 'Causeway';
}
