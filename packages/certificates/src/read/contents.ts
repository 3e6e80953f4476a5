import type { PasswordForm } from './encryption/unlock.ts';

/** What a file holds, nothing of it judged or opened yet. */
export interface Contents {
  /** DER. */
  readonly certificates: readonly Buffer[];
  readonly keys: readonly KeySource[];
}

/** A private key as it was found. */
export type KeySource =
  /** Not encrypted: PrivateKeyInfo (RFC 5958), RSAPrivateKey (RFC 8017) or ECPrivateKey (RFC 5915). */
  | { readonly kind: 'plain'; readonly type: 'pkcs8' | 'pkcs1' | 'sec1'; readonly der: Buffer }
  /** EncryptedPrivateKeyInfo (RFC 5958), from a file of its own. */
  | { readonly kind: 'encrypted'; readonly der: Buffer }
  /** The same inside a PFX, with the forms of the password that fit the PFX. */
  | { readonly kind: 'pfx'; readonly der: Buffer; readonly forms: readonly PasswordForm[] }
  /** PEM with its own header lines about encryption (RFC 1421). */
  | { readonly kind: 'traditional'; readonly pem: string }
  /** A private key that is none of these. */
  | { readonly kind: 'foreign'; readonly label: string };

export const nothing: Contents = { certificates: [], keys: [] };

export function joinContents(parts: readonly Contents[]): Contents {
  return {
    certificates: parts.flatMap(({ certificates }) => certificates),
    keys: parts.flatMap(({ keys }) => keys),
  };
}
