import { type StoredCertificate, sealPrivateKey } from '@causeway/certificates';
import { certificateIdsOf } from '@causeway/changes';
import type { Listener } from '@causeway/contract';
import type { Offer, OfferedCertificate, OfferedListener } from '@causeway/contract/upstream-messages';
import { trustOfEvidence } from '@causeway/reachability';
import type { EndpointServerRecord } from '../provisioning-store.ts';
import { type CertificateIndex, trustsOf } from '../tenants/ways.ts';

/** The newest offer as it travels: with its certificates, their keys sealed for this endpoint server alone. */
export async function buildOffer(
  record: Pick<EndpointServerRecord, 'id' | 'tenantId' | 'sealingKey' | 'offer'>,
  certificates: CertificateIndex,
): Promise<Offer> {
  const { number, listeners } = record.offer;
  const shown = certificateIdsOf(listeners).map((id) => certificates.get(id));
  const known = shown.filter((certificate) => certificate !== undefined);
  return {
    number,
    listeners: listeners.map((listener) => offeredListener(listener, certificates)),
    certificates: await Promise.all(known.map((certificate) => offeredCertificate(certificate, record))),
  };
}

function offeredListener(listener: Listener, certificates: CertificateIndex): OfferedListener {
  const { scheme, hostname, port, serves, certificateId, coming, proxy } = listener;
  const trust = trustOfEvidence(trustsOf(listener, certificates));
  return {
    ...{ scheme, hostname, port, serves, certificateId, trust },
    ...(coming && {
      coming: {
        certificateId: coming.certificateId,
        trust: certificates.get(coming.certificateId)?.anchorSha256 ?? 'unknown',
      },
    }),
    ...(proxy && { proxy: { from: [...proxy.from], port: proxy.port } }),
  };
}

async function offeredCertificate(
  { id, name, sha256, chainPem, anchorPem, keyPem }: StoredCertificate,
  {
    id: endpointServerId,
    tenantId,
    sealingKey,
  }: Pick<EndpointServerRecord, 'id' | 'tenantId' | 'sealingKey'>,
): Promise<OfferedCertificate> {
  const shown = { id, name, sha256, chainPem, anchorPem };
  // A key that is elsewhere, at a proxy or at the endpoint server itself, is not ours to give.
  if (keyPem === '') return shown;
  const context = { tenantId, endpointServerId, certificateId: id };
  return { ...shown, sealedKey: await sealPrivateKey(keyPem, { sealingKey, context }) };
}
