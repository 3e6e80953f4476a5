import { openPrivateKey } from '@causeway/certificates';
import { asId, type CertificateId, listenersOf } from '@causeway/contract';
import type { Offer, OfferedCertificate, OfferedListener } from '@causeway/contract/upstream-messages';
import { endpointServerErrors } from '../errors.ts';
import type { LocalCertificate, LocalServing } from '../state/serving-state.ts';
import type { ServedListener, ShownCertificate } from './served-listener.ts';
import type { Target } from './target.ts';

/** Whose keys are opened, and by what. */
export interface Opener {
  readonly tenantId: string;
  readonly endpointServerId: string;
  /** Raw X25519, base64url. */
  readonly sealingPrivateKey: string;
  /** By the SHA-256 of the leaf. */
  readonly ownCertificates: Readonly<Record<string, LocalCertificate>>;
}

/** The listeners of a target with the keys they need. @throws SEALED_KEY_UNOPENABLE, OFFERED_KEY_MISSING */
export async function openTarget(target: Target, opener: Opener): Promise<ServedListener[]> {
  switch (target.kind) {
    case 'nothing':
      return [];
    case 'local':
      return listenersOfLocal(target.local);
    case 'offer':
      return openOffer(target.offer, opener);
  }
}

/** The site of a local change as it is served. */
export function listenersOfLocal({ site, certificate }: LocalServing): ServedListener[] {
  // The listeners only carry it along: which certificate it is, is known here.
  const certificateId = certificate === null ? null : asId<CertificateId>(certificate.sha256);
  const { proxy, ...parts } = site;
  const listeners = listenersOf({ ...parts, certificateId, ...(proxy !== undefined && { proxy }) });
  return listeners.map(({ scheme, hostname, port, serves }) => ({
    ...{ scheme, hostname, port, serves },
    ...(proxy !== undefined && { proxy }),
    ...(scheme === 'https' && certificate !== null && { certificate: shownLocally(certificate) }),
  }));
}

async function openOffer({ listeners, certificates }: Offer, opener: Opener): Promise<ServedListener[]> {
  const shown = new Map<string, ShownCertificate>();
  for (const certificate of certificates) {
    const keyPem = await keyOf(certificate, opener);
    const { chainPem, sha256, anchorPem } = certificate;
    shown.set(certificate.id, { chainPem, keyPem, sha256, anchorPem, trust: '' });
  }
  return listeners.map((listener) => toServed(listener, shown));
}

function toServed(listener: OfferedListener, shown: ReadonlyMap<string, ShownCertificate>): ServedListener {
  const { scheme, hostname, port, serves, certificateId, trust, coming, proxy } = listener;
  const find = (id: string, trustOfIt: string): ShownCertificate => {
    const certificate = shown.get(id);
    if (certificate === undefined || (certificate.keyPem === '' && proxy === undefined)) throw keyMissing(id);
    return { ...certificate, trust: trustOfIt };
  };
  return {
    ...{ scheme, hostname, port, serves },
    ...(proxy !== undefined && { proxy }),
    ...(scheme === 'https' && certificateId !== null && { certificate: find(certificateId, trust) }),
    ...(coming !== undefined && { coming: find(coming.certificateId, coming.trust) }),
  };
}

/** Empty where neither the platform nor this machine has it. */
async function keyOf(
  { id, sha256, sealedKey }: OfferedCertificate,
  { tenantId, endpointServerId, sealingPrivateKey, ownCertificates }: Opener,
): Promise<string> {
  if (sealedKey === undefined) return ownCertificates[sha256]?.keyPem ?? '';
  const context = { tenantId, endpointServerId, certificateId: id };
  return openPrivateKey(sealedKey, { privateKey: sealingPrivateKey, context });
}

function shownLocally({
  chainPem,
  keyPem,
  sha256,
  anchorPem,
  anchorSha256,
}: LocalCertificate): ShownCertificate {
  return { chainPem, keyPem, sha256, anchorPem, trust: anchorSha256 };
}

function keyMissing(certificateId: string): Error {
  return endpointServerErrors.error('OFFERED_KEY_MISSING', { seen: `certificate ${certificateId}` });
}
