import type { KeyObject } from 'node:crypto';
import { createUnlock } from '../read/encryption/unlock.ts';
import { leavesOf } from '../read/order-chain.ts';
import { isSignedBy, type ParsedCertificate } from '../read/parsed-certificate.ts';
import { MAX_ANCHOR_CERTIFICATES, readInput } from '../read/read-input.ts';
import { openKey } from '../read/read-key.ts';
import type { CertificateFiles } from './check-certificate-files.ts';

/** Files as a server would serve them and a client would meet them. */
export interface ArrangedFiles {
  /** The leaf first, the others in the order of the files. */
  readonly members: readonly ParsedCertificate[];
  /** What clients trust; the public roots where it is absent. */
  readonly anchors: readonly ParsedCertificate[] | undefined;
  readonly key: KeyObject | undefined;
}

/** @throws what `readInput` and `openKey` throw */
export function arrangeFiles({ file, chain, key, password, anchor }: CertificateFiles): ArrangedFiles {
  const unlock = createUnlock(password);
  const { certificates, keys } = readInput([file, chain, key], unlock);
  const [source] = keys;
  const privateKey = source === undefined ? undefined : openKey(source, unlock);
  const members = leafFirst(certificates, privateKey);
  const given = readInput([anchor], unlock, MAX_ANCHOR_CERTIFICATES).certificates;
  return { members, anchors: anchor === undefined ? presentAnchors(members) : given, key: privateKey };
}

/** A root in the file is what would be published to clients; without one, the public roots decide. */
function presentAnchors(members: readonly ParsedCertificate[]): readonly ParsedCertificate[] | undefined {
  const roots = members.filter(({ isSelfSigned }) => isSelfSigned);
  return roots.some((root) => members.some((one) => isSignedBy(one, root))) ? roots : undefined;
}

/** A file in any order is judged as it would be served after an import; of several leaves the key's is meant, or the first. */
function leafFirst(
  members: readonly ParsedCertificate[],
  key: KeyObject | undefined,
): readonly ParsedCertificate[] {
  const leaves = leavesOf(members);
  const leaf = leaves.find(({ x509 }) => key !== undefined && x509.checkPrivateKey(key)) ?? leaves[0];
  return leaf === undefined ? members : [leaf, ...members.filter((one) => one !== leaf)];
}
