/**
 * Whether a dNSName of subjectAltName covers a hostname (RFC 9525 section 6.3): equal, or a wildcard that is the whole
 * left-most label and stands for exactly one label, with at least two labels behind it as OpenSSL wants them.
 */
export function matchesHostname(dnsName: string, hostname: string): boolean {
  const pattern = dnsName.toLowerCase();
  const name = hostname.toLowerCase();
  if (!pattern.startsWith('*.')) return pattern === name;
  const behind = pattern.slice(1);
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === behind && behind.slice(1).includes('.') && !behind.includes('*');
}
