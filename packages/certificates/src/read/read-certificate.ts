import type { KeyObject } from 'node:crypto';
import type { StoredCertificate } from '../certificate-store.ts';
import { certificateErrors } from '../errors.ts';
import { findPublicRoot } from './find-anchor.ts';
import { leavesOf, orderChain } from './order-chain.ts';
import { isSignedBy, type ParsedCertificate } from './parsed-certificate.ts';
import { formatKey, readKey } from './read-key.ts';
import { readPem } from './read-pem.ts';

export type CertificateMaterial = Omit<StoredCertificate, 'id' | 'name' | 'origin' | 'createdAt'>;

export interface CertificateInput {
  /** PEM: the certificate, maybe with chain and key, in any order. */
  readonly pem: string | Uint8Array;
  readonly chain?: string | Uint8Array | undefined;
  readonly key?: string | Uint8Array | undefined;
  /** The trust anchor, where it is neither in the chain nor a public root. */
  readonly anchor?: string | Uint8Array | undefined;
  /** Of the private key. */
  readonly password?: string | undefined;
}

/**
 * Reads what an admin hands in and puts it in order. Whether it fits a hostname or is in date is `checkCertificate`'s.
 * @throws the CERTIFICATE_… codes of `certificateErrors` but CERTIFICATE_NAME_TAKEN
 */
export function readCertificate({
  pem,
  chain,
  key,
  anchor,
  password,
}: CertificateInput): CertificateMaterial {
  const { certificates, keys } = readPem(pem, chain, key, anchor);
  const anchors = readAnchor(anchor);
  if (certificates.length === 0 || certificates.length === anchors.length) throw certificateMissing();
  const privateKey = readKey(onlyKey(keys), password);
  const own = certificates.filter((one) => !anchors.some(({ sha256 }) => sha256 === one.sha256));
  const leaf = leafOf(own, privateKey);
  const { path, extra } = orderChain(leaf, own);
  refuseForeign(extra);
  return materialOf(path, anchorOf(path, anchors), privateKey);
}

function readAnchor(anchor: string | Uint8Array | undefined): readonly ParsedCertificate[] {
  if (anchor === undefined) return [];
  const { certificates } = readPem(anchor);
  if (certificates.length === 1) return certificates;
  throw certificateErrors.error('CERTIFICATE_ANCHOR_MALFORMED', {
    seen: `${certificates.length} certificates`,
    expected: 'one certificate',
  });
}

function onlyKey(keys: readonly string[]): string {
  const [key, ...others] = keys;
  if (key === undefined) {
    throw certificateErrors.error('CERTIFICATE_KEY_MISSING', {
      seen: 'no block "BEGIN … PRIVATE KEY"',
      expected: 'the private key of the certificate',
    });
  }
  if (others.length === 0) return key;
  throw certificateErrors.error('CERTIFICATE_KEY_SEVERAL', {
    seen: `${keys.length} keys`,
    expected: 'one key',
  });
}

/** The certificate of that key; of several (a renewal with the same key), there is no telling. */
function leafOf(members: readonly ParsedCertificate[], key: KeyObject): ParsedCertificate {
  const leaves = leavesOf(members);
  const [leaf, ...others] = leaves.filter(({ x509 }) => x509.checkPrivateKey(key));
  if (leaf === undefined) {
    throw certificateErrors.error('CERTIFICATE_KEY_MISMATCH', {
      seen: `a ${key.asymmetricKeyType} key that fits none of: ${leaves.map(({ subject }) => subject).join('; ')}`,
      expected: 'the private key of the server certificate',
    });
  }
  if (leaves.length === 1 && others.length === 0) return leaf;
  throw certificateErrors.error('CERTIFICATE_SEVERAL_LEAVES', {
    seen: leaves.map(({ subject, sha256 }) => `${subject} (SHA-256 ${sha256.slice(0, 16)}…)`).join('; '),
    expected: 'one server certificate and its chain',
  });
}

function refuseForeign(extra: readonly ParsedCertificate[]): void {
  if (extra.length === 0) return;
  throw certificateErrors.error('CERTIFICATE_CHAIN_FOREIGN', {
    seen: extra.map(({ subject }) => subject).join('; '),
    expected: 'only certificates that lead from the server certificate to its root',
  });
}

function anchorOf(
  path: readonly ParsedCertificate[],
  given: readonly ParsedCertificate[],
): ParsedCertificate {
  const tip = path.at(-1);
  if (tip === undefined) throw certificateMissing();
  const [wanted] = given;
  const found = wanted === undefined ? undefined : path.some((one) => isSignedBy(one, wanted));
  if (wanted !== undefined && found) return wanted;
  if (wanted === undefined && tip.isSelfSigned) return tip;
  const root = wanted === undefined ? findPublicRoot(tip) : undefined;
  if (root !== undefined) return root;
  throw certificateErrors.error('CERTIFICATE_CHAIN_INCOMPLETE', {
    seen: `the chain ends at ${tip.subject}, issued by ${tip.issuer}`,
    expected:
      wanted === undefined ? `the certificate of ${tip.issuer}` : `a chain that leads to ${wanted.subject}`,
  });
}

function materialOf(
  path: readonly ParsedCertificate[],
  anchor: ParsedCertificate,
  key: KeyObject,
): CertificateMaterial {
  const [leaf] = path;
  if (leaf === undefined) throw certificateMissing();
  const served = path.filter((one) => one === leaf || (!one.isSelfSigned && one.sha256 !== anchor.sha256));
  return {
    chainPem: served.map(({ pem }) => pem).join(''),
    keyPem: formatKey(key),
    anchorPem: anchor.pem,
    sha256: leaf.sha256,
    anchorSha256: anchor.sha256,
    subject: leaf.subject,
    issuer: leaf.issuer,
    hostnames: leaf.hostnames,
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
  };
}

function certificateMissing(): Error {
  return certificateErrors.error('CERTIFICATE_MISSING', {
    seen: 'no block "BEGIN CERTIFICATE"',
    expected: 'a server certificate, PEM',
  });
}
