import { readTlsAnchor } from '@causeway/contract';
import { endpointServerErrors } from '../errors.ts';
import { readLocalFile } from './read-local-file.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file. @throws LOCAL_FILE_UNREADABLE, SITE_OPTION_INVALID */
export async function readAnchor(file: string): Promise<string> {
  const text = (await readLocalFile(file)).toString('latin1');
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length > 0 && certificates.every(isAnchor)) return `${certificates.join('\n')}\n`;
  throw endpointServerErrors.error('SITE_OPTION_INVALID', {
    seen: `--anchor ${file}: ${certificates.length === 0 ? 'no certificate' : 'a certificate that TLS does not take'}`,
    expected: 'a PEM file with the trust anchor behind the certificate of the platform',
  });
}

function isAnchor(pem: string): boolean {
  try {
    return readTlsAnchor(pem).raw.length > 0;
  } catch {
    return false;
  }
}
