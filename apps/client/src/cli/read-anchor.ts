import { readFile } from 'node:fs/promises';
import { clientErrors } from '@causeway/client-core';
import { readTlsAnchor } from '@causeway/contract';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file. @throws ANCHOR_FILE_UNREADABLE, ANCHOR_INVALID */
export async function readAnchor(file: string): Promise<string> {
  const text = await readText(file);
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length > 0 && certificates.every(isCertificate)) return `${certificates.join('\n')}\n`;
  throw clientErrors.error('ANCHOR_INVALID', {
    seen: `${file}: ${certificates.length === 0 ? 'no certificate' : 'a certificate that cannot be read, or with a key that TLS does not take'}`,
    expected: '-----BEGIN CERTIFICATE-----',
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'latin1');
  } catch (cause) {
    throw clientErrors.error('ANCHOR_FILE_UNREADABLE', {
      seen: cause instanceof Error ? cause.message : file,
      cause,
    });
  }
}

function isCertificate(pem: string): boolean {
  try {
    return readTlsAnchor(pem).raw.length > 0;
  } catch {
    return false;
  }
}
