import { isIP } from 'node:net';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';
import { matchesHostname } from './matches-hostname.ts';

/** The hostname against subjectAltName alone (RFC 9525 section 6); commonName is not looked at by any modern client. */
export function checkName({ hostnames, subject }: ParsedCertificate, hostname: string): Finding[] {
  const remedy = `Request a certificate whose subjectAltName contains the DNS name ${hostname}, or use a hostname that is in it.`;
  if (isIP(hostname) !== 0) {
    return [
      finding(
        'error',
        'CERTIFICATE_NAME_IS_IP',
        hostname,
        'a fully qualified domain name',
        'Use a hostname: an address changes, and clients are bound to names.',
      ),
    ];
  }
  if (hostnames.length === 0) {
    const seen = `no DNS name in subjectAltName (subject ${subject}; its CN is ignored by clients)`;
    return [finding('error', 'CERTIFICATE_NAME_MISSING', seen, `subjectAltName with ${hostname}`, remedy)];
  }
  if (hostnames.some((name) => matchesHostname(name, hostname))) return [];
  return [finding('error', 'CERTIFICATE_NAME_MISMATCH', hostnames.join(', '), hostname, remedy)];
}
