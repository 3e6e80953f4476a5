import type { CertificateId } from '@causeway/contract';

export type CertificateOrigin = 'self-signed' | 'internal' | 'imported' | 'acme';

/** `automatic`: renewed in time, and given to the tenants that use it as soon as the law allows it. */
export type RenewalPolicy = 'automatic' | 'by-hand';

/** A certificate of provisioning's store: leaf, chain and private key with what was read from them. */
export interface StoredCertificate {
  readonly id: CertificateId;
  /** Chosen by the admin, unique in the installation. */
  readonly name: string;
  readonly origin: CertificateOrigin;
  /** Leaf first, each followed by its issuer, without the trust anchor unless the leaf is its own. PEM. */
  readonly chainPem: string;
  /** PKCS#8, PEM, not encrypted by a password; empty when the key stays elsewhere, at a proxy. */
  readonly keyPem: string;
  /** The trust anchor that clients need, PEM. */
  readonly anchorPem: string;
  /** SHA-256 of the leaf's DER, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of the anchor's DER, lower-case hex: the `Trust` of the law. */
  readonly anchorSha256: string;
  readonly subject: string;
  readonly issuer: string;
  /** The dNSName entries of subjectAltName. */
  readonly hostnames: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly createdAt: number;
  readonly renewal: RenewalPolicy;
  /** The one that it was made to follow. */
  readonly renews: CertificateId | null;
}

/** What may be shown and handed around: everything but the private key. */
export type PublicCertificate = Omit<StoredCertificate, 'keyPem'>;

export interface ListedCertificate extends PublicCertificate {
  /** Whether the private key is kept here. */
  readonly hasKey: boolean;
}

/** A certificate as it is listed. */
export function publicPartOf({ keyPem, ...shown }: StoredCertificate): ListedCertificate {
  return { ...shown, hasKey: keyPem !== '' };
}

/** What this room needs kept. Writes are durable when the promise resolves. */
export interface CertificateStore {
  /** @throws CERTIFICATE_NAME_TAKEN when the name is in use. */
  add(certificate: StoredCertificate): Promise<void>;
  find(id: CertificateId): Promise<StoredCertificate | undefined>;
  findByName(name: string): Promise<StoredCertificate | undefined>;
  /** By time of creation, each with its unsealed key: for those who need all of them. */
  list(): Promise<StoredCertificate[]>;
  /** By time of creation; no key is unsealed. */
  listPublic(): Promise<ListedCertificate[]>;
  setRenewal(id: CertificateId, renewal: RenewalPolicy): Promise<void>;
  /** Removing what is not there is not an error; whether it is in use is the caller's question. */
  remove(id: CertificateId): Promise<void>;
}
