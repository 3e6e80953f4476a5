import { parseQualifiedHostname } from '@causeway/contract';

/** A hostname that a certificate may be for, or a wildcard of one label. @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED */
export function parseCertificateHostname(text: string): string {
  return text.startsWith('*.') ? `*.${parseQualifiedHostname(text.slice(2))}` : parseQualifiedHostname(text);
}
