import type { ParsedCertificate } from '../../read/parsed-certificate.ts';
import { isSameName } from '../../read/read-name.ts';
import type { SignatureKeyType } from '../../read/signature-of.ts';

/**
 * Whether a client takes `issuer` for the issuer of `certificate` while it builds a path: by name, by identifiers and by the
 * kind of key (RFC 5280 section 4.2.1.1, RFC 4158 section 3.5.12). The signature is looked at when the path is complete.
 */
export function isLikelyIssuer(issuer: ParsedCertificate, certificate: ParsedCertificate): boolean {
  return (
    isSameName(issuer.subjectName, certificate.issuerName) &&
    fitsAuthority(issuer, certificate) &&
    canHaveSigned(issuer, certificate)
  );
}

/** Whether it ends a path: it could be its own issuer. Its own signature proves nothing to anybody. */
export function looksSelfSigned(certificate: ParsedCertificate): boolean {
  return isLikelyIssuer(certificate, certificate);
}

/** Self-issued: CAs of one name, as when a key is rolled over. They do not count for path lengths and name constraints. */
export function isSelfIssued({ subjectName, issuerName }: ParsedCertificate): boolean {
  return isSameName(subjectName, issuerName);
}

/** What one of the two does not say is not compared. */
function fitsAuthority(issuer: ParsedCertificate, { authority = {} }: ParsedCertificate): boolean {
  const { keyId, serial, issuerName } = authority;
  const { subjectKeyId } = issuer;
  return (
    (keyId === undefined || subjectKeyId === undefined || keyId === subjectKeyId) &&
    (serial === undefined || serial === issuer.serial) &&
    (issuerName === undefined || isSameName(issuerName, issuer.issuerName))
  );
}

/** An RSA key signs with either padding; one for PSS alone does not. */
function canHaveSigned({ x509 }: ParsedCertificate, { signature }: ParsedCertificate): boolean {
  // node:crypto names the kinds as SignatureFacts does.
  const type = x509.publicKey.asymmetricKeyType as SignatureKeyType | undefined;
  return type === signature.keyType || (type === 'rsa' && signature.keyType === 'rsa-pss');
}
