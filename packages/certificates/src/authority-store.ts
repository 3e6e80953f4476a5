/** One certificate of the installation's own CA, without its private key. */
export interface Authority {
  /** 1 for the first, and one more with each that is made: of two made at once, one is kept. */
  readonly generation: number;
  readonly role: 'root' | 'intermediate';
  /** commonName; no two authorities share one, so that a client never confuses them. */
  readonly name: string;
  readonly certificatePem: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
  /** Of the root that signed it; a root's own. */
  readonly issuerSha256: string;
  /** What it may issue for: these domains and all names below them. Empty for a root, which signs intermediates. */
  readonly domains: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly createdAt: number;
}

/** What the internal CA needs kept. Writes are durable when the promise resolves; private keys never come with a list. */
export interface AuthorityStore {
  /**
   * @param keyPem PKCS#8, PEM
   * @throws AUTHORITY_GENERATION_TAKEN when another was made in the meantime: list again, and decide again.
   */
  append(authority: Authority, keyPem: string): Promise<void>;
  /** By generation. */
  list(): Promise<Authority[]>;
  /** PKCS#8, PEM. @throws AUTHORITY_MISSING */
  keyOf(generation: number): Promise<string>;
}
