import type { StoredCertificate } from './certificate-store.ts';

export const requestKeyTypes = ['ecdsa-p256', 'rsa-3072'] as const;
export type RequestKeyType = (typeof requestKeyTypes)[number];

/** A certificate request that waits for the answer of a CA, without its private key. */
export interface CertificateRequest {
  /** Chosen by the admin, unique among the requests; the certificate will be called so too. */
  readonly name: string;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: what an answer is known by. */
  readonly publicKeySha256: string;
  readonly keyType: RequestKeyType;
  readonly subject: string;
  readonly hostnames: readonly string[];
  /** PKCS#10, PEM. */
  readonly requestPem: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What certificate requests need kept. Writes are durable when the promise resolves; private keys never come with a list. */
export interface CertificateRequestStore {
  /**
   * @param keyPem PKCS#8, PEM
   * @throws CERTIFICATE_REQUEST_NAME_TAKEN
   */
  add(request: CertificateRequest, keyPem: string): Promise<void>;
  findByName(name: string): Promise<CertificateRequest | undefined>;
  findByPublicKey(sha256: string): Promise<CertificateRequest | undefined>;
  /** By time of creation. */
  list(): Promise<CertificateRequest[]>;
  /** PKCS#8, PEM; undefined when there is no such request. */
  findKey(publicKeySha256: string): Promise<string | undefined>;
  /**
   * Keeps the certificate and removes the request: both, or neither.
   * @throws CERTIFICATE_NAME_TAKEN
   */
  answer(publicKeySha256: string, certificate: StoredCertificate): Promise<void>;
  /** The key is gone with it. Removing what is not there is not an error. */
  remove(publicKeySha256: string): Promise<void>;
}
