import { X509Certificate } from 'node:crypto';
import type { RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

type FoundCertificate = RowOf<'certificates'>;

/** Certificates and nothing else of what a PEM file holds. What cannot be read is none. */
export function certificatesIn(pem: string, location: string): FoundCertificate[] {
  const blocks = pem.match(
    /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g,
  );
  return (blocks ?? []).flatMap((block) => readCertificate(block, location));
}

/** PEM or DER. */
export function readCertificate(source: string | Buffer, location: string): FoundCertificate[] {
  try {
    const certificate = new X509Certificate(source);
    return [describe(certificate, location)];
  } catch {
    return [];
  }
}

function describe(certificate: X509Certificate, location: string): FoundCertificate {
  const { subject, subjectAltName, issuer, serialNumber, fingerprint256 } = certificate;
  return rowOf<FoundCertificate>({
    // A subject may be empty; the names it is for are there then (RFC 5280 section 4.1.2.6).
    subject: nameIn(subject) ?? knownText(subjectAltName) ?? '(none)',
    issuer: nameIn(issuer),
    serialNumber: knownText(serialNumber.toLowerCase()),
    sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: timeOf(certificate.validFromDate),
    notAfter: timeOf(certificate.validToDate),
    location,
  });
}

/** One line, its parts separated by commas. */
function nameIn(name: string | undefined): string | undefined {
  return knownText(name?.replaceAll('\n', ', '));
}

function timeOf(date: Date): number | undefined {
  const at = date.getTime();
  return Number.isSafeInteger(at) && at >= 0 ? at : undefined;
}
