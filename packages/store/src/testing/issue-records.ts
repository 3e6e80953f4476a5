import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Authority, CertificateRequest } from '@causeway/certificates';

/** Whole records of what is issued, for stores, which do not read what they keep. */
export function someAuthority(parts: Partial<Authority> = {}): Authority {
  return {
    generation: 1,
    role: 'intermediate',
    name: 'Causeway intermediate 1a2b3c4d',
    certificatePem: 'a certificate\nof two lines\n',
    sha256: randomBytes(32).toString('hex'),
    issuerSha256: randomBytes(32).toString('hex'),
    domains: ['acme.example', 'localhost'],
    notBefore: 1_800_000_000_000,
    notAfter: 1_830_000_000_000,
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}

export function someRequest(parts: Partial<CertificateRequest> = {}): CertificateRequest {
  return {
    name: `request ${randomUUIDv7()}`,
    publicKeySha256: randomBytes(32).toString('hex'),
    keyType: 'ecdsa-p256',
    subject: 'C=DE, O=Käse & Söhne 🧀, CN=inventory.acme.example',
    hostnames: ['inventory.acme.example', '*.acme.example'],
    requestPem: 'a request\nof two lines\n',
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}
