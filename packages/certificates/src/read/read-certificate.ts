import type { KeyObject } from 'node:crypto';
import type { StoredCertificate } from '../certificate-store.ts';
import { certificateErrors } from '../errors.ts';
import type { KeySource } from './contents.ts';
import { createUnlock, type Unlock } from './encryption/unlock.ts';
import { type AnchoredChain, leadToAnchor } from './lead-to-anchor.ts';
import { leavesOf } from './order-chain.ts';
import type { ParsedCertificate } from './parsed-certificate.ts';
import { proveKey } from './prove-key.ts';
import type { Source } from './read-file.ts';
import { readInput } from './read-input.ts';
import { formatKey, openKey } from './read-key.ts';
import { refuseUnsupportedKeys } from './refuse-unsupported-keys.ts';

export type CertificateMaterial = Omit<
  StoredCertificate,
  'id' | 'name' | 'origin' | 'createdAt' | 'renewal' | 'renews'
>;

/** Every file that is given is read; which part comes in which does not matter, but for the anchor. */
export interface CertificateInput {
  /** Certificate, chain and key: any number of files of any format, in any order. */
  readonly files?: readonly Source[];
  /** The same by their parts. */
  readonly pem?: Source | undefined;
  readonly chain?: Source | undefined;
  readonly key?: Source | undefined;
  /** The trust anchor, where it is neither in the chain nor a public root. */
  readonly anchor?: Source | undefined;
  /** Of the PFX or the private key. */
  readonly password?: string | undefined;
  /** `elsewhere`: it stays at a proxy. None is asked for, and one that comes all the same is neither opened nor kept. */
  readonly keyPlace?: 'here' | 'elsewhere' | undefined;
}

/**
 * Reads what an admin hands in and puts it in order; `leadToAnchor` says which anchor it leads to. Whether it fits a
 * hostname or is in date is `checkCertificate`'s. A key derivation may take most of a second: `readCertificateAside` keeps
 * it off the thread that serves.
 * @throws the CERTIFICATE_… codes of `certificateErrors` but CERTIFICATE_NAME_TAKEN
 */
export function readCertificate({
  files = [],
  pem,
  chain,
  key: keyFile,
  anchor,
  password,
  keyPlace = 'here',
}: CertificateInput): CertificateMaterial {
  const unlock = createUnlock(password);
  const { certificates, keys } = readInput([...files, pem, chain, keyFile], unlock);
  const anchors = readAnchor(anchor, unlock);
  refuseUnsupportedKeys([...certificates, ...anchors]);
  const own = certificates.filter((one) => !anchors.some(({ sha256 }) => sha256 === one.sha256));
  if (own.length === 0) throw certificateMissing();
  const { leaf, keyPem } =
    keyPlace === 'here' ? withKey(own, keys, unlock) : { leaf: onlyLeaf(own), keyPem: '' };
  return materialOf(leaf, leadToAnchor(leaf, own, anchors[0]), keyPem);
}

function withKey(
  own: readonly ParsedCertificate[],
  keys: readonly KeySource[],
  unlock: Unlock,
): { readonly leaf: ParsedCertificate; readonly keyPem: string } {
  const key = openKey(onlyKey(keys), unlock);
  const leaf = leafOf(own, key);
  proveKey(key, leaf);
  return { leaf, keyPem: formatKey(key) };
}

/** One at most, which is counted before it is read. */
function readAnchor(anchor: Source | undefined, unlock: Unlock): readonly ParsedCertificate[] {
  if (anchor === undefined) return [];
  const { certificates } = readInput([anchor], unlock);
  if (certificates.length === 1) return certificates;
  throw certificateErrors.error('CERTIFICATE_ANCHOR_MALFORMED', {
    seen: `${certificates.length} certificates`,
    expected: 'one certificate',
  });
}

function onlyKey(keys: readonly KeySource[]): KeySource {
  const [key, ...others] = keys;
  if (key === undefined) {
    throw certificateErrors.error('CERTIFICATE_KEY_MISSING', {
      seen: 'certificates without a private key',
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
  throw severalLeaves(leaves);
}

/** Without a key, nothing but being the only one tells the certificate that is meant. */
function onlyLeaf(members: readonly ParsedCertificate[]): ParsedCertificate {
  const [leaf, ...others] = leavesOf(members);
  if (leaf === undefined) throw certificateMissing();
  if (others.length > 0) throw severalLeaves([leaf, ...others]);
  return leaf;
}

function severalLeaves(leaves: readonly ParsedCertificate[]): Error {
  return certificateErrors.error('CERTIFICATE_SEVERAL_LEAVES', {
    seen: leaves.map(({ subject, sha256 }) => `${subject} (SHA-256 ${sha256.slice(0, 16)}…)`).join('; '),
    expected: 'one server certificate and its chain',
  });
}

function materialOf(
  leaf: ParsedCertificate,
  { served, anchor }: AnchoredChain,
  keyPem: string,
): CertificateMaterial {
  return {
    chainPem: served.map(({ pem }) => pem).join(''),
    keyPem,
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
    seen: 'no certificate',
    expected: 'a server certificate',
  });
}
